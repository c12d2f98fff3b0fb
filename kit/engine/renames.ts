/**
 * Policies that were renamed. The old name stays a policy of the pack, which judges nothing: so the Pulumi CLI and
 * policy groups go on taking its configuration, and the pack takes it over for the new one.
 */
import { isDeepStrictEqual } from "node:util";

import type { ResourceValidationPolicy } from "@pulumi/policy";

import type { Values } from "../resource";
import { run } from "./run";

/** What the SDK is told of a policy. */
type Said = Omit<ResourceValidationPolicy, "validateResource" | "remediateResource">;

/** Old name -> the policy as it is called now. */
const renames = new Map<string, Said>();

/** The tag by which a reader of the pack tells an old name. */
export const RENAMED = "renamed:";

/** The old name of a policy, as a policy of the pack. */
export function renamed(old: string, policy: Said): ResourceValidationPolicy {
    renames.set(old, policy);
    const description = `Is called ${policy.name} now`;
    return {
        ...{ ...policy, name: old, displayName: description, description, tags: [RENAMED + policy.name] },
        validateResource: (args) => args.notApplicable(description),
    };
}

/** `PolicyConfig` of @pulumi/pulumi's analyzer.proto. */
export interface PolicyConfig {
    getEnforcementlevel(): number;
    setEnforcementlevel(level: number): void;
    getProperties(): { toJavaScript(): Values } | undefined;
}

/** The levels' numbers in analyzer.proto. */
const LEVELS = ["advisory", "mandatory", "disabled", "remediate"];

/** Takes over what somebody configured under an old name; what is as the pack itself has it was configured by nobody. */
export function takeOver(configured: { get(policy: string): PolicyConfig | undefined }): void {
    for (const [old, { name, enforcementLevel, configSchema }] of renames) {
        const before = configured.get(old);
        const now = configured.get(name);
        if (!before || !now) {
            continue;
        }
        const properties = before.getProperties()?.toJavaScript() ?? {};
        const schemas = Object.entries(configSchema?.properties ?? {});
        const given = Object.entries(properties).filter(
            ([key, value]) => !isDeepStrictEqual(value, schemas.find(([setting]) => setting === key)?.[1].default),
        );
        const isLevelGiven = before.getEnforcementlevel() !== LEVELS.indexOf(enforcementLevel ?? "mandatory");
        if (isLevelGiven) {
            now.setEnforcementlevel(before.getEnforcementlevel());
        }
        const struct = now.getProperties();
        if (struct && given.length > 0) {
            const merged = { ...struct.toJavaScript(), ...Object.fromEntries(given) };
            struct.toJavaScript = () => ({ ...merged });
        }
        if (isLevelGiven || given.length > 0) {
            run.renamed.set(old, name);
        }
    }
}
