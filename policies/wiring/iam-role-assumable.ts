import type { RoleArgs } from "@pulumi/aws/iam/role";

import { assumedRoles, serviceOfRoleName } from "../../facts/roles";
import { at, oncePerStack, type Resource, resourceType, stackPolicy } from "../../kit";
import { allStatementsOf, matchesAction, type Statement } from "../../kit/aws";

const Role = resourceType<RoleArgs>("aws:iam/role:Role");

export const iamRoleAssumable = stackPolicy({
    name: "iam-role-assumable",
    title: "A role's trust policy names the service that the role is given to",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses what is given a role that its service may not assume, or takes it and every call of it fails",
    fix: "add the service to the Principal of assumeRolePolicy",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services",
        "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole",
    ],
    types: [Role],
    check(role, { resource, stack, report }) {
        const uses = [...(usesOf(stack).get(resource.urn) ?? []), ...usesByName(resource)];
        if (uses.length === 0) {
            return;
        }
        const statements = allStatementsOf(role.assumeRolePolicy);
        const refused = uses.filter(({ services }) => statements.length > 0 && !mayAssume(statements, services));
        const [first, ...others] = refused;
        if (first) {
            const service = `${first.services[0]}.amazonaws.com`;
            const more = others.length > 0 ? `, and ${others.length} more are in the same case` : "";
            report("assumeRolePolicy", `${first.user} has this role, and ${service} may not assume it${more}`, {
                fix: `add { Effect: "Allow", Principal: { Service: "${service}" }, Action: "sts:AssumeRole" }, or give ${first.user} another role`,
            });
        }
    },
});

/** Something that is given a role, and the services of which one has to assume it. */
interface Use {
    user: string;
    services: string[];
}

/** URN of a role -> what is given it. */
const usesOf = oncePerStack((stack): Map<string, Use[]> => {
    const uses = new Map<string, Use[]>();
    for (const { token, property, services } of assumedRoles()) {
        for (const user of stack.of(resourceType(token))) {
            const { resources } = stack.targets(user, property, Role);
            // Of several roles below one property nothing tells which one is meant, but where the property is a list.
            if (resources.length === 1 || Array.isArray(at(user.unguarded, property))) {
                for (const { urn } of resources) {
                    uses.set(urn, [...(uses.get(urn) ?? []), { user: nameOf(user), services }]);
                }
            }
        }
    }
    return uses;
});

/** `function pay`: the last part of the type, and the name. */
function nameOf({ type, name }: Resource<unknown>): string {
    const [, kind = ""] = /\/(\w+):/.exec(type) ?? [];
    return `${kind.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${name}`;
}

/** A role that a service looks up by its name. */
function usesByName({ unguarded: { name } }: Resource<unknown>): Use[] {
    const service = typeof name === "string" ? serviceOfRoleName(name) : undefined;
    return service ? [{ user: "DMS, which looks up this name,", services: [service] }] : [];
}

/** True where one of the services may assume the role, or that cannot be told. */
function mayAssume(statements: Statement[], services: string[]): boolean {
    return statements.some((statement) => {
        if (statement.Effect !== "Allow") {
            return false;
        }
        const { Action: action, Principal: principal } = statement;
        const assumes = action === undefined || matchesAction([action].flat(), "sts:AssumeRole");
        return assumes && (principal === undefined || isTrusted(principal, services));
    });
}

/** Also for a form of principal that is none of the usual ones: in another partition, or written by a template. */
function isTrusted(principal: NonNullable<Statement["Principal"]>, services: string[]): boolean {
    if (typeof principal !== "object") {
        return true;
    }
    return (
        [principal.AWS ?? []].flat().includes("*") ||
        [principal.Service ?? []].flat().some((name) => {
            // A principal may have its region in it, and in China another ending.
            const [, service] =
                /^([a-z0-9.-]+?)(?:\.[a-z]{2,}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/i.exec(name) ?? [];
            return service === undefined || services.includes(service.toLowerCase());
        })
    );
}
