/** The policies: every file of the folders below, each one policy. A new file is a new policy, with nothing else to do. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import type { Policy } from "../kit";
import { renamed } from "../kit/engine/renames";
import { fromEntry, toEntry, type Entry } from "../kit/engine/manifest";
import { readFacts } from "../facts/read";
import type { PeerRules } from "../facts/schemas";
import { FRAMEWORKS, frameworksOf } from "../kit/frameworks";

export interface Listed {
    policy: Policy;
    /** The concern, such as `database`: the folder that the file is in. */
    folder: string;
}

/** The manifest of the policies, as the build writes it beside their code. */
const MANIFEST = path.join(__dirname, "manifest.json");

/** Writes what the SDK is told of each policy, so that a preview loads only those that its resources need. */
export function writeManifest(): void {
    fs.writeFileSync(MANIFEST, JSON.stringify(makeManifest()));
}

function makeManifest(): Entry[] {
    return listPolicies().map(({ policy, folder }) => toEntry(policy, `${folder}/${policy.name}${EXTENSION}`));
}

/** The policies for the SDK; each is loaded when a resource of one of its types comes, where a manifest tells these. */
export function packPolicies(): (ResourceValidationPolicy | StackValidationPolicy)[] {
    const entries = readManifest() ?? makeManifest();
    return [
        ...entries.map((entry) => fromEntry(entry, () => policyIn(path.join(__dirname, entry.file)))),
        ...entries.flatMap(({ aliases, said }) => aliases.map((old) => renamed(old, said))),
    ];
}

/** The manifest; undefined where there is none that is as new as the policies. */
function readManifest(): Entry[] | undefined {
    const written = fs.statSync(MANIFEST, { throwIfNoEntry: false })?.mtimeMs;
    const files = policyFiles();
    if (written === undefined || files.some((file) => fs.statSync(path.join(__dirname, file)).mtimeMs > written)) {
        return undefined;
    }
    const entries = JSON.parse(fs.readFileSync(MANIFEST, "utf8")) as Entry[];
    return entries.length === files.length && entries.every(({ file }) => files.includes(file)) ? entries : undefined;
}

/** As this file is, compiled or not: a pack that is not built runs from its source. No declarations, no tests. */
const EXTENSION = path.extname(__filename);
const POLICY_FILE = new RegExp(`^[^.]+\\${EXTENSION}$`);

/** All policies, by folder and name. */
export function listPolicies(): Listed[] {
    return policyFiles().map((file) => {
        const folder = path.dirname(file);
        return { policy: tagged(policyIn(path.join(__dirname, file)), folder), folder };
    });
}

/** The files of the policies, relative to this folder. */
function policyFiles(): string[] {
    return fs
        .readdirSync(__dirname, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name: folder }) =>
            fs
                .readdirSync(path.join(__dirname, folder))
                .filter((file) => POLICY_FILE.test(file))
                .sort()
                .map((file) => `${folder}/${file}`),
        );
}

function policyIn(file: string): Policy {
    const [policy, ...rest] = Object.values(require(file) as Record<string, Policy>);
    if (!policy || rest.length > 0 || policy.name !== path.basename(file, EXTENSION)) {
        throw new Error(`${file} must export one policy, named as the file is.`);
    }
    return policy;
}

/** Where the pages of the policies are; `docs/policies/` builds them. */
const PAGES = "https://aws-preflight.github.io/aws-preflight/policies";

/**
 * What the pack adds to its own policies: the address of the page, and the tags that Pulumi Cloud and `preflight` find a
 * policy by: its folder, all the controls that it serves, and the rules of other tools that ask for the same.
 */
function tagged(policy: Policy, folder: string): Policy {
    const frameworks = Object.entries(frameworksOf(policy.definition)).map(
        ([name, controls]) => `${name} ${FRAMEWORKS[name as keyof typeof FRAMEWORKS].version}: ${controls.join(", ")}`,
    );
    const peers = Object.entries(readFacts<PeerRules>("peer-rules").policies[policy.name] ?? {}).map(
        ([tool, rules]) => `same rule in ${tool}: ${rules.join(", ")}`,
    );
    policy.url = `${PAGES}/${policy.name}.html`;
    policy.tags = [`folder:${folder}`, ...frameworks, ...peers];
    return policy;
}
