/** `aws.iam.getPolicyDocument`, which needs no AWS: it only writes its arguments as JSON. */
import type { Values } from "../inputs/stack";
import { isObject } from "../inputs/values";

interface PolicyDocument {
    Version: string;
    Id?: string;
    Statement: Values[];
}

/** The result of the data source, with `json` as the provider writes it. */
export function policyDocument(args: Values): Values {
    const own = objects(args.statements).map(statement);
    const sources = [args.sourceJson, ...list(args.sourcePolicyDocuments)].flatMap(statementsOf);
    const overrides = [...list(args.overridePolicyDocuments), args.overrideJson].flatMap(statementsOf);
    const document: PolicyDocument = {
        Version: typeof args.version === "string" ? args.version : "2012-10-17",
        ...(typeof args.policyId === "string" ? { Id: args.policyId } : {}),
        Statement: [[...sources, ...own], overrides].reduce(overlay, []),
    };
    const minifiedJson = JSON.stringify(document);
    return { ...args, id: String(hash(minifiedJson)), json: JSON.stringify(document, null, 2), minifiedJson };
}

/** A statement replaces the one before it that has the same Sid. */
function overlay(under: Values[], over: Values[]): Values[] {
    const merged = [...under];
    for (const statement of over) {
        const index = statement.Sid ? merged.findIndex(({ Sid }) => Sid === statement.Sid) : -1;
        if (index < 0) {
            merged.push(statement);
        } else {
            merged[index] = statement;
        }
    }
    return merged;
}

function statementsOf(text: unknown): Values[] {
    if (typeof text !== "string" || text === "") {
        return [];
    }
    const { Statement: statements } = JSON.parse(text) as { Statement?: unknown };
    return objects(Array.isArray(statements) ? statements : [statements]);
}

function statement(args: Values): Values {
    const conditions: Record<string, Values> = {};
    for (const { test, variable, values } of objects(args.conditions)) {
        const operator = (conditions[String(test)] ??= {});
        operator[String(variable)] = oneOrMany([...list(operator[String(variable)]), ...list(values)]);
    }
    const entries: [string, unknown][] = [
        ["Sid", args.sid || undefined],
        ["Effect", args.effect ?? "Allow"],
        ["Action", oneOrMany(list(args.actions))],
        ["NotAction", oneOrMany(list(args.notActions))],
        ["Resource", oneOrMany(list(args.resources))],
        ["NotResource", oneOrMany(list(args.notResources))],
        ["Principal", principals(args.principals)],
        ["NotPrincipal", principals(args.notPrincipals)],
        ["Condition", Object.keys(conditions).length > 0 ? conditions : undefined],
    ];
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function principals(args: unknown): unknown {
    const byType: Record<string, unknown> = {};
    for (const { type, identifiers } of objects(args)) {
        if (type === "*" && list(identifiers).includes("*")) {
            return "*";
        }
        byType[String(type)] = oneOrMany([...list(byType[String(type)]), ...list(identifiers)]);
    }
    return Object.keys(byType).length > 0 ? byType : undefined;
}

function oneOrMany(values: unknown[]): unknown {
    return values.length > 1 ? [...values].sort() : values[0];
}

function list(value: unknown): unknown[] {
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function objects(value: unknown): Values[] {
    return list(value).filter(isObject);
}

/** A number that stands for the text, as the provider's id of a document does. */
function hash(text: string): number {
    let sum = 0;
    for (const character of text) {
        sum = (Math.imul(sum, 31) + (character.codePointAt(0) as number)) >>> 0;
    }
    return sum;
}
