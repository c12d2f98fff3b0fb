/** What the pack has to say of itself: waivers that do not hold, settings that it does not know, facts that are old. */
import { factsInUse } from "../../facts/read";
import { stackPolicy } from "../policy";
import { noteConfiguration } from "../settings/settings";
import { run } from "./run";

/** Facts older than this many days are worth a note. */
const OLD = 180;

/** The pack's own notes, after all policies have run. Always advisory. */
export const packNotes = stackPolicy({
    name: "preflight-notes",
    title: "The policy pack's configuration and facts are in order",
    severity: "low",
    level: "advisory",
    why: "a waiver or a setting that does nothing looks like protection, and old facts miss what AWS changed since",
    fix: "correct or remove the entry in the policy configuration, or update the pack",
    links: [],
    checkStack({ environment, report }) {
        noteConfiguration();
        for (const { policy, resource, used, problem } of run.waivers.values()) {
            const waiver = `the waiver of ${policy} for "${resource}"`;
            if (problem) {
                report("waivers", `${waiver} does not hold: ${problem}`);
            } else if (!used) {
                report("waivers", `${waiver} matches no finding`);
            }
        }
        for (const setting of run.unknownSettings) {
            report("settings", `no policy knows the setting ${setting}`);
        }
        for (const [old, name] of run.renamed) {
            report("settings", `the policy ${old} is called ${name} now`, {
                fix: `write ${name} in the policy configuration`,
            });
        }
        const oldest = [...factsInUse()].filter(([, { asOf }]) => ageInDays(asOf, environment.today) > OLD);
        if (oldest.length > 0) {
            const names = oldest.map(([name, { asOf }]) => `${name} (${asOf})`).join(", ");
            report(undefined, `facts are more than ${OLD} days old: ${names}`, {
                fix: "install a newer aws-preflight",
            });
        }
    },
});

function ageInDays(asOf: string, today: string): number {
    return (Date.parse(today) - Date.parse(asOf)) / 86_400_000;
}
