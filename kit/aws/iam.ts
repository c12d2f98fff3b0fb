/** IAM policy documents, in every form that a program writes them in. */
import { readFacts } from "../../facts/read";
import { guard, isUnknownValue, knownEntries, parseJson, unguarded } from "../unknown";

type OneOrMany<T> = T | T[];

/** A statement of a policy document. Reading an element that is not known yet throws `UnknownValue`. */
export interface Statement {
    Effect?: string;
    Action?: OneOrMany<string>;
    NotAction?: OneOrMany<string>;
    Resource?: OneOrMany<string>;
    NotResource?: OneOrMany<string>;
    Principal?: "*" | Record<string, OneOrMany<string>>;
    NotPrincipal?: "*" | Record<string, OneOrMany<string>>;
    Condition?: Record<string, Record<string, OneOrMany<string>>>;
}

/** The statements of a policy document: JSON text or an object, one statement or a list; none where it is neither. */
export function statementsOf(document: unknown): Statement[] {
    const statement = statementElement(document);
    return objects(Array.isArray(statement) ? knownEntries<unknown>(statement).map(([, one]) => one) : [statement]);
}

/**
 * The same where every statement counts.
 * @throws UnknownValue where one is not known.
 */
export function allStatementsOf(document: unknown): Statement[] {
    const statement = statementElement(document);
    return objects(Array.isArray(statement) ? [...(statement as unknown[])] : [statement]);
}

function statementElement(document: unknown): unknown {
    const policy = typeof document === "string" ? guard(parseJson(document)) : document;
    return typeof policy === "object" && policy !== null ? (policy as { Statement?: unknown }).Statement : undefined;
}

function objects(values: unknown[]): Statement[] {
    return values.filter((one): one is Statement => typeof one === "object" && one !== null);
}

/** The known texts of an element that may be one text or a list of them. */
export function texts(element: unknown): string[] {
    const values = Array.isArray(element) ? knownEntries<unknown>(element).map(([, value]) => value) : [element];
    return values.filter((value): value is string => typeof value === "string" && !isUnknownValue(value));
}

/** The AWS principals of a statement: ARNs, account ids, or `*`. Services and identity providers are no part of it. */
export function awsPrincipals({ Principal: principal }: Statement): string[] {
    if (typeof principal !== "object" || principal === null) {
        return texts(principal);
    }
    return "AWS" in principal ? texts(principal.AWS) : [];
}

/** The keys of a statement's conditions, in lower case, such as `sts:externalid`. */
export function conditionKeys({ Condition: condition }: Statement): string[] {
    const operators = typeof condition === "object" && condition !== null ? Object.values(condition) : [];
    return operators.flatMap((keys) =>
        typeof keys === "object" && keys !== null ? Object.keys(unguarded(keys)).map((key) => key.toLowerCase()) : [],
    );
}

/** The account in an ARN, or the account id that the text is; undefined where there is none. */
export function accountIn(principal: string): string | undefined {
    return /^(?:arn:aws[\w-]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(principal)?.[1];
}

interface Placeholders {
    accountIds: { reviewedExact: string[]; awsDocs: string[]; regex: string[] };
}

/** True for an account id from documentation, or of one repeated digit. */
export function isPlaceholderAccount(account: string): boolean {
    const { reviewedExact, awsDocs, regex } = readFacts<Placeholders>("placeholders").accountIds;
    return (
        [...reviewedExact, ...awsDocs].includes(account) || regex.some((pattern) => new RegExp(pattern).test(account))
    );
}
