import * as assert from "node:assert/strict";

import type { Environment } from "../../kit/environment";
import { isConfigured, provenance } from "../../kit/provenance";
import { Resource, type ResourceData, type Values } from "../../kit/resource";
import { Stack } from "../../kit/stack";
import { unknown } from "../harness";

const environment = (config: Record<string, string> = {}): Environment => ({
    ...{ project: "shop", stack: "dev", organization: "", config, tags: {}, today: "2026-11-21" },
});
const URN = "urn:pulumi:dev::shop::random:index/randomPassword:RandomPassword::password";

/** A database whose password depends on another resource with these outputs, of which the program wrote `written`. */
const origin = (outputs: Values, written: Values = {}): { stack: Stack; database: Resource } => {
    const data: ResourceData = { urn: URN, type: "random:index/randomPassword:RandomPassword", name: "password", properties: outputs };
    const database = new Resource({
        ...{ urn: "urn:db", type: "aws:rds/instance:Instance", name: "db", properties: {} },
        propertyDependencies: { password: [URN] },
    });
    return { stack: new Stack([new Resource(data, written), database]), database };
};

describe("kit/provenance", () => {
    const { stack, database } = origin({ result: "gJ4k2-generated", short: "7", size: 16, none: null, list: ["a", { b: "gJ4k2-listed" }] }, { length: 16 });
    const cases: [string, string, Record<string, string>, string][] = [
        ["an unknown", unknown, {}, "unknown"],
        ["a redacted secret that was computed from a resource", "[secret]", {}, "unknown"],
        ["an output of a resource it depends on", "gJ4k2-generated", {}, "derived"],
        ["a configured value", "Quiet-Meadow-7743", { "shop:db": "Quiet-Meadow-7743" }, "configuration"],
        ["a value inside structured configuration", "Quiet-Meadow-7743", { "shop:db": '{"a":["Quiet-Meadow-7743"]}' }, "configuration"],
        ["a short value under a credential's key", "pw1", { "shop:dbPassword": "pw1" }, "configuration"],
        ["a short value that a setting happens to have", "dev", { "shop:environment": "dev" }, "literal"],
        ["the password of a configured connection string", "Quiet7", { "shop:db": "postgres://shop:Quiet7@db.shop.dev/orders" }, "configuration"],
        ["a text with an output in it", `a-${unknown as string}-b`, {}, "unknown"],
        ["a configured value of eight characters", "Quiet-77", { "shop:db": "Quiet-77" }, "configuration"],
        ["a configured value of seven", "Quiet-7", { "shop:db": "Quiet-7" }, "literal"],
        [
            "a value inside structured configuration with room before it",
            "Quiet-Meadow-7743",
            { "shop:db": ' {"a":[null,"x",{"b":"Quiet-Meadow-7743"}]}' },
            "configuration",
        ],
        ["a value inside what is broken", "Quiet-Meadow-7743", { "shop:db": '{"a":["Quiet-Meadow-7743"' }, "literal"],
        ["a configured number", "12345678", { "shop:db": '{"a":12345678}' }, "configuration"],
        ["a text that is a part of another setting", "u:Quiet-Meadow-7743", { "shop:keyboard": "Quiet-Meadow-7743" }, "literal"],
        ["a text with a configured key in it", "u:Quiet-77", { "shop:apiKey": "Quiet-77" }, "configuration"],
        ["a text with a short configured key in it", "u:Quiet-7", { "shop:apiKey": "Quiet-7" }, "literal"],
        ["an output in a list", "gJ4k2-listed", {}, "derived"],
        ["an output put together", "user:gJ4k2-generated", {}, "derived"],
        ["a text with a short output in it", "user:7", {}, "literal"],
        ["anything else", "ChangeMe123!", { "shop:db": "other-value" }, "literal"],
    ];
    it("calls a redacted secret that came from no resource hidden", () => {
        const alone = new Resource({ urn: "urn:db", type: "aws:rds/instance:Instance", name: "db", properties: {} });
        assert.equal(provenance("[secret]", alone, "password", stack, environment()), "hidden");
    });
    for (const [name, value, config, expected] of cases) {
        it(`calls ${name} ${expected}`, () => {
            assert.equal(provenance(value, database, "password", stack, environment(config)), expected);
        });
    }

    it("takes an environment variable for configuration", () => {
        const given = { ...environment(), variables: { DB_PASSWORD: "Quiet-Meadow-7743", SHELL: "/bin/bash" } };
        assert.equal(provenance("Quiet-Meadow-7743", database, "password", stack, given), "configuration");
        assert.equal(provenance("ChangeMe123!", database, "password", stack, given), "literal");
    });

    it("calls a literal that another resource's argument repeats a literal", () => {
        const repeated = origin({ masterPassword: "ChangeMe123!" }, { masterPassword: "ChangeMe123!" });
        assert.equal(provenance("ChangeMe123!", repeated.database, "password", repeated.stack, environment()), "literal");
    });

    it("calls a whole property that was read back from another resource derived, unless that was given it", () => {
        const read = (written: Values): string => {
            const { stack: withOrigin } = origin({ arn: "arn:aws:secretsmanager:x", ...written }, written);
            const database = new Resource({
                ...{ urn: "urn:db", type: "aws:rds/instance:Instance", name: "db", properties: { password: "gJ4k2-kept" } },
                propertyDependencies: { password: [URN] },
            });
            return provenance("gJ4k2-kept", database, "password", withOrigin, environment());
        };
        assert.equal(read({ name: "orders" }), "derived");
        assert.equal(read({ name: ["orders", { deep: "gJ4k2-kept" }] }), "literal");
        assert.equal(read({ secretString: "gJ4k2-kept" }), "literal");
    });

    it("asks every resource that a property was computed from, also one that is not there", () => {
        const holder = (name: string, written: Values): Resource =>
            new Resource({ urn: `urn:${name}`, type: "shop:a:B", name, properties: { ...written } }, written);
        const of = (origins: string[]): string => {
            const database = new Resource({
                ...{ urn: "urn:db", type: "aws:rds/instance:Instance", name: "db", properties: { password: "gJ4k2-kept" } },
                propertyDependencies: { password: origins },
            });
            const all = new Stack([holder("holds", { a: "gJ4k2-kept" }), holder("other", { a: "x" }), database]);
            return provenance("gJ4k2-kept", database, "password", all, environment());
        };
        assert.deepEqual([of(["urn:other"]), of(["urn:gone"]), of(["urn:holds", "urn:other"]), of([])], ["derived", "derived", "literal", "literal"]);
    });

    it("goes round no circle", () => {
        const inCircle = (name: string, next: string): Resource =>
            new Resource(
                { urn: `urn:${name}`, type: "shop:a:B", name, properties: { a: "gJ4k2-kept" }, propertyDependencies: { a: [`urn:${next}`] } },
                { a: "gJ4k2-kept" },
            );
        const [one, two] = [inCircle("one", "two"), inCircle("two", "one")];
        assert.equal(provenance("gJ4k2-kept", one, "a", new Stack([one, two]), environment()), "literal");
    });

    it("takes a text for configured that is a value of it", () => {
        const of = (text: string): boolean => isConfigured(text, environment({ "shop:a": "x-orders", "shop:b": '["y-orders", null]' }));
        assert.deepEqual(["x-orders", "y-orders", "orders", "null"].map(of), [true, true, false, true]);
    });

    it("follows a value through the resource that it was given to", () => {
        const password: ResourceData = { urn: URN, type: "random:index/randomPassword:RandomPassword", name: "p", properties: { result: "gJ4k2-generated" } };
        const cluster: ResourceData = {
            ...{ urn: "urn:cluster", type: "aws:rds/cluster:Cluster", name: "c", properties: { masterPassword: "gJ4k2-generated" } },
            propertyDependencies: { masterPassword: [URN] },
        };
        const fn = new Resource({
            ...{ urn: "urn:fn", type: "aws:lambda/function:Function", name: "f", properties: {} },
            propertyDependencies: { environment: ["urn:cluster"] },
        });
        const all = new Stack([new Resource(password, { length: 32 }), new Resource(cluster, { masterPassword: "gJ4k2-generated" }), fn]);
        assert.equal(provenance("gJ4k2-generated", fn, "environment", all, environment()), "derived");
        assert.equal(provenance("user:gJ4k2-generated", fn, "environment", all, environment()), "derived");
    });

    it("knows a configured secret within a text, and no other setting", () => {
        assert.equal(provenance("u:Quiet-Meadow-7743", database, "password", stack, environment({ "shop:dbPassword": "Quiet-Meadow-7743" })), "configuration");
        assert.equal(provenance("us-east-1-x", database, "password", stack, environment({ "aws:region": "us-east-1" })), "literal");
    });
});
