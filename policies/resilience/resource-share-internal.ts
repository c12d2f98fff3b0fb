import type { ResourceShareArgs } from "@pulumi/aws/ram/resourceShare";

import { resourcePolicy, resourceType } from "../../kit";

const ResourceShare = resourceType<ResourceShareArgs>(
    "aws:ram/resourceShare:ResourceShare",
    "aws-native:ram:ResourceShare",
);

export const resourceShareInternal = resourcePolicy({
    name: "resource-share-internal",
    title: "Resource shares stay within the organisation",
    severity: "high",
    level: "advisory",
    why: "else anyone who may edit the share can give the resource to an account outside",
    fix: "set allowExternalPrincipals: false",
    links: ["https://docs.aws.amazon.com/ram/latest/userguide/working-with-sharing-create.html"],
    types: [ResourceShare],
    check(share, { report }) {
        // Where neither the program nor the provider's default says it, AWS takes it for true.
        if (share.allowExternalPrincipals !== false) {
            report("allowExternalPrincipals", "accounts outside the organisation may be added to this share");
        }
    },
    repair: { allowExternalPrincipals: false },
});
