import type { ParameterArgs } from "@pulumi/aws/ssm/parameter";

import {
    globMatcher,
    parseJson,
    provenance,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
    type Values,
} from "../../kit";
import {
    credentialsAssignedIn,
    credentialsIn,
    decodeBase64,
    isHarmless,
    isNameUnknown,
    isSecretName,
    Secret,
    SecretVersion,
    type Text,
    textsOf,
    type Unread,
} from "../../kit/aws";

const Parameter = resourceType<ParameterArgs>("aws:ssm/parameter:Parameter");

/** Properties of AWS resources that hold a credential, by the ends of their names; `passwords` is a list of them. */
const CREDENTIAL_PROPERTY = /(passwords?|clientSecret|authToken|oauthToken)(Wo)?$/i;
/** Types whose property is a credential although its name does not say so. */
const CREDENTIAL_PROPERTY_OF: Record<string, string> = {
    "aws:amplify/app:App": "accessToken",
    "aws:codebuild/sourceCredential:SourceCredential": "token",
};
const USER_DATA = ["userData", "userDataBase64"];
const SECRET_STRING = ["secretString", "secretStringWo"];
const PARAMETER_VALUE = ["value", "valueWo", "insecureValue"];
const PLACE_KEEPERS = new Set([
    "changeme",
    "replaceme",
    "updateme",
    "setme",
    "fillmein",
    "placeholder",
    "todo",
    "tbd",
    "dummy",
]);
/** Words among others, as in `dev-api-key-example` and `TO_BE_REPLACED`. */
const PLACE_KEEPING = ["example", "placeholder", "replace", "replaced", "changeme"];
const NO_TEXTS: ReturnType<typeof textsOf> = { texts: [], unread: [] };

export const noHardcodedCredentials = stackPolicy({
    name: "no-hardcoded-credentials",
    title: "No credential is written in the program",
    severity: "critical",
    level: "mandatory",
    stops: "credential",
    why: "whoever may read the repository or its history has the credential, and changing it takes a deployment",
    fix: "let the service manage it, generate it with random.RandomPassword, or read it from the stack's secret configuration",
    controls: ["CodeBuild.1", "CodeBuild.2", "ECS.8 (partly)"],
    frameworks: { "PCI DSS": ["8.6.2"] },
    links: [
        "https://www.pulumi.com/docs/iac/concepts/secrets/",
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
    ],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Globs on the name that a value stands under, such as `PUBLIC_*`, where it is no credential.",
        },
    },
    check(_props, { resource, stack, environment, settings, report, undecided }) {
        const isAws = /^aws(-native)?:/.test(resource.token) || stack.opaque.includes(resource);
        // What a component was given, its children were given too.
        if (!isAws && stack.children(resource).length > 0) {
            return;
        }
        const isAllowed = nameMatcher(settings.allow);
        for (const property of Object.keys(resource.unguarded)) {
            const spelled = resource.spell(property);
            const isWritten = (value: string): boolean =>
                provenance(value, resource, spelled, stack, environment) === "literal" && !namesSecret(value, stack);
            const isCredential = (key: string, text: string): boolean =>
                isSecretName(key) && !isAllowed(key) && !isHarmless(text) && !mayName(key, stack) && isWritten(text);

            const { texts, unread } = spelled in resource.arguments ? textsOf(resource, property) : NO_TEXTS;
            for (const place of unread) {
                if (!isAllowed(place.key) && mayHold(place, resource, isAws, stack)) {
                    undecided(place.path, place.because);
                }
            }
            for (const text of texts) {
                const problem = isAllowed(text.key) ? undefined : judge(text);
                if (problem) {
                    const fix = text.named
                        ? "keep the value in Secrets Manager, pass the secret's ARN, and read it where it is used"
                        : undefined;
                    report(text.path.replaceAll(/\s+/g, "_"), problem, { fix });
                }
            }

            function judge({ text, key, named }: Text): string | undefined {
                if (resource.is<unknown>(SecretVersion, Secret) && SECRET_STRING.includes(key)) {
                    return judgeSecret(text);
                }
                if (
                    named
                        ? isCredential(key, text)
                        : holdsCredential(key, resource, isAws) &&
                          !isHarmless(text) &&
                          !(resource.is(Parameter) && awaitsValue(text)) &&
                          isWritten(text)
                ) {
                    return named
                        ? `${key} is set to a value that is written in the program`
                        : "the value is written in the program";
                }
                return judgeForm(text, key);
            }

            /** A secret is one value to replace, as a whole or for some fields of its JSON. */
            function judgeSecret(text: string): string | undefined {
                const json = parseJson(text);
                if (typeof json !== "object") {
                    return !isHarmless(text) && !awaitsValue(text) && isWritten(text)
                        ? "the secret's value is written in the program"
                        : undefined;
                }
                const fields = leavesOf(json)
                    .filter(
                        ([key, value]) =>
                            !awaitsValue(value) &&
                            (isCredential(key, value) || credentialsIn(value).some((c) => isWritten(c.value))),
                    )
                    .map(([key]) => key);
                return fields.length > 0
                    ? `the secret's ${[...new Set(fields)].join(", ")} is written in the program`
                    : undefined;
            }

            /** Credentials that a text shows by their form, wherever it stands. */
            function judgeForm(text: string, key: string): string | undefined {
                const script = USER_DATA.includes(key) ? (decodeBase64(text) ?? text) : text;
                const credential = credentialsIn(script).find(({ value }) => isWritten(value));
                if (credential) {
                    return `it holds ${credential.what} that is written in the program`;
                }
                const isScript = USER_DATA.includes(key) || resource.token.startsWith("command:");
                const assigned = isScript
                    ? credentialsAssignedIn(script).find(({ name, value }) => !isAllowed(name) && isWritten(value))
                    : undefined;
                return assigned && `it sets ${assigned.name} to a value that is written in the program`;
            }
        }
    },
});

