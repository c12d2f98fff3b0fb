import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { KeyArgs } from "@pulumi/aws/kms/key";

import {
    type Environment,
    isAsset,
    isUnknownValue,
    oncePerStack,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import {
    accountIn,
    awsPrincipals,
    conditionKeys,
    isNameUnknown,
    isPlaceholderAccount,
    type Statement,
    statementsOf,
    texts,
} from "../../kit/aws";

const Key = resourceType<KeyArgs>("aws:kms/key:Key");
const Role = resourceType<RoleArgs>("aws:iam/role:Role");

export const iamExternalId = stackPolicy({
    name: "iam-external-id",
    title: "A role that another account may assume asks for an external id",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "without sts:ExternalId whoever gets the trusted party to name this role's ARN gets into it (the confused deputy)",
    fix: 'add Condition: { StringEquals: { "sts:ExternalId": externalId } } to the statement; where the account is your own, list it in the setting `allow`',
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html"],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Accounts that may assume roles without an external id, such as your own.",
        },
    },
    types: [Role],
    check(role, { resource, stack, environment, settings, report, attempt, undecided }) {
        const trusted = new Set<string>();
        for (const statement of statementsOf(role.assumeRolePolicy)) {
            attempt(() => {
                if (statement.Effect === "Allow" && allowsAssumeRole(statement) && !isNarrowed(statement)) {
                    awsPrincipals(statement).forEach((principal) => trusted.add(principal));
                }
            });
        }
        const proven = provenAccounts(resource, stack);
        const accounts = [...new Set([...trusted].flatMap((principal) => accountIn(principal) ?? []))].filter(
            (account) => !settings.allow.includes(account) && !proven.has(account),
        );
        if (accounts.length === 0) {
            return;
        }
        const home = new Set([...homeAccounts(stack), ...configuredAccounts(environment)]);
        const foreign = accounts.filter((account) => isForeign(account, environment) || !home.has(account));
        const isUntold = proven.size + home.size === 0;
        if (isUntold && mayTellHome(stack) && !foreign.some((account) => isForeign(account, environment))) {
            undecided("assumeRolePolicy");
        } else if (foreign.length === 1 && isUntold && !isForeign(foreign[0] as string, environment)) {
            // Nothing in the stack tells its own account, and this may be it.
            report("assumeRolePolicy", `${mayAssume(foreign)}, unless that is the stack's own account`, {
                level: "advisory",
            });
        } else if (foreign.length > 0 && foreign.every(isPlaceholderAccount)) {
            // What stops the update, iam-placeholder-account says.
            report(
                "assumeRolePolicy",
                "the real accounts, once they stand here, could assume the role without sts:ExternalId",
                {
                    level: "advisory",
                },
            );
        } else if (foreign.length > 0) {
            report("assumeRolePolicy", mayAssume(foreign));
        }
    },
});

function mayAssume(accounts: string[]): string {
    return `account${accounts.length > 1 ? "s" : ""} ${accounts.join(", ")} may assume the role without sts:ExternalId`;
}

function allowsAssumeRole({ Action: action }: Statement): boolean {
    return texts(action).some((one) => ["sts:assumerole", "sts:*", "*"].includes(one.toLowerCase()));
}

/** An external id; or a condition that keeps the trust within the organisation, one principal, or people with MFA. */
const NARROWING = [
    ...["sts:externalid", "aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths"],
    ...["aws:sourceorgid", "aws:sourceorgpaths", "aws:multifactorauthpresent", "aws:multifactorauthage"],
];

function isNarrowed(statement: Statement): boolean {
    return conditionKeys(statement).some((key) => NARROWING.includes(key));
}

/** The stack's own accounts, as its provider and the ARNs of what exists already say. */
function provenAccounts(role: Resource<unknown>, stack: Stack): Set<string> {
    const { allowedAccountIds, assumeRole, assumeRoles } = role.provider;
    const ofProvider = JSON.stringify([allowedAccountIds, assumeRole, assumeRoles]).match(ACCOUNT) ?? [];
    return new Set([...ofProvider, ...accountsOfArns(stack)]);
}

/** The accounts in the ARNs of what exists already. */
const accountsOfArns = oncePerStack(
    (stack) =>
        new Set(
            stack.managed.flatMap((resource) => texts(resource.output("arn")).flatMap((arn) => accountIn(arn) ?? [])),
        ),
);

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;
/** A name that ends in the account, as a bucket's has to be told from other accounts'. */
const NAME = /^[a-z0-9.-]{1,50}-(\d{12})(?:$|-)/;
/**
 * A registry's host; the ARN of something in a region, of a managed policy or of an identity provider: a stack speaks
 * of its own there.
 */
const AT_HOME =
    /\b(\d{12})\.dkr\.ecr\.|:[a-z]{2}-[\w-]{1,20}:(\d{12}):|:iam::(\d{12}):(?:policy|oidc-provider|saml-provider|instance-profile)\//g;
/** The configuration's keys under which a stack's own account stands. */
const OWN_ACCOUNT_KEY = /:(aws)?[-_]?account[-_]?(id)?$|aws:allowedAccountIds/i;

/** Accounts that are probably the stack's own: those that its names, images and keys speak of. */
const homeAccounts = oncePerStack(
    (stack) =>
        new Set(
            stack.managed.flatMap(({ type, unguarded: values }) => [
                ...textsIn(values).flatMap(accountsAtHome),
                // A key's policy names the account that the key is in.
                ...(Key.tokens.includes(type)
                    ? textsIn(values.policy).flatMap((text) => text.match(/(?<=:iam::)\d{12}(?=:root)/g) ?? [])
                    : []),
            ]),
        ),
);

function accountsAtHome(text: string): string[] {
    const found = [NAME.exec(text), ...text.matchAll(AT_HOME)];
    return found.flatMap((match) => match?.slice(1) ?? []);
}

/** The accounts that are configured as the stack's own. */
function configuredAccounts({ config }: Environment): string[] {
    return Object.entries(config)
        .filter(([key]) => OWN_ACCOUNT_KEY.test(key))
        .flatMap(([, value]) => String(value).match(ACCOUNT) ?? []);
}

/** Properties in which a stack speaks of its own account, beside names and keys' policies. */
const TELLING = /(arn|imageUri|containerDefinitions)$/i;

/** True where what may tell the stack's own account is not known yet. */
function mayTellHome(stack: Stack): boolean {
    return stack.managed.some(
        (resource) =>
            isNameUnknown(resource) ||
            Object.entries(resource.arguments).some(([key, value]) => TELLING.test(key) && isUnknownValue(value)) ||
            (resource.is(Key) && isUnknownValue(resource.unguarded.policy)),
    );
}

/** Every text inside a value. */
function textsIn(value: unknown): string[] {
    if (typeof value === "string") {
        return [value];
    }
    return isAsset(value) ? [] : Object.values(value ?? {}).flatMap(textsIn);
}

/** True where the account cannot be the stack's own: a placeholder, or configured under a name that says so. */
function isForeign(account: string, { config }: Environment): boolean {
    const configured = Object.entries(config).some(
        ([key, value]) =>
            String(value).includes(account) && /partner|vendor|trusted|external|remote|cross|third/i.test(key),
    );
    return configured || isPlaceholderAccount(account);
}
