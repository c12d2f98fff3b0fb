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
});
