import * as assert from "node:assert/strict";
import { createCipheriv, pbkdf2Sync } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

import { readProject, readStackConfig, type StackConfig } from "../../../cli/program/project";
import { REDACTED } from "../../../cli/inputs/values";
import { makeFolder, removeFolders } from "../fixtures";

const SALT = Buffer.from("12345678");

/** Encrypts as the Pulumi CLI does for a passphrase. */
function seal(text: string, phrase: string): string {
    const nonce = Buffer.alloc(12, 7);
    const cipher = createCipheriv("aes-256-gcm", pbkdf2Sync(phrase, SALT, 1_000_000, 32, "sha256"), nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

describe("project and stack files", () => {
    let phrase: string | undefined;
    before(() => {
        phrase = process.env.PULUMI_CONFIG_PASSPHRASE;
        delete process.env.PULUMI_CONFIG_PASSPHRASE;
    });
    afterEach(() => {
        delete process.env.PULUMI_CONFIG_PASSPHRASE;
    });
    after(() => {
        if (phrase !== undefined) {
            process.env.PULUMI_CONFIG_PASSPHRASE = phrase;
        }
        removeFolders();
    });

    const configOf = (yaml: string, stack: string, overrides: string[] = []): StackConfig => {
        const folder = makeFolder({ "Pulumi.yaml": yaml, "Pulumi.dev.yaml": stack });
        return readStackConfig(readProject(folder), "dev", undefined, overrides);
    };

    it("finds the project above, and runs the program in the folder of its main", () => {
        const root = makeFolder({ "Pulumi.yaml": "name: shop\nruntime: { name: python, options: { virtualenv: v } }\nmain: app/\n" });
        fs.mkdirSync(path.join(root, "app"));
        const project = readProject(path.join(root, "app"));
        assert.deepEqual(
            [project.root, project.directory, project.main, project.runtime, project.runtimeOptions],
            [root, path.join(root, "app"), ".", "python", { virtualenv: "v" }],
        );
        fs.writeFileSync(path.join(root, "app", "start.ts"), "");
        fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: app/start.ts\n");
        assert.deepEqual([readProject(root).directory, readProject(root).main], [path.join(root, "app"), "start.ts"]);
        fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: gone\n");
        assert.throws(() => readProject(root), /main, .*gone, does not exist/);
        fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: [shop\n");
        assert.throws(() => readProject(root), /Pulumi\.yaml cannot be read/);
    });

    it("reads values, defaults and overrides, each over the one before", () => {
        const config = configOf(
            [
                "name: shop",
                "runtime: nodejs",
                "config:",
                "  size: { type: integer, default: 3 }",
                "  tier: { value: basic }",
                "  owner: { type: string }",
                "  aws:region: eu-west-1",
            ].join("\n"),
            "config:\n  shop:tier: gold\n  shop:zones: [a, b]\n  aws:defaultTags: { tags: { Team: shop } }\n",
            ["tier=silver", "acme:key=a=b"],
        );
        assert.deepEqual(config, {
            values: {
                "shop:size": "3",
                "shop:tier": "silver",
                "aws:region": "eu-west-1",
                "shop:zones": '["a","b"]',
                "aws:defaultTags": '{"tags":{"Team":"shop"}}',
                "acme:key": "a=b",
            },
            secretKeys: [],
            undecrypted: [],
            given: ["shop:tier", "acme:key"],
        });
        assert.throws(() => configOf("name: shop\nruntime: nodejs\n", "", ["tier"]), /--set takes key=value, not "tier"/);
    });

    it("decrypts secrets with the passphrase, and takes the others as unknown", () => {
        const project = "name: shop\nruntime: nodejs\n";
        const stack = [
            `encryptionsalt: v1:${SALT.toString("base64")}:${seal("pulumi", "open sesame")}`,
            "config:",
            `  shop:password: { secure: "${seal("hunter2", "open sesame")}" }`,
            `  shop:db: { user: admin, password: { secure: "${seal("hunter3", "open sesame")}" } }`,
        ].join("\n");
        const closed = configOf(project, stack);
        assert.equal(closed.values["shop:password"], REDACTED);
        assert.equal(closed.values["shop:db"], `{"password":"${REDACTED}","user":"admin"}`);
        assert.deepEqual(closed.secretKeys, ["shop:password", "shop:db"]);
        assert.deepEqual(closed.undecrypted, ["shop:password", "shop:db"]);

        assert.deepEqual(configOf(project, stack, ["password=given"]).undecrypted, ["shop:db"]);

        process.env.PULUMI_CONFIG_PASSPHRASE = "open sesame";
        const open = configOf(project, stack);
        assert.equal(open.values["shop:password"], "hunter2");
        assert.equal(open.values["shop:db"], '{"password":"hunter3","user":"admin"}');
        assert.deepEqual([open.secretKeys.length, open.undecrypted], [2, []]);

        process.env.PULUMI_CONFIG_PASSPHRASE = "wrong";
        assert.throws(() => configOf(project, stack), /PULUMI_CONFIG_PASSPHRASE is not the passphrase/);
    });
});
