/** The controls and the rules of other tools that policies name. */
import * as assert from "node:assert/strict";

import { readFacts } from "../facts/read";
import type { PeerRules, SecurityHubControls } from "../facts/schemas";
import { frameworksOf } from "../kit/frameworks";
import { listPolicies } from "../policies";
import { comingFromPage } from "../scripts/coming-from";
import { controlsPage } from "../scripts/controls";
import { readTables } from "./tables";

const listed = listPolicies();
const tables = readTables();
const { controls } = readFacts<SecurityHubControls>("security-hub-controls");

/** What a policy says that it serves, ` (partly)` with it. */
function served(name: string): string[] {
    const item = listed.find(({ policy }) => policy.name === name);
    return item ? (frameworksOf(item.policy.definition)["Security Hub"] ?? []) : [];
}

/** The line of a page's table for an id. */
function lineOf(page: string, id: string): string {
    return page.split("\n").find((line) => line.startsWith(`| [${id}]`) || line.startsWith(`| \`${id}\` `)) ?? "";
}

describe("controls", () => {
    for (const { policy } of listed.filter(({ policy }) => served(policy.name).length > 0)) {
        it(`that ${policy.name} names are controls of Security Hub, each named once`, () => {
            const ids = served(policy.name).map((control) => control.replace(" (partly)", ""));
            assert.deepEqual(
                ids.filter((id) => !(id in controls)),
                [],
            );
            assert.equal(new Set(ids).size, ids.length, "wholly and in part");
        });
        it(`that ${policy.name} names have a row in its tests, by the rule or by the row's name`, () => {
            const byRules = new Set(policy.definition.rules?.flatMap((rule) => rule.controls ?? []));
            const rows = tables.get(policy.name)?.fail.map(({ name }) => ` ${name.replace(/[(),:]/g, " ")} `) ?? [];
            const without = served(policy.name)
                .filter((control) => !byRules.has(control))
                .map((control) => control.replace(" (partly)", ""))
                .filter((id) => !rows.some((row) => row.includes(` ${id} `)));
            assert.deepEqual(without, []);
        });
    }

    const page = controlsPage(listed);
    it("each have a line on the page", () => {
        const lines = Object.keys(controls).filter((id) => lineOf(page, id) === "");
        assert.deepEqual(lines, []);
    });
    it("say which policy judges them, how far, or why none does", () => {
        assert.match(lineOf(page, "RDS.3"), /\| FSBP \| \w+ \| \[rds-storage-encrypted\]\(policies\/rds-storage-encrypted\.md\)/);
        assert.match(lineOf(page, "DMS.9"), /dms-endpoint-credentials\.md\) in part|dms-endpoint-credentials\.md\) \|/);
        const never = Object.keys(controls).find((id) => controls[id]?.judgeable === "no") ?? "";
        assert.match(lineOf(page, never), /\| a preview cannot: \S/);
        const [one] = listed;
        assert.ok(one);
        assert.match(lineOf(controlsPage([one]), "RDS.3"), /\| not yet: \S/);
    });
    it("are counted, of those that a preview can judge", () => {
        const of = (judgeable: string): number => Object.values(controls).filter((control) => control.judgeable === judgeable).length;
        const none = controlsPage([]);
        assert.match(none, new RegExp(`\\| ${of("yes")}, judged: 0 wholly, 0 in part \\| ${of("partly")}, judged: 0 wholly`));
        const storage = listed.filter(({ policy }) => policy.name === "rds-storage-encrypted");
        assert.match(controlsPage(storage), new RegExp(`\\| ${of("yes")}, judged: 2 wholly, 0 in part `));
    });
});

describe("rules of other tools", () => {
    const { tools, policies } = readFacts<PeerRules>("peer-rules");

    it("are of the tools that the facts name", () => {
        const used = new Set(Object.values(policies).flatMap((peers) => Object.keys(peers)));
        assert.deepEqual([...used].sort(), Object.keys(tools).sort());
    });
    it("are tags of the policies, no more than code scanning takes", () => {
        const tagsOf = (name: string): string[] => listed.find(({ policy }) => policy.name === name)?.policy.tags ?? [];
        assert.ok(tagsOf("rds-storage-encrypted").includes("same rule in Checkov: CKV_AWS_16, CKV_AWS_96"));
        // GitHub takes 20 a rule, of which `security` is one.
        assert.deepEqual(
            listed.filter(({ policy }) => (policy.tags?.length ?? 0) > 19).map(({ policy }) => policy.name),
            [],
        );
    });
    it("stand beside the policy that asks for the same, or none", () => {
        const page = comingFromPage(listed);
        assert.match(lineOf(page, "CKV_AWS_16"), /^\| `CKV_AWS_16` \| \[rds-storage-encrypted\]/);
        assert.match(lineOf(comingFromPage([]), "CKV_AWS_16"), /\| none \|$/);
        const [, only = ""] = page.split("## Only here");
        assert.match(only, /\[alarm-dimensions\]/);
        assert.doesNotMatch(only, /\[rds-storage-encrypted\]/);
    });
});
