import { runtimeOf, runtimesAsOf } from "../../facts/lambda";
import { resourcePolicy } from "../../kit";
import { LambdaFunction } from "../../kit/aws";

export const lambdaRuntime = resourcePolicy({
    name: "lambda-runtime",
    title: "Lambda functions run on a runtime that AWS supports",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "a deprecated runtime gets no security fixes, and later AWS refuses to create functions with it",
    fix: "set runtime to a newer one",
    controls: ["Lambda.2"],
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2",
    ],
    settings: {
        days: {
            type: "integer",
            default: 90,
            minimum: 0,
            description: "How many days before a runtime's deprecation to say so.",
        },
    },
    types: [LambdaFunction],
    check(fn, { settings, environment: { today }, report }) {
        const { runtime: name } = fn;
        const runtime = runtimeOf(String(name));
        if (!runtime) {
            return;
        }
        const fix = runtime.successor ? { fix: `set runtime to "${runtime.successor}"` } : {};
        const asOf = `(as of ${runtimesAsOf()})`;
        // AWS moves such days: what lay ahead when the facts were true was planned, and may have changed.
        const wasPlanned = (day: string): boolean => day > runtimesAsOf();
        const { deprecated, blockCreate } = runtime;
        if (!runtime.inApi) {
            report("runtime", `Lambda has no managed runtime ${name} ${asOf}`, fix);
        } else if (blockCreate && blockCreate <= today) {
            const problem = wasPlanned(blockCreate)
                ? `AWS was to block new functions with ${name} from ${blockCreate}`
                : `AWS has blocked new functions with ${name} since ${blockCreate}`;
            report("runtime", `${problem} ${asOf}`, fix);
        } else if (deprecated && deprecated <= today) {
            const blocked = blockCreate ? `, and no function can be created with it from ${blockCreate}` : "";
            const since = wasPlanned(deprecated)
                ? `was to be deprecated on ${deprecated}`
                : `has been deprecated since ${deprecated}`;
            report("runtime", `${name} ${since}${blocked} ${asOf}`, {
                ...fix,
                level: "advisory",
            });
        } else if (deprecated && daysBetween(today, deprecated) <= settings.days) {
            report("runtime", `${name} will be deprecated on ${deprecated} ${asOf}`, {
                ...fix,
                level: "advisory",
                severity: "low",
            });
        }
    },
});

function daysBetween(from: string, to: string): number {
    return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