/**
 * True where a credential that is written in the program may be behind what cannot be read. A value that is not known
 * yet is computed, but a text that was put together may hold both.
 */
function mayHold(
    { because, path, key, whole }: Unread,
    resource: Resource<unknown>,
    isAws: boolean,
    stack: Stack,
): boolean {
    const origins = resource.origins(path);
    if (resource.is<unknown>(SecretVersion, Secret) && SECRET_STRING.includes(key)) {
        return !origins.some((urn) => stack.get(urn)?.type.startsWith("random:"));
    }
    return because === "hidden"
        ? origins.length === 0 || path !== key || !holdsCredential(key, resource, isAws)
        : whole || USER_DATA.includes(key);
}

/** True for the properties that take a credential: passwords and tokens, and a SecureString's value. */
function holdsCredential(key: string, resource: Resource<unknown>, isAws: boolean): boolean {
    if (resource.is(Parameter)) {
        return resource.unguarded.type === "SecureString" && PARAMETER_VALUE.includes(key);
    }
    return isAws && (CREDENTIAL_PROPERTY.test(key) || CREDENTIAL_PROPERTY_OF[resource.type] === key);
}

/** True for words that keep the place in a store until somebody puts the credential there; a database would take them. */
function awaitsValue(text: string): boolean {
    const lower = text.toLowerCase();
    const isWords = !/[^a-z_ -]/.test(lower);
    return (
        PLACE_KEEPERS.has(lower.replace(/[^a-z\d]/g, "")) ||
        (isWords && lower.split(/[_ -]/).some((word) => PLACE_KEEPING.includes(word)))
    );
}

/** True for the name, id or ARN of a secret of the stack: it says where a credential is. */
function namesSecret(value: string, stack: Stack): boolean {
    return stack
        .of<unknown>(Secret, Parameter)
        .some((secret) => ["name", "id", "arn"].some((property) => secret.output(property) === value));
}

/** True under a name such as DB_SECRET, which may hold the name of a secret of the stack, where one is not known yet. */
function mayName(key: string, stack: Stack): boolean {
    return /secrets?$/i.test(key) && stack.of<unknown>(Secret, Parameter).some(isNameUnknown);
}

/** The texts of parsed JSON, each with its field's name. */
function leavesOf(json: unknown): [string, string][] {
    return Object.entries((json ?? {}) as Values).flatMap(([key, value]) =>
        typeof value === "string" ? [[key, value] as [string, string]] : leavesOf(value),
    );
}

function nameMatcher(globs: string[]): (name: string) => boolean {
    const matchers = globs.map((glob) => globMatcher(glob.toLowerCase()));
    return (name) => matchers.some((matches) => matches(name.toLowerCase()));
}
