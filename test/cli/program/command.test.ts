/** `preflight check <folder>`, from its command line to its exit code. */
import * as assert from "node:assert/strict";

import { FLAGS_BUCKETS, makeFolder, makePack, packOf, preflight, removeFolders } from "../fixtures";
import { makeProgram, RESOURCES } from "./programs";

describe("preflight check <folder>", function () {
    this.timeout(90_000);
    let pack = "";
    before(() => {
        pack = makePack(packOf(FLAGS_BUCKETS));
    });
    after(removeFolders);

    const BUCKET = `new Resource("aws:s3/bucket:Bucket", "logs", {});`;

    it("finds what the pack flags, at the program's line, whatever the program prints", async () => {
        const program = makeProgram(`${RESOURCES}\nconsole.log("noise");\n${BUCKET}`);
        const { code, stdout, stderr } = await preflight(["check", program, "--stack", "dev", "--policy-pack", pack]);
        assert.equal(code, 1, stderr);
        assert.match(stdout, /bucket-named/);
        assert.match(stdout, /index\.js:13/);
        assert.doesNotMatch(stdout + stderr, /noise/);
    });

    it("ends with 0 where there is nothing to say, and shows the program's output when asked", async () => {
        const program = makeProgram(`console.log("noise " + new pulumi.Config().require("tier"));`);
        const options = ["--stack", "dev", "--set", "tier=gold", "--policy-pack", pack, "--verbose"];
        const { code, stdout, stderr } = await preflight(["check", program, ...options]);
        assert.equal(code, 0, stderr);
        assert.match(stderr, /noise gold/);
        assert.doesNotMatch(stdout, /noise/);
    });

    it("ends with 2 and the program's own lines where the program fails", async () => {
        const program = makeProgram(`\nthrow new Error("no such tier");`);
        const { code, stdout, stderr } = await preflight(["check", program, "--stack", "dev", "--policy-pack", pack]);
        assert.equal(code, 2);
        assert.equal(stdout, "");
        assert.match(stderr, /^preflight: the program failed\n[^]*Error: no such tier\n\s+at .*index\.js:3/);
    });

    it("needs no name for the only stack", async () => {
        const { code, stdout } = await preflight(["check", makeProgram(`${RESOURCES}${BUCKET}`), "--policy-pack", pack]);
        assert.match(stdout, /in stack dev of shop/);
        assert.equal(code, 1);
    });

    it("wants a stack where there are several, and says in one line what else is wrong", async () => {
        const program = makeProgram("", { "Pulumi.test.yaml": "config: {}\n" });
        const failure = async (...args: string[]): Promise<string> => {
            const { code, stderr } = await preflight(["check", program, ...args, "--policy-pack", pack]);
            assert.equal(code, 2);
            assert.equal(stderr.trim().split("\n").length, 1, stderr);
            return stderr;
        };
        assert.match(await failure(), /name the stack to run it for with --stack \(dev, test\)/);
        assert.match(await failure("--stack", "prod"), /no Pulumi\.prod\.yaml; its stacks are dev, test/);
        const mocks = makeFolder({ "mocks.json": '{"token": "x"}' });
        assert.match(await failure("--stack", "dev", "--mocks", `${mocks}/mocks.json`), /is not a list of \{ token, args, result \}/);
    });
});
