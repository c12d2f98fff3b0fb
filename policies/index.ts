/** The policies: every file of the folders below, each one policy. A new file is a new policy, with nothing else to do. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Policy } from "../kit";
import { FRAMEWORKS, frameworksOf } from "../kit/frameworks";

export interface Listed {
    policy: Policy;
    /** The concern, such as `database`: the folder that the file is in. */
    folder: string;
}

/** All policies, by folder and name. */
export function listPolicies(): Listed[] {
    return fs
        .readdirSync(__dirname, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name: folder }) =>
            fs
                .readdirSync(path.join(__dirname, folder))
                .filter((file) => file.endsWith(".js"))
                .sort()
                .map((file) => ({ policy: tagged(policyIn(path.join(__dirname, folder, file)), folder), folder })),
        );
}

function policyIn(file: string): Policy {
    const [policy, ...rest] = Object.values(require(file) as Record<string, Policy>);
    if (!policy || rest.length > 0 || policy.name !== path.basename(file, ".js")) {
        throw new Error(`${file} must export one policy, named as the file is.`);
    }
    return policy;
}

/** Tags are what Pulumi Cloud and `preflight list` find a policy by: its folder, and all the controls that it serves. */
function tagged(policy: Policy, folder: string): Policy {
    const frameworks = Object.entries(frameworksOf(policy.definition)).map(
        ([name, controls]) => `${name} ${FRAMEWORKS[name as keyof typeof FRAMEWORKS].version}: ${controls.join(", ")}`,
    );
    policy.tags = [`folder:${folder}`, ...frameworks];
    return policy;
}
