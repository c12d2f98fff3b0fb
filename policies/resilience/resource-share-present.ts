import type { PrincipalAssociationArgs } from "@pulumi/aws/ram/principalAssociation";
import type { ResourceAssociationArgs } from "@pulumi/aws/ram/resourceAssociation";
import type { ResourceShareArgs } from "@pulumi/aws/ram/resourceShare";
import type { ResourceShareAssociationsExclusiveArgs } from "@pulumi/aws/ram/resourceShareAssociationsExclusive";

import { isUnknownValue, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

const Share = resourceType<ResourceShareArgs>("aws:ram/resourceShare:ResourceShare", "aws-native:ram:ResourceShare");
const Principal = resourceType<PrincipalAssociationArgs>("aws:ram/principalAssociation:PrincipalAssociation");
const Shared = resourceType<ResourceAssociationArgs>("aws:ram/resourceAssociation:ResourceAssociation");
const Both = resourceType<ResourceShareAssociationsExclusiveArgs>(
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive",
);

export const resourceSharePresent = stackPolicy({
    name: "resource-share-present",
    title: "A payments stack shares a resource with other accounts by Resource Access Manager",
    severity: "low",
    why: "accounts that need the same network or ledger otherwise each get a copy, or keys to this account",
    fix: "add an aws.ram.ResourceShare, a ResourceAssociation and a PrincipalAssociation",
    links: ["https://docs.aws.amazon.com/ram/latest/userguide/what-is.html"],
    ...presence({
        evidence: ["aws:ram/resourceShare:ResourceShare", "aws-native:ram:ResourceShare"],
        templates: ["AWS::RAM::ResourceShare"],
        absent: "nothing in this stack is a resource share",
    }),
    types: [Share],
    check(_props, { resource, stack, report }) {
        // One share that is complete is enough.
        if (stack.of(Share).some((share) => missingIn(share, stack).length === 0)) {
            return;
        }
        report(undefined, `this share has no ${missingIn(resource, stack).join(" and no ")}`);
    },
});

/** What a share lacks; nothing where an association that is not known yet may bring it. */
function missingIn(share: Resource<unknown>, stack: Stack): string[] {
    const { principals, resourceArns } = share.unguarded;
    const both = stack.referrers(share, Both, "resourceShareArn", Share);
    const associated = (type: typeof Principal | typeof Shared): boolean => {
        const { resources, possible } = stack.referrers(share, type as typeof Principal, "resourceShareArn", Share);
        return [resources, possible, both.resources, both.possible].some((list) => list.length > 0);
    };
    const isGiven = (list: unknown): boolean => isUnknownValue(list) || (Array.isArray(list) && list.length > 0);
    return [
        ...(isGiven(principals) || associated(Principal) ? [] : ["principal"]),
        ...(isGiven(resourceArns) || associated(Shared) ? [] : ["resource"]),
    ];
}
