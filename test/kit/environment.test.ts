import * as assert from "node:assert/strict";

import { readEnvironment, tierOf, type Environment } from "../../kit/environment";

const environment = (more: Partial<Environment>): Environment => ({
    ...{ project: "shop", stack: "dev", organization: "", config: {}, tags: {}, today: "2026-11-21" },
    ...more,
});

describe("kit/environment", () => {
    const cases: [string, Partial<Environment>, "production" | "nonproduction"][] = [
        ["a stack named prod", { stack: "prod" }, "production"],
        ["prod as a word", { stack: "payments-prod-eu" }, "production"],
        ["prod as a camel case word", { stack: "eastProd" }, "production"],
        ["live", { stack: "live" }, "production"],
        ["prd", { stack: "shop.prd" }, "production"],
        ["nothing that says so", { stack: "main" }, "nonproduction"],
        ["prod inside a word", { stack: "product-catalogue" }, "nonproduction"],
        ["nonprod", { stack: "nonprod" }, "nonproduction"],
        ["non-prod", { stack: "non-prod" }, "nonproduction"],
        ["pre-prod", { stack: "pre-prod" }, "nonproduction"],
        ["test of production", { stack: "prod-test" }, "nonproduction"],
        ["the configured environment before the stack's name", { stack: "TapStackprod", config: { "shop:environment": "prod" } }, "production"],
        ["a configured development in a stack named live", { stack: "live", config: { "shop:env": "dev" } }, "nonproduction"],
        ["another project's configuration says nothing", { config: { "other:environment": "prod" } }, "nonproduction"],
        ["the configuration preflight:tier", { stack: "prod", config: { "preflight:tier": "nonproduction" } }, "nonproduction"],
        ["the stack tag before the configuration", { tags: { "preflight:tier": "production" }, config: { "preflight:tier": "nonproduction" } }, "production"],
        ["a demo", { stack: "prod-demo" }, "nonproduction"],
        ["nonprod in one word with something before it", { stack: "eu-nonprod" }, "nonproduction"],
        ["words between digits and dashes", { stack: "1--prod--2" }, "production"],
        ["a tier that is none", { stack: "dev", config: { "preflight:tier": "gold" } }, "nonproduction"],
    ];
    for (const [name, more, tier] of cases) {
        it(`takes ${name} for ${tier}`, () => assert.equal(tierOf(environment(more)), tier));
    }

    it("lets the policy's own setting win", () => {
        assert.equal(tierOf(environment({ tags: { "preflight:tier": "nonproduction" } }), "production"), "production");
    });

    it("reads names from a URN where the engine passes none, and survives broken configuration", () => {
        const { env } = process;
        process.env = { PULUMI_CONFIG: "{" };
        try {
            const { stack, project, config } = readEnvironment("urn:pulumi:prod::shop::a:b:C::d", {});
            assert.deepEqual({ stack, project, config }, { stack: "prod", project: "shop", config: {} });
        } finally {
            process.env = env;
        }
    });

    it("reads what the engine passes, and the configuration anew when it changes", () => {
        const { env } = process;
        const urn = "urn:pulumi:prod::shop::a:b:C::d";
        const of = (config: string): unknown => {
            process.env = { PULUMI_NODEJS_STACK: "dev", PULUMI_NODEJS_PROJECT: "api", PULUMI_NODEJS_ORGANIZATION: "acme", PULUMI_CONFIG: config };
            const { stack, project, organization, config: read } = readEnvironment(urn, {});
            return { stack, project, organization, read };
        };
        try {
            const names = { stack: "dev", project: "api", organization: "acme" };
            assert.deepEqual(of('{"api:size":"3"}'), { ...names, read: { "api:size": "3" } });
            assert.deepEqual(of('{"api:size":"4"}'), { ...names, read: { "api:size": "4" } });
            assert.deepEqual(of("null"), { ...names, read: {} });
            assert.deepEqual(of('"text"'), { ...names, read: {} });
            process.env = {};
            const { stack, organization, today } = readEnvironment("not a urn:pulumi:prod::shop::", {});
            assert.deepEqual([stack, organization], ["", ""]);
            assert.match(today, /^\d{4}-\d\d-\d\d$/);
        } finally {
            process.env = env;
        }
    });
});
