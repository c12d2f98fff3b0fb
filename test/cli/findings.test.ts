/** How the messages of packs become findings. */
import assert from "node:assert/strict";

import { undecidedOf } from "../../cli/analyzer/findings";
import { readMessage } from "../../kit/engine/message";

const OURS = ["Databases are private", "publiclyAccessible: it is public", "Why: anybody can reach it", "Fix: set it to false"];

describe("messages of packs", () => {
    it("come apart into property, problem, why and fix", () => {
        assert.deepEqual(readMessage(OURS.join("\n"), "Databases are private"), {
            title: "Databases are private",
            property: "publiclyAccessible",
            problem: "it is public",
            why: "anybody can reach it",
            fix: "set it to false",
            waiver: undefined,
        });
    });

    const firsts: [string, string | undefined, string][] = [
        ["environment.variables: holds a password", "environment.variables", "holds a password"],
        ["routes[0].natGatewayId: is missing: add it", "routes[0].natGatewayId", "is missing: add it"],
        ["tags.Cost Center: is missing", "tags.Cost Center", "is missing"],
        ["No alarm: nobody is told", undefined, "No alarm: nobody is told"],
        ["The stack has no alarm", undefined, "The stack has no alarm"],
    ];
    for (const [line, property, problem] of firsts) {
        it(`take ${property ?? "no property"} from "${line}"`, () => {
            const parts = readMessage([OURS[0], line, ...OURS.slice(2)].join("\n"), OURS[0] as string);
            assert.deepEqual([parts.property, parts.problem], [property, problem]);
        });
    }

    it("tell a waiver", () => {
        const { waiver } = readMessage([...OURS, "Waived until 2027-01-31: a test database"].join("\n"), OURS[0] as string);
        assert.deepEqual(waiver, { expires: "2027-01-31", reason: "a test database" });
    });

    it("of other packs keep their text, without the description that the SDK puts before it", () => {
        const parts = readMessage("Checks volumes.\nname: volume is not encrypted\nsee the wiki", "Checks volumes.");
        assert.equal(parts.title, "Checks volumes.");
        assert.equal(parts.property, undefined);
        assert.equal(parts.problem, "name: volume is not encrypted\nsee the wiki");
    });

    it("of other packs may be the description alone", () => {
        assert.deepEqual(readMessage("Checks volumes.", "Checks volumes."), { title: "Checks volumes.", problem: "Checks volumes." });
    });

    it("that tell what is unknown are no findings", () => {
        const message = "can't run policy 'a' from policy pack 'p@v1.0.0' during preview: string value at .vpcId can't be known during preview";
        const diagnostic = { policy: "a", description: "", message, level: "advisory" as const, urn: "" };
        const notKnown = [
            { policy: "b", what: "orders engineVersion", because: "unknown" as const },
            { policy: "b", what: "orders password", because: "hidden" as const },
        ];
        assert.deepEqual(undecidedOf("p", { diagnostics: [diagnostic], notKnown }), [
            { pack: "p", policy: "a", what: "vpcId", because: "unknown" },
            { pack: "p", policy: "b", what: "orders engineVersion", because: "unknown" },
            { pack: "p", policy: "b", what: "orders password", because: "hidden" },
        ]);
    });
});
