import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { asset } from "@pulumi/pulumi";

import { filesOf, programFolder } from "../../../kit/aws/archives";

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
});
