/** Node programs against the embedded monitor. */
import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Values } from "../../../cli/inputs/stack";
import { ProgramError, UserError } from "../../../cli/errors";
import { readMocks } from "../../../cli/program/datasources";
import { runProgram } from "../../../cli/program/run";
import { contentOf, hasEnded, MAIN, makeFolder, removeFolders, SECRET, SIGNATURE, UNKNOWN } from "../fixtures";
import { makeProgram, named, run } from "./programs";

const secret = (value: unknown): Values => ({ [SIGNATURE]: SECRET, value });
const PREFIX = "urn:pulumi:dev::shop::";

describe("program runner", function () {
    this.timeout(90_000);
    after(removeFolders);

    it("names resources by their components, and follows their parents, dependencies and places", async () => {
        const preview = await run(`
            class Network extends pulumi.ComponentResource {
                constructor(name, opts) {
                    super("shop:net:Network", name, { tier: "web" }, opts);
                    this.vpc = new Resource("aws:ec2/vpc:Vpc", name + "-vpc", { cidrBlock: "10.0.0.0/16" }, { parent: this });
                    this.registerOutputs({ vpcId: this.vpc.id });
                }
            }
            const outer = new Network("outer");
            const inner = new Network("inner", { parent: outer, protect: true });
            new Resource("aws:ec2/subnet:Subnet", "subnet", {
                vpcId: inner.vpc.id, tags: { Vpc: outer.vpc.id },
            }, { dependsOn: [outer], ignoreChanges: ["tags"], customTimeouts: { create: "1h30m" } });
            exports.vpc = inner.vpc.id;
            exports.plain = "text";
        `);
        assert.deepEqual(preview.resources.map(({ urn }) => urn.slice(PREFIX.length)).sort(), [
            "aws:ec2/subnet:Subnet::subnet",
            "pulumi:providers:aws::default_7_48_0",
            "pulumi:pulumi:Stack::shop-dev",
            "shop:net:Network$aws:ec2/vpc:Vpc::outer-vpc",
            "shop:net:Network$shop:net:Network$aws:ec2/vpc:Vpc::inner-vpc",
            "shop:net:Network$shop:net:Network::inner",
            "shop:net:Network::outer",
        ]);
        const subnet = named(preview, "subnet");
        const [outer, inner] = [named(preview, "outer-vpc").urn, named(preview, "inner-vpc").urn];
        assert.equal(subnet.parent, `${PREFIX}pulumi:pulumi:Stack::shop-dev`);
        assert.equal(named(preview, "inner-vpc").parent, named(preview, "inner").urn);
        assert.deepEqual(subnet.propertyDependencies, { vpcId: [inner], tags: [outer] });
        assert.ok([outer, inner].every((urn) => subnet.dependencies.includes(urn)));
        assert.equal(subnet.inputs.vpcId, UNKNOWN);
        assert.equal(subnet.options.customTimeouts?.create, 5400);
        assert.deepEqual(subnet.options.ignoreChanges, ["tags"]);
        assert.equal(named(preview, "inner-vpc").options.protect, true, "children are protected with their parent");
        assert.equal(named(preview, "outer-vpc").options.protect, false);
        assert.deepEqual(named(preview, "inner").inputs, { tier: "web" });
        assert.deepEqual(named(preview, "inner").outputs, { vpcId: UNKNOWN });
        assert.deepEqual(named(preview, "shop-dev").outputs, { vpc: UNKNOWN, plain: "text" });
        assert.equal(subnet.source?.file, "index.js");
        assert.ok((subnet.source?.line ?? 0) > 20);
    });

    it("gives resources their defaults, names, tags and region, and what the provider computes as unknown", async () => {
        const preview = await run(`
            const tags = { tags: { Team: "shop", Name: "default" } };
            const provider = new Provider("main", { region: "eu-north-1", defaultTags: JSON.stringify(tags) });
            new Resource("aws:lambda/function:Function", "worker", { tags: { Name: "own" } }, { provider });
            new Resource("aws:lambda/function:Function", "named", { name: "mine", timeout: 9 });
            new Resource("aws:sns/topic:Topic", "prefixed", { namePrefix: "p-" });
            new Resource("aws:rds/instance:Instance", "db", {});
        `);
        const worker = named(preview, "worker").inputs;
        assert.match(String(worker.name), /^worker-[0-9a-f]{7}$/);
        assert.equal(worker.timeout, 3);
        assert.equal(worker.region, "eu-north-1");
        assert.deepEqual(worker.tagsAll, { Team: "shop", Name: "own" });
        assert.deepEqual(named(preview, "main").inputs, {
            region: "eu-north-1",
            defaultTags: '{"tags":{"Team":"shop","Name":"default"}}',
            version: "7.48.0",
        });
        const mine = named(preview, "named");
        assert.deepEqual([mine.inputs.name, mine.inputs.timeout, mine.inputs.region], ["mine", 9, "eu-west-1"]);
        assert.equal(mine.inputs.arn, undefined);
        assert.equal(mine.outputs?.arn, UNKNOWN);
        assert.equal(named(preview, "prefixed").inputs.name, undefined);
        const db = named(preview, "db");
        assert.equal(db.inputs.storageEncrypted, false, "the provider's own default");
        assert.equal(db.inputs.multiAz, undefined, "AWS's default, which the provider leaves out");
        assert.equal(db.outputs?.multiAz, UNKNOWN);
    });

    it("gives resources the provider of their options, of their parents, or the default one", async () => {
        const preview = await run(`
            class Group extends pulumi.ComponentResource {
                constructor(name, opts) { super("shop:index:Group", name, {}, opts); }
            }
            const topic = (name, opts) => new Resource("aws:sns/topic:Topic", name, {}, opts);
            const [one, two] = ["one", "two"].map((name) => new Provider(name, { region: "eu-south-1" }));
            const group = new Group("group", { providers: { aws: one } });
            topic("explicit", { provider: two });
            topic("inherited", { parent: group });
            topic("overridden", { parent: group, provider: two });
            topic("grandchild", { parent: new Group("nested", { parent: group }) });
            topic("default", {});
            topic("older", { version: "6.1.0" });
        `);
        const provider = (name: string): string | undefined => named(preview, name).provider?.split("::")[3];
        assert.deepEqual(["explicit", "inherited", "overridden", "grandchild", "default", "older"].map(provider), [
            "two",
            "one",
            "two",
            "one",
            "default_7_48_0",
            "default_6_1_0",
        ]);
        assert.equal(named(preview, "inherited").inputs.region, "eu-south-1");
        await assert.rejects(
            run(`new Resource("aws:sns/topic:Topic", "topic", {});`, { set: ['pulumi:disable-default-providers=["aws"]'] }),
            /Default provider for 'aws' disabled\. 'aws:sns\/topic:Topic' must use an explicit provider/,
        );
        assert.equal(named(preview, "older").inputs.region, undefined, "resources have a region since version 7");
    });

    it("keeps secrets secret, through outputs and into the stack's", async () => {
        const missing = run(`new pulumi.Config().requireSecret("lost");`);
        await assert.rejects(missing, /Missing required configuration variable 'shop:lost'/);

        const folder = makeProgram(
            `
            const config = new pulumi.Config();
            class Db extends pulumi.CustomResource {
                constructor(args) {
                    super("aws:rds/instance:Instance", "db", { endpoint: undefined, ...args }, { version: "7.48.0", additionalSecretOutputs: ["endpoint"] });
                }
            }
            const db = new Db({ password: config.requireSecret("password"), dbName: pulumi.interpolate\`\${config.requireSecret("lost")}-1\` });
            exports.url = pulumi.interpolate\`\${db.endpoint}/x\`;
            exports.password = db.password;
            `,
            {
                "Pulumi.dev.yaml":
                    "config:\n  shop:lost:\n    secure: v1:AAAA:BBBB\n  shop:password:\n    secure: v1:AAAA:BBBB\nencryptionsalt: v1:AA==:v1:AA==:AA==\n",
            },
        );
        const secrets = await runProgram(folder, { stack: "dev", set: ["password=hunter2hunter2"] });
        const db = named(secrets, "db");
        assert.deepEqual(db.inputs.password, secret("hunter2hunter2"));
        assert.deepEqual(db.inputs.dbName, secret("[secret]"), "what a secret that cannot be decrypted is part of is hidden");
        assert.deepEqual(db.outputs?.endpoint, secret(UNKNOWN));
        assert.deepEqual(named(secrets, "shop-dev").outputs, { url: secret(UNKNOWN), password: secret("hunter2hunter2") });
        assert.deepEqual(secrets.secretKeys.sort(), ["shop:lost", "shop:password"]);
        assert.deepEqual(secrets.notes, [
            "Secrets that could not be decrypted are hidden (PULUMI_CONFIG_PASSPHRASE or --set can give them a value): shop:lost.",
        ]);
    });

    it("takes what --set gives under a credential's name for secret, which no file shows", async () => {
        const preview = await run("", { set: ["dbPassword=hunter2hunter2", "acme:apiToken=a1b2c3d4", "tier=gold"] });
        assert.deepEqual(preview.secretKeys, ["shop:dbPassword", "acme:apiToken"]);
    });

    it("applies transforms of resources, components and the stack, and of invokes", async () => {
        const preview = await run(
            `
            pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
                type.startsWith("aws:") ? { props: { ...props, tags: { ...props.tags, Stack: "yes" } }, opts } : undefined);
            pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, name: "changed" }, opts }));
            const vpc = new Resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
            const topic = new Resource("aws:sns/topic:Topic", "topic", { displayName: vpc.id }, {
                transforms: [({ props, opts }) => ({ props: { ...props, tags: { Own: "yes" } }, opts: pulumi.mergeOptions(opts, { protect: true }) })],
            });
            exports.zone = pulumi.runtime.invokeOutput("aws:route53/getZone:getZone", { name: "asked" }).zoneId;
            `,
            { mocks: mocks([{ token: "aws:route53/getZone:getZone", args: { name: "changed" }, result: { zoneId: "Z1" } }]) },
        );
        const topic = named(preview, "topic");
        assert.deepEqual(topic.inputs.tags, { Own: "yes", Stack: "yes" });
        assert.equal(topic.options.protect, true);
        assert.deepEqual(topic.propertyDependencies.displayName, [named(preview, "vpc").urn]);
        assert.ok(topic.dependencies.includes(named(preview, "vpc").urn));
        assert.deepEqual(named(preview, "vpc").inputs.tags, { Stack: "yes" });
        assert.deepEqual(preview.notes, []);
    });

    it("answers data source calls from the file, the usual ones by itself, and others with unknowns", async () => {
        const preview = await run(
            `
            const call = (token, args) => pulumi.output(pulumi.runtime.invoke(token, args));
            exports.zone = call("aws:route53/getZone:getZone", { name: "shop.dev" }).zoneId;
            exports.other = pulumi.runtime.invokeOutput("aws:route53/getZone:getZone", { name: "other.dev" }).apply((zone) => zone.zoneId);
            exports.ami = pulumi.runtime.invokeOutput("aws:ec2/getAmi:getAmi", { owners: ["self"] }).apply((ami) => ami.id);
            exports.unheard = pulumi.runtime.invokeOutput("acme:index/getThing:getThing", {}).apply((thing) => thing.a.b);
            exports.region = call("aws:index/getRegion:getRegion", {}).name;
            exports.zones = call("aws:index/getAvailabilityZones:getAvailabilityZones", { excludeNames: ["eu-west-1b"] }).names;
            exports.account = call("aws:index/getCallerIdentity:getCallerIdentity", {}).accountId;
            exports.partition = call("aws:index/getPartition:getPartition", {}).partition;
            const reference = new pulumi.StackReference("acme/network/prod");
            exports.shared = reference.getOutput("vpcId");
            const read = new Resource("aws:ec2/vpc:Vpc", "read", {}, { id: "vpc-1" }, ["arn"]);
            exports.readId = read.id;
            `,
            {
                mocks: mocks([
                    { token: "aws:route53/getZone:getZone", args: { name: "shop.dev" }, result: { zoneId: "Z1" } },
                    { token: "pulumi:pulumi:StackReference", args: { name: "acme/network/prod" }, result: { outputs: { vpcId: "vpc-2" } } },
                ]),
            },
        );
        assert.deepEqual(named(preview, "shop-dev").outputs, {
            zone: "Z1",
            other: UNKNOWN,
            ami: UNKNOWN,
            unheard: UNKNOWN,
            region: "eu-west-1",
            zones: ["eu-west-1a", "eu-west-1c"],
            account: UNKNOWN,
            partition: "aws",
            shared: "vpc-2",
            readId: "vpc-1",
        });
        const read = named(preview, "read");
        assert.equal(read.external, true);
        assert.equal(read.outputs?.arn, UNKNOWN);
        const [note] = preview.notes;
        const tokens = [
            "aws:route53/getZone:getZone",
            "aws:ec2/getAmi:getAmi",
            "acme:index/getThing:getThing",
            "aws:index/getCallerIdentity:getCallerIdentity",
        ];
        for (const token of tokens) {
            assert.ok(note?.includes(token), `${token} is named in: ${note}`);
        }
        assert.equal(preview.notes.length, 1);
    });

    it("lets a program compute with what was not answered, and knows nothing that came of it", async () => {
        const preview = await run(`
            const { invoke } = pulumi.runtime;
            module.exports = async () => {
                const ami = await invoke("aws:ec2/getAmi:getAmi", { owners: ["self"] });
                const { accountId } = await invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
                const { ids } = await invoke("aws:ec2/getSubnets:getSubnets", {});
                const [first] = ids;
                for (const id of ids) {
                    const subnet = await invoke("aws:ec2/getSubnet:getSubnet", { id });
                    new Resource("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint-" + subnet.id, { cidr: subnet.cidrBlock });
                }
                new Resource("aws:s3/bucket:Bucket", \`logs-\${accountId}\`, {});
                new Resource("aws:s3/bucket:Bucket", \`logs-\${ami.id}\`, { bucket: "logs" });
                new Resource("aws:ec2/instance:Instance", "web", {
                    ami: ami.id,
                    subnetId: first,
                    subnets: ids.slice(0, 2).map((id) => "x" + id),
                    name: \`orders-dev-\${accountId.slice(-4)}\`,
                    upper: ("orders-" + ami.name).toUpperCase().slice(0, 12),
                    volumes: ami.blockDeviceMappings[0].ebs.volumeSize,
                    size: ami.blockDeviceMappings.length * 8,
                    policy: JSON.stringify({ Principal: { AWS: ami.ownerId } }),
                    optimized: ami.enaSupport,
                    owners: ami.owners,
                    plain: "orders-dev",
                });
                return { later: pulumi.output(ami).apply((a) => a.id.no.such.property()) };
            };
        `);
        const unknowns = ["ami", "subnetId", "subnets", "name", "upper", "volumes", "size", "policy", "optimized"];
        const { inputs } = named(preview, "web");
        assert.deepEqual(Object.fromEntries(unknowns.map((name) => [name, inputs[name]])), Object.fromEntries(unknowns.map((name) => [name, UNKNOWN])));
        assert.deepEqual([inputs.owners, inputs.plain], [["self"], "orders-dev"]);
        assert.equal(named(preview, "logs-unknown").inputs.bucket, UNKNOWN, "a physical name is made of the logical one");
        assert.equal(named(preview, "logs-unknown-2").inputs.bucket, "logs");
        assert.equal(named(preview, "endpoint-unknown").inputs.cidr, UNKNOWN);
        assert.deepEqual(named(preview, "shop-dev").outputs, { later: UNKNOWN });
    });

    it("knows nothing of a list that a program makes by going through what was not answered", async () => {
        const preview = await run(`
            module.exports = async () => {
                const { ids } = await pulumi.runtime.invoke("aws:ec2/getSubnets:getSubnets", {});
                const lists = { plain: ["a"], looped: [], read: [], counted: [], visited: [], spread: [...ids], joined: [] };
                for (const id of ids) lists.looped.push(id);
                for (const id of ids) lists.read.push(id.of.it);
                for (const id of ids) lists.joined.push("x-" + id);
                for (let i = 0; i < ids.length; i++) lists.counted.push(ids[i]);
                ids.forEach((id) => lists.visited.push(id));
                new Resource("aws:rds/subnetGroup:SubnetGroup", "db", lists);
                for (const id of ids) new Resource("aws:ec2/instance:Instance", "web", { subnetId: id, tags: { of: id } });
            };
        `);
        const { plain, ...lists } = named(preview, "db").inputs;
        assert.deepEqual(plain, ["a"]);
        for (const name of ["looped", "read", "joined", "counted", "visited", "spread"]) {
            assert.equal(lists[name], UNKNOWN, name);
        }
        const { subnetId, tags } = named(preview, "web").inputs;
        assert.deepEqual([subnetId, tags], [UNKNOWN, { of: UNKNOWN }]);
    });

    it("says how to give a value that the configuration lacks", async () => {
        const code = `
            pulumi.runtime.invoke("aws:ec2/getAmi:getAmi", {}).then(() => new pulumi.Config().require("zone"));`;
        await assert.rejects(run(code), ({ message }: Error) => {
            assert.match(message, /^Give it --set shop:zone=<value>, or write the value into Pulumi\.dev\.yaml\.\n(Error: )?Missing required/);
            return !message.includes("--mocks");
        });
    });

    it("leads with the answers to write, where the program needs them", async () => {
        const code = `pulumi.runtime.invoke("aws:ec2/getAmi:getAmi", { owners: ["self"] }).then((ami) => JSON.parse(ami.description));`;
        await assert.rejects(run(code), (error: Error) => {
            const [, entry = "", problem = ""] = /--mocks:\n([^]*?)\n\n([^]*)/.exec(error.message) ?? [];
            assert.match(problem, /SyntaxError/);
            assert.match(entry, /^- token: aws:ec2\/getAmi:getAmi\n {2}args: \{owners: \[self\]\}\n {2}result: \{.*id: \.\.\./);
            const file = path.join(makeFolder({ "mocks.yaml": entry }), "mocks.yaml");
            assert.deepEqual(readMocks(file)[0]?.args, { owners: ["self"] });
            return true;
        });
        await assert.rejects(run("fail();"), (error: Error) => !error.message.includes("--mocks"));
    });

    describe("what a program is written in", () => {
        const typescript = (module: "module" | "commonjs"): string =>
            makeProgram("", {
                "package.json": JSON.stringify({ name: "shop", type: module, main: "index.ts" }),
                "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022" } }',
                "index.js": "",
                "index.ts": `import * as pulumi from "@pulumi/pulumi";

interface Args {
    name: string;
}

// A comment, which is not in what is compiled.
class Topic extends pulumi.CustomResource {
    constructor(args: Args) {
        super("aws:sns/topic:Topic", args.name, {}, { version: "7.48.0" });
    }
}

const notChecked: number = "text";
new Topic({ name: "direct" });
function make(name: string): Topic { return new Topic({ name }); }
make("called");
`,
            });

        for (const module of ["commonjs", "module"] as const) {
            it(`is told at its own lines, and not type-checked: TypeScript as ${module}`, async () => {
                const preview = await runProgram(typescript(module), { stack: "dev", timeout: 60 });
                const places = ["direct", "called"].map((name) => named(preview, name).source);
                assert.deepEqual(
                    places.map((place) => [place?.file, place?.line]),
                    [
                        ["index.ts", 15],
                        ["index.ts", 16],
                    ],
                );
            });
        }

        it("is all that is loaded", async () => {
            const code = `exports.loaded = Object.keys(require.cache).some((file) => /ts-node/.test(file));`;
            assert.deepEqual(named(await run(code), "shop-dev").outputs, { loaded: false });
            const folder = makeProgram(code, { "lib.ts": "" });
            assert.deepEqual(named(await runProgram(folder, { stack: "dev" }), "shop-dev").outputs, { loaded: true });
        });
    });

    it("takes component resources of provider plugins for what they are: not known inside", async () => {
        const preview = await run(`
            class Cluster extends pulumi.ComponentResource {
                constructor(name) { super("eks:index:Cluster", name, { kubeconfig: undefined, size: 3 }, { version: "3.0.0" }, true); }
            }
            exports.kubeconfig = new Cluster("cluster").kubeconfig;
        `);
        assert.deepEqual(named(preview, "shop-dev").outputs, { kubeconfig: UNKNOWN });
        assert.deepEqual(preview.opaque, [{ urn: named(preview, "cluster").urn, type: "eks:index:Cluster", name: "cluster", package: "eks" }]);
    });

    describe("what goes wrong", () => {
        it("shows the program's exception with its stack trace", async () => {
            await assert.rejects(run(`function deploy() { throw new Error("no such tier"); }\ndeploy();`), (error) => {
                assert.ok(error instanceof ProgramError);
                assert.match(error.message, /Error: no such tier\n\s+at deploy \(.*index\.js:\d+/);
                return true;
            });
        });

        it("shows an error in a later callback, and one of the syntax", async () => {
            const failing = `pulumi.output("a").apply(() => { throw new Error("too late"); });`;
            await assert.rejects(run(failing), /Error: too late/);
            await assert.rejects(run("const = 3;"), /SyntaxError/);
        });

        it("does not take a program that ends itself for one that is done", async () => {
            await assert.rejects(run("process.exit(0);"), /promises? (was|were) still active/);
            await assert.rejects(run("process.reallyExit(0);"), /ended itself with exit code 0/);
            await assert.rejects(run(`console.error("bad luck"); process.exit(3);`), /exit code 3\.\nbad luck/);
            await assert.rejects(run("process.kill(process.pid, 'SIGKILL');"), /A signal ended it/);
        });

        it("refuses a second resource of the same name", async () => {
            const twice = `for (const _ of [1, 2]) new Resource("aws:sns/topic:Topic", "topic", {});`;
            await assert.rejects(run(twice), /Duplicate resource URN 'urn:pulumi:dev::shop::aws:sns\/topic:Topic::topic'/);
        });

        it("ends a program that hangs, with everything that it started", async () => {
            const folder = makeFolder({});
            const pids = path.join(folder, "pids");
            const code = `
                const { pid } = require("child_process").spawn("sleep", ["600"], { stdio: "inherit" });
                require("fs").writeFileSync(${JSON.stringify(pids)}, process.pid + " " + pid);
                while (true);
            `;
            const started = Date.now();
            await assert.rejects(run(code, { timeout: 4 }), (error) => {
                assert.ok(error instanceof UserError && !(error instanceof ProgramError));
                assert.match(error.message, /did not end within 4 seconds \(--timeout\)/);
                return true;
            });
            assert.ok(Date.now() - started < 30_000);
            for (const pid of fs.readFileSync(pids, "utf8").split(" ")) {
                assert.ok(await hasEnded(Number(pid)));
            }
        });

        it("ends the program when the command itself is killed", async function () {
            if (process.platform === "win32") {
                this.skip();
            }
            const folder = makeFolder({});
            const pids = path.join(folder, "pids");
            const program = makeProgram(`require("fs").writeFileSync(${JSON.stringify(pids)}, "" + process.pid); while (true);`);
            const command = spawn(process.execPath, [MAIN, "check", program, "--stack", "dev"], { stdio: "ignore" });
            const pid = Number(await contentOf(pids));
            command.kill("SIGKILL");
            assert.ok(await hasEnded(pid));
        });

        it("says what is missing: the folder's project, the stack, the SDK", async () => {
            await assert.rejects(runProgram(makeFolder({}), { stack: "dev" }), /no Pulumi\.yaml/);
            await assert.rejects(runProgram(makeProgram(""), { stack: "prod" }), /no Pulumi\.prod\.yaml; its stacks are dev/);
            const bare = makeFolder({ "Pulumi.yaml": "name: bare\nruntime: nodejs\n" });
            await assert.rejects(runProgram(bare, { stack: "dev" }), /@pulumi\/pulumi is not installed: run `npm install`/);
            const go = makeFolder({ "Pulumi.yaml": "name: bare\nruntime: go\n" });
            await assert.rejects(runProgram(go, { stack: "dev" }), /runtime "go"/);
        });
    });

    it("runs the program without the credentials of the environment, but for those that are named", async () => {
        const before = { ...process.env };
        Object.assign(process.env, {
            AWS_ACCESS_KEY_ID: "AKIAX",
            AWS_SECRET_ACCESS_KEY: "s",
            AWS_PROFILE: "p",
            PULUMI_ACCESS_TOKEN: "t",
            SHOP_VARIABLE: "s",
        });
        const code = `
            for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "PULUMI_ACCESS_TOKEN", "SHOP_VARIABLE"])
                exports[name] = process.env[name] ?? "-";
            exports.files = process.env.AWS_SHARED_CREDENTIALS_FILE ?? "-";
        `;
        try {
            const { outputs } = named(await run(code), "shop-dev");
            assert.deepEqual(Object.values(outputs ?? {}).slice(0, 5), ["-", "-", "-", "-", "-"]);
            assert.notEqual(outputs?.files, "-");
            const { outputs: passed } = named(await run(code, { passEnv: ["AWS_ACCESS_KEY_ID"] }), "shop-dev");
            assert.deepEqual(Object.values(passed ?? {}).slice(0, 2), ["AKIAX", "-"]);
        } finally {
            process.env = before;
        }
    });
});

function mocks(entries: unknown[]): string {
    return path.join(makeFolder({ "mocks.json": JSON.stringify(entries) }), "mocks.json");
}
