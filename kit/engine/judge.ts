/** Applies a check to resources and turns what it says into violations, waived or not. */
import type { ReportViolation, ResourceValidationArgs, Severity, StackValidationArgs } from "@pulumi/policy";

import type { Cause, Definition, Level, ReportOptions, StackContext } from "../definition";
import { readEnvironment, tierOf, type Environment, type Tier } from "../environment";
import type { Resource } from "../resource";
import { settingsOf, waiverKey, type CommonSettings } from "../settings/settings";
import { waiverMatches, type Waiver } from "../settings/waivers";
import type { Stack } from "../stack";
import { type Because, UnknownValue } from "../unknown";
import { readVariables } from "../variables";
import { type NotJudged, writeMessage, writeNotKnown } from "./message";
import { withReferencesNamed } from "./partial";
import { safeText } from "./redact";
import { run } from "./run";

/** Where a crash of a check is to be reported. */
const ISSUES = "https://github.com/aws-preflight/aws-preflight/issues";

/**
 * How the SDK takes a violation: beside the string that its typings name, an object, which does not repeat the
 * description and may change severity and level (`makeReportViolationFun` in @pulumi/policy's server.ts).
 */
type ReportObject = (violation: {
    message: string;
    urn?: string;
    enforcementLevel?: Level;
    severity?: Severity;
}) => void;

/** What a judge needs of a request. */
type Request = Pick<ResourceValidationArgs | StackValidationArgs, "getConfig" | "stackTags">;

/** A context whose settings have the type of no policy yet. */
type Untyped<C> = Omit<C, "settings"> & { settings: object };

/** Findings of one cause. */
interface Gathered {
    cause: Cause;
    reports: { resource: Resource<unknown>; property?: string; problem: string; options: ReportOptions }[];
}

/** How many resources a finding that stands for many of them names. */
const NAMED = 3;

/** Judges resources by one policy, in one request. */
export class Judge {
    private readonly notJudged = new Map<string, NotJudged>();
    private readonly causes = new Map<string, Gathered>();
    private readonly settings: CommonSettings;
    private readonly environment: Environment;
    private readonly tier: Tier;
    private readonly reportViolation: ReportObject;

    /** @param root what the environment is read for: the resource of the request, or the stack's root. */
    constructor(
        private readonly definition: Definition,
        root: Resource<unknown>,
        request: Request,
        reportViolation: ReportViolation,
        /** Of a stack policy only. */
        private readonly stack?: Stack,
    ) {
        this.settings = settingsOf(definition, request.getConfig());
        this.environment = environmentFor(root, request);
        this.tier = tierOf(this.environment, this.settings.tier);
        this.reportViolation = reportViolation as unknown as ReportObject;
    }

    /** What the SDK's summary and `preflight check` say of a policy that met values it cannot read; undefined if it met none. */
    get notKnown(): string | undefined {
        return this.notJudged.size > 0 ? writeNotKnown(this.notJudged.values()) : undefined;
    }

    /** Runs a check on a resource. Never throws: an unknown that it reads is noted, and a crash is reported. */
    judge<C extends object>(
        resource: Resource<unknown>,
        check: (context: C) => void | Promise<void>,
    ): void | Promise<void> {
        const fail = (error: unknown): void => {
            if (error instanceof UnknownValue) {
                this.undecided(resource, error.path, error.because);
            } else {
                this.crash(resource.urn, error);
            }
        };
        try {
            return check(this.contextOf(resource) as C)?.catch(fail);
        } catch (error) {
            fail(error);
        }
    }

    /** Tells what was gathered by cause: one finding on the stack's root, or each by itself where it is not common. */
    reportCauses(root: Resource<unknown>): void {
        for (const { cause, reports } of this.causes.values()) {
            const count = reports.length;
            if (count < 2 || count * 2 <= (cause.among ?? 0)) {
                reports.forEach(({ resource, property, problem, options }) =>
                    this.report(resource, property, problem, options),
                );
                continue;
            }
            // Resources come in an order that does not repeat.
            const names = reports
                .map(({ resource }) => resource.name)
                .sort()
                .slice(0, NAMED);
            const more = count > NAMED ? ` and ${count - NAMED} more` : "";
            const { level, severity } = reports[0]?.options ?? {};
            this.report(root, undefined, `${count} ${cause.problem}: ${names.join(", ")}${more}`, {
                ...{ fix: cause.fix, level, severity },
            });
        }
    }

