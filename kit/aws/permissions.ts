/**
 * Who may do what, in three answers: what statements of IAM say of one request. What is not known at the preview, and
 * conditions that the request does not decide, are "not known": they never make a finding.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { allOf, anyOf, type Answer } from "../answer";
import type { Resource } from "../resource";
import { isUnknownValue, unguarded, UnknownValue } from "../unknown";
import { accountIn, allStatementsOf, type Statement } from "./iam";

export { allOf, anyOf, type Answer } from "../answer";

/** What a statement may name: a resource of the stack, or an ARN. */
export type Named = Resource<unknown> | string;

/** A request, as AWS weighs it. */
export interface Request {
    /** One action, such as `sqs:SendMessage`. */
    action: string;
    /** What it is done to; left out where that is none, or not known yet: then a pattern but `*` is "not known". */
    on?: Named;
    /** Who asks, of the policy of a resource: a service, such as `events.amazonaws.com`, or `IDENTITY`. */
    service?: string;
    /** For what the service asks, which `aws:SourceArn` is held against: a rule, a topic, a bucket. */
    source?: Named;
}

/** Some role, user or account: the policy of a resource may mean it by any principal of the kind `AWS`. */
export const IDENTITY = "AWS";

/** The statements of one document; undefined for a document that is not known. */
export interface Document {
    statements: Statement[] | undefined;
    /** Where its only unknown values came from, such as those of a Permission's `sourceArn`. */
    origins?: readonly Resource<unknown>[];
}

/** A document that may say anything. */
export const NOT_KNOWN: Document = { statements: undefined };

/** A document as far as it is known; one that is not there was not read, as that of a policy which is only looked up. */
export function readable(read: () => unknown): Document {
    try {
        const document = read();
        return document === undefined ? NOT_KNOWN : { statements: allStatementsOf(document) };
    } catch (error) {
        if (error instanceof UnknownValue) {
            return NOT_KNOWN;
        }
        throw error;
    }
}

/** Of several actions, those that are certainly not allowed, and whether any other is not known to be. */
export function weigh(
    actions: readonly string[],
    answerOf: (action: string) => Answer,
): { missing: string[]; isOpen: boolean } {
    const answers = actions.map(answerOf);
    return {
        missing: actions.filter((_, index) => answers[index] === "no"),
        isOpen: answers.includes("not known"),
    };
}

/**
 * Whether documents together allow a request. A document that is not known may allow it, and is taken to deny nothing:
 * its denial could only turn a "yes" into a "no".
 */
export function allows(documents: readonly Document[], request: Request): Answer {
    const denied = anyOf(documents.map((document) => says("Deny", document, request)));
    if (denied === "yes") {
        return "no";
    }
    const allowed = anyOf(documents.map((document) => says("Allow", document, request)));
    return allowed === "yes" ? opposite(denied) : allowed;
}

function opposite(answer: Answer): Answer {
    return answer === "yes" ? "no" : answer === "no" ? "yes" : "not known";
}

/** Whether a statement of this effect is of the request. */
function says(effect: "Allow" | "Deny", document: Document, request: Request): Answer {
    if (!document.statements) {
        return effect === "Allow" ? "not known" : "no";
    }
    return anyOf(
        document.statements.map((guarded) => {
            const statement = unguarded(guarded);
            const same = isUnknownValue(statement.Effect) ? "not known" : is(statement.Effect === effect);
            return allOf([
                same,
                namesPrincipal(statement, request),
                namesAction(statement, request),
                namesResource(statement, request, document),
                holds(statement, request, document),
            ]);
        }),
    );
}

/** Statements of a role name no principal; everyone (`*`) is the services too. */
function namesPrincipal({ Principal: principal, NotPrincipal: not }: Statement, { service }: Request): Answer {
    if (service === undefined) {
        return "yes";
    }
    if (principal === undefined || isUnknownValue(principal)) {
        return principal === undefined && not === undefined ? "no" : "not known";
    }
    if (typeof principal === "string") {
        return is(principal === "*");
    }
    return anyOf(
        Object.entries(principal).flatMap(([kind, values]) => elements(values).map((value) => isMeant(kind, value))),
    );

    function isMeant(kind: string, value: unknown): Answer {
        if (isUnknownValue(value)) {
            return "not known";
        }
        if (kind === "AWS") {
            return value === "*" ? "yes" : service === IDENTITY ? "not known" : "no";
        }
        return is(kind === "Service" && sameService(String(value), service as string));
    }
}

/** True for two spellings of a service: `logs.eu-west-1.amazonaws.com` is `logs.amazonaws.com` of a Region. */
function sameService(one: string, other: string): boolean {
    const [a, b] = [one, other].map((service) =>
        service
            .toLowerCase()
            .replace(/^([^.]+)\.(?:[a-z]+-)+\d\./, "$1.")
            .replace(/\.cn$/, ""),
    );
    return a === b;
}

function namesAction({ Action: actions, NotAction: not }: Statement, { action }: Request): Answer {
    const matches = (element: unknown): Answer =>
        anyOf(
            elements(element).map((one) =>
                isUnknownValue(one) ? "not known" : is(matchesAction([String(one)], action)),
            ),
        );
    return not === undefined ? matches(actions) : opposite(matches(not));
}

/** True where one of the patterns, such as `s3:Get*`, is of this action, or of all that this pattern is of. */
export function matchesAction(patterns: readonly string[], action: string): boolean {
    return patterns.some((pattern) => glob(pattern, "i").test(action));
}

