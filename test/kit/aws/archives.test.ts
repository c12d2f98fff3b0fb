import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { asset } from "@pulumi/pulumi";
import { strToU8, zipSync } from "fflate";

import { type Files, filesOf, programFolder, UnreadableArchive } from "../../../kit/aws/archives";
import { nodeExports, pythonNames } from "../../../kit/aws/exports";
import { missingNodePackages, missingPythonModules } from "../../../kit/aws/imports";

describe("kit/archives", () => {
    const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "preflight-archives-")));
    after(() => fs.rmSync(root, { recursive: true }));
    const write = (file: string, text: string): void => {
        fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        fs.writeFileSync(path.join(root, file), text);
    };
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: lib/\n");
    write("lib/index.ts", "");
    write("functions/orders/index.js", "1");
    write("functions/orders/deep/a.js", "2");
    write("other/Pulumi.yaml", "name: other\nruntime: nodejs\n");
    write("broken/Pulumi.yaml", "name: [\n");

    it("finds the program's folder from below, and its main folder", () => {
        assert.equal(programFolder("shop", root), path.join(root, "lib"));
        assert.equal(programFolder("shop", path.join(root, "functions", "orders")), path.join(root, "lib"));
        assert.equal(programFolder("other", path.join(root, "other")), path.join(root, "other"));
    });

    it("takes no other project's folder", () => {
        assert.equal(programFolder("shop", path.join(root, "other")), undefined);
        assert.equal(programFolder("shop", path.join(root, "broken")), undefined);
    });

    it("reads folders, links in circles included", async () => {
        fs.symlinkSync(path.join(root, "functions"), path.join(root, "functions", "orders", "deep", "circle"));
        const files = await filesOf(new asset.FileArchive("./orders"), path.join(root, "functions"));
        assert.deepEqual(files?.get("index.js")?.(), "1");
        assert.deepEqual(files?.get("deep/a.js")?.(), "2");
    });

    it("reads archives that a program puts together, and says nothing of what lies behind a URL", async () => {
        const archive = new asset.AssetArchive({ ".": new asset.FileArchive("./functions/orders"), "x/y.txt": new asset.StringAsset("3") });
        const files = await filesOf(archive, root);
        assert.equal(files?.get("index.js")?.(), "1");
        assert.equal(files?.get("x/y.txt")?.(), "3");
        assert.equal(await filesOf(new asset.RemoteArchive("https://x.internal/a.zip"), root), undefined);
        assert.equal(await filesOf(new asset.AssetArchive({ a: new asset.RemoteAsset("https://x.internal/a") }), root), undefined);
    });

    describe("of somebody else", () => {
        const place = (): string => fs.mkdtempSync(path.join(root, "hostile-"));
        const read = (folder: string, name = "."): Promise<Files | undefined> => filesOf(new asset.FileArchive(name), folder);
        const zip = (files: Record<string, Uint8Array>, change?: (view: DataView) => void): Promise<Files | undefined> => {
            const folder = place();
            const bytes = zipSync(files, { level: 1 });
            change?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
            fs.writeFileSync(path.join(folder, "a.zip"), bytes);
            return read(folder, "a.zip");
        };

        it("may hold a link to itself, to nothing and out of it", async () => {
            const folder = place();
            fs.symlinkSync("self", path.join(folder, "self"));
            fs.symlinkSync("nothing", path.join(folder, "dead"));
            fs.symlinkSync("/dev/zero", path.join(folder, "endless"));
            fs.writeFileSync(path.join(folder, "index.js"), "1");
            const files = (await read(folder)) as Files;
            assert.deepEqual([...files].map(([name, text]) => [name, text()]).sort(), [
                ["dead", ""],
                ["endless", ""],
                ["index.js", "1"],
                ["self", ""],
            ]);
            assert.equal(await read(folder, "self"), undefined);
        });

        it("may have folders that link to each other, without end", async () => {
            const folder = place();
            for (let level = 0; level < 30; level++) {
                fs.mkdirSync(path.join(folder, `d${level}`));
                ["a", "b"].forEach((name) => fs.symlinkSync(`../d${level + 1}`, path.join(folder, `d${level}`, name)));
            }
            fs.mkdirSync(path.join(folder, "d30"));
            Array.from({ length: 1000 }, (_, i) => fs.writeFileSync(path.join(folder, "d30", `f${i}`), ""));
            assert.equal(await read(folder, "d0"), undefined);
        });

        it("may name files outside of it, which stay in it", async () => {
            const outside = path.join(root, "outside.js");
            fs.writeFileSync(outside, "read");
            const files = (await zip({ "../outside.js": strToU8("inside"), "..\\up.js": strToU8("2"), [outside]: strToU8("3") })) as Files;
            assert.deepEqual([...files].map(([name, text]) => [name, text()]).sort(), [
                ["../outside.js", "inside"],
                ["../up.js", "2"],
                [outside.slice(1), "3"],
            ]);
            assert.equal(fs.readFileSync(outside, "utf8"), "read");
        });

        it("may be a bomb: files of any size, a size that is forged, a list without end", async () => {
            const large = new Uint8Array(9 * 2 ** 20);
            assert.equal((await zip({ "a.js": large }))?.get("a.js")?.(), "");
            const end = (view: DataView): number => view.byteLength - 22;
            const forged = await zip({ "a.js": large }, (view) => view.setUint32(view.getUint32(end(view) + 16, true) + 24, 100, true));
            assert.ok((forged?.get("a.js")?.().length ?? 0) <= 100);
            const endless = zip({ "a.js": new Uint8Array() }, (view) => view.setUint16(end(view) + 8, 0xffff, true));
            await assert.rejects(endless, UnreadableArchive);
        });

        it("may be larger than Lambda takes", async () => {
            const folder = place();
            fs.writeFileSync(path.join(folder, "a.zip"), "");
            fs.truncateSync(path.join(folder, "a.zip"), 2 ** 30);
            assert.equal(await read(folder, "a.zip"), undefined);
        });

        const sources: Record<string, string> = {
            "an array of 200,000 literals": `module.exports = { handler() {} };\n[${"1,".repeat(200_000)}]`,
            "a chain of 20,000 calls": `exports.handler = 1;\nx${".y()".repeat(20_000)}`,
            "5,000 lists in lists": `${"[".repeat(5000)}${"]".repeat(5000)}`,
            "200,000 names of one import": `import ${"a,".repeat(200_000)}b`,
            "a name of 200,000 parts": `import ${"a.".repeat(200_000)}b`,
            "imports in brackets that do not end": "from a import (\n".repeat(20_000),
        };
        for (const [what, source] of Object.entries(sources)) {
            it(`may hold ${what}`, () => {
                const started = performance.now();
                const files: Files = new Map(["index.js", "index.py"].map((name) => [name, () => source]));
                assert.ok(missingNodePackages(files, "index.handler", []));
                assert.ok(missingPythonModules(files, "index.handler", new Set()));
                nodeExports(source, "index.js");
                pythonNames(source);
                assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
            });
        }
    });
});