    private gather({ resource, property, problem, options }: Gathered["reports"][number], cause: Cause): void {
        const gathered = this.causes.get(cause.problem) ?? { cause, reports: [] };
        gathered.reports.push({ resource, property, problem, options });
        this.causes.set(cause.problem, gathered);
    }

    private contextOf(resource: Resource<unknown>): Untyped<StackContext> {
        return {
            stack: this.stack as Stack,
            ran: (policy) => run.ran.has(policy),
            resource,
            settings: this.settings,
            environment: this.environment,
            tier: this.tier,
            report: (property, problem, { cause, ...options } = {}) => {
                // A waiver holds for its resource, so what is waived is told by itself.
                if (cause && !this.waiverFor(resource)) {
                    this.gather({ resource, property, problem, options }, cause);
                } else {
                    this.report(resource, property, problem, options);
                }
            },
            attempt: (part) => {
                try {
                    part();
                } catch (error) {
                    if (!(error instanceof UnknownValue)) {
                        throw error;
                    }
                    this.undecided(resource, error.path, error.because);
                }
            },
            undecided: (property, because) => this.undecided(resource, property, because),
        };
    }

    private undecided(resource: Resource<unknown>, property: string, because: Because = "unknown"): void {
        const what = withReferencesNamed(`${resource.name} ${resource.spell(property)}`.trim());
        this.notJudged.set(`${because} ${what}`, { what, because });
    }

    private report(
        resource: Resource<unknown>,
        property: string | undefined,
        problem: string,
        { fix, level, severity, once = false }: ReportOptions = {},
    ): void {
        const { name, title, why } = this.definition;
        if (once && run.said.has(name)) {
            return;
        }
        run.said.add(name);
        const waiver = this.waiverFor(resource);
        const spelled = property === undefined ? undefined : withReferencesNamed(resource.spell(property));
        this.reportViolation({
            message: writeMessage({
                title,
                property: spelled,
                problem: this.safe(resource, problem),
                why,
                fix: fix === undefined ? this.definition.fix : this.safe(resource, fix),
                waiver,
            }),
            urn: resource.urn,
            enforcementLevel: waiver ? "advisory" : level,
            severity,
        });
    }

    /** What a policy says, without what is secret by the wire, by configuration, by its name or by its form. */
    private safe({ urn }: Resource<unknown>, text: string): string {
        for (const [key, value] of Object.entries(this.environment.config)) {
            run.secrets.note("configuration", value, key, run.secretKeys?.includes(key));
        }
        const { title, why, fix } = this.definition;
        return safeText(run.secrets.redact(withReferencesNamed(text), urn, `${title} ${why} ${fix}`));
    }

    private waiverFor(resource: Resource<unknown>): Waiver | undefined {
        for (const waiver of this.settings.waivers ?? []) {
            const entry = run.waivers.get(waiverKey(this.definition.name, waiver));
            if (entry && !entry.problem && waiverMatches(waiver, resource)) {
                entry.used = true;
                return waiver;
            }
        }
        return undefined;
    }

    private crash(urn: string, error: unknown): void {
        const { name, title } = this.definition;
        if (run.crashed.has(name)) {
            return;
        }
        run.crashed.add(name);
        const kind = error instanceof Error ? error.name : typeof error;
        this.reportViolation({
            // The error's own text may quote a value; its kind and place do not.
            message: [
                title,
                `The check itself failed (${kind}${placeOf(error)}), so it says nothing here.`,
                `Please report it with the name of the policy, ${name}: ${ISSUES}`,
            ].join("\n"),
            urn,
            enforcementLevel: "advisory",
        });
    }
}

const environments = new WeakMap<object, Environment>();

/** The environment, read once for the resource of a request: every policy asks for it. */
export function environmentFor(resource: Resource<unknown>, { stackTags }: Pick<Request, "stackTags">): Environment {
    let environment = environments.get(resource);
    if (!environment) {
        const read = readEnvironment(resource.urn, Object.fromEntries(stackTags.entries()));
        const variables = readVariables(read.project, read.stack);
        environment = { ...read, secretKeys: run.secretKeys, variables };
        environments.set(resource, environment);
    }
    return environment;
}

function placeOf(error: unknown): string {
    const lines = (error instanceof Error ? error.stack : undefined)?.split("\n") ?? [];
    // The SDK's runner shows the source's lines, `.ts`; elsewhere they are the compiled code's.
    const [place] = lines
        .filter((line) => line.startsWith("    at "))
        .flatMap((line) => /^[\w.-]+\.[jt]s:\d+/.exec(line.split(/[\\/( ]/).at(-1) ?? "")?.[0] ?? []);
    return place ? ` at ${place}` : "";
}