/** A statement that names no resource is of that which holds it. */
function namesResource(
    { Resource: resources, NotResource: not }: Statement,
    { on }: Request,
    document: Document,
): Answer {
    const matches = (element: unknown): Answer => anyOf(elements(element).map((one) => names(one, on, document)));
    if (not !== undefined) {
        return opposite(matches(not));
    }
    return resources === undefined ? "yes" : matches(resources);
}

/** Whether every condition holds; those that the request does not decide are "not known". */
function holds({ Condition: conditions }: Statement, request: Request, document: Document): Answer {
    if (conditions === undefined) {
        return "yes";
    }
    if (isUnknownValue(conditions)) {
        return "not known";
    }
    return allOf(
        Object.entries(conditions).flatMap(([operator, keys]) =>
            isUnknownValue(keys)
                ? "not known"
                : Object.entries(keys).map(([key, values]) =>
                      anyOf(
                          elements(values).map((value) => meets(operator, key.toLowerCase(), value, request, document)),
                      ),
                  ),
        ),
    );
}

/** Operators that compare with a value as it is, and those that take wildcards. */
const EXACT = /^StringEquals(IgnoreCase)?(IfExists)?$/i;
const LIKE = /^(StringLike|ArnLike|ArnEquals)(IfExists)?$/i;

/**
 * Whether the request meets one value of a condition.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function meets(operator: string, key: string, value: unknown, request: Request, document: Document): Answer {
    if (key === "aws:securetransport" && /^Bool(IfExists)?$/i.test(operator)) {
        return isUnknownValue(value) ? "not known" : is(String(value) === "true"); // AWS's services and SDKs speak TLS.
    }
    const { source } = request;
    if (source === undefined || !(EXACT.test(operator) || LIKE.test(operator))) {
        return "not known";
    }
    if (key === "aws:sourcearn") {
        // StringEquals takes a wildcard for a character of the ARN, which has none.
        const isLiteralStar = EXACT.test(operator) && typeof value === "string" && /[*?]/.test(value);
        return isLiteralStar ? "no" : names(value, source, document);
    }
    if (key === "aws:sourceaccount") {
        const account = accountIn(knownArn(source) ?? "");
        const isComparable = account !== undefined && !isUnknownValue(value) && !/[*?$]/.test(String(value));
        return isComparable ? is(String(value) === account) : "not known";
    }
    return "not known";
}

/** Whether a pattern of a document names something, by its ARN as far as that is known. */
function names(pattern: unknown, named: Named | undefined, { origins }: Document): Answer {
    if (isUnknownValue(pattern) || typeof pattern !== "string") {
        return originates(named, origins ?? []);
    }
    if (pattern === "*") {
        return "yes";
    }
    if (named === undefined) {
        return "not known"; // Something of the kind, perhaps that which it will be done to.
    }
    if (pattern.includes("${")) {
        return "not known"; // A variable of the request.
    }
    const arn = knownArn(named);
    if (arn !== undefined) {
        return glob(pattern).test(arn) ? "yes" : isAbove(arn, pattern) ? "not known" : "no";
    }
    const [, service, rest = ""] = /^arn:[^:]*:([^:*?]+):(.*)$/.exec(pattern) ?? [];
    const own = typeof named === "string" ? undefined : SERVICES[named.type.replace(/\/.*/, "")];
    if (service === undefined || own === undefined) {
        return "not known";
    }
    return service !== own ? "no" : /^\*?:\*?:\*$/.test(rest) ? "yes" : "not known";
}

/** Whether an unknown value is an ARN of something, by the resources that it came from. */
function originates(named: Named | undefined, origins: readonly Resource<unknown>[]): Answer {
    if (named === undefined || typeof named === "string" || origins.length === 0) {
        return "not known";
    }
    const peers = origins.filter(({ type }) => type === named.type);
    if (peers.includes(named)) {
        return peers.length === 1 ? "yes" : "not known";
    }
    return peers.length === origins.length ? "no" : "not known";
}

/** True where a pattern is of something below an ARN: `<bucket>/*`, `<log group>:*`, `<API>/*\/GET/orders`. */
function isAbove(arn: string, pattern: string): boolean {
    return pattern.startsWith(arn) && /^[/:]/.test(pattern.slice(arn.length));
}

function knownArn(named: Named): string | undefined {
    if (typeof named === "string") {
        return named;
    }
    const arn = named.output("arn");
    return typeof arn === "string" && arn.startsWith("arn:") ? arn : undefined;
}

/** Module of a type -> the service in its ARNs, for those that are not the same. */
const SERVICES: Record<string, string> = {
    "aws:dynamodb": "dynamodb",
    "aws:ecr": "ecr",
    "aws:kinesis": "kinesis",
    "aws:kms": "kms",
    "aws:lambda": "lambda",
    "aws:msk": "kafka",
    "aws:s3": "s3",
    "aws:secretsmanager": "secretsmanager",
    "aws:sfn": "states",
    "aws:sns": "sns",
    "aws:sqs": "sqs",
};

function is(condition: boolean): Answer {
    return condition ? "yes" : "no";
}

function elements(element: unknown): unknown[] {
    return Array.isArray(element) ? element : element === undefined ? [] : [element];
}

/** A pattern with IAM's wildcards. */
function glob(pattern: string, flags = ""): RegExp {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, flags);
}
