import type { AccessPointArgs } from "@pulumi/aws/s3/accessPoint";
import type { AccountPublicAccessBlockArgs } from "@pulumi/aws/s3/accountPublicAccessBlock";
import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import type { MultiRegionAccessPointArgs } from "@pulumi/aws/s3control/multiRegionAccessPoint";

import { at, isUnknownValue, resourcePolicy, resourceType, rule, type Resource, type Values } from "../../kit";
import { openStatements, policyHeldBy, texts, type Statement } from "../../kit/aws";

const BucketAcl = resourceType<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl");
/** What carries an ACL or a policy of its own. */
const Holder = resourceType<Values>(
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/objectCopy:ObjectCopy",
);

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const PUBLIC_ACLS: Record<string, string> = {
    "public-read": "everybody can read it",
    "public-read-write": "everybody can read and write it",
    "authenticated-read": "every AWS account can read it",
};
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/**
 * The four locks; the second and the fourth act on what is public already. A new bucket takes no ACLs, and one that lets
 * everybody in is told by itself; a policy often names the bucket's ARN, and is not known yet.
 */
const LOCKS = [
    { lock: "blockPublicAcls", problem: "an ACL may make objects public", level: "advisory" },
    { lock: "ignorePublicAcls", problem: "an ACL that is public stays so", level: "advisory" },
    { lock: "blockPublicPolicy", problem: "a policy may let everybody in" },
    { lock: "restrictPublicBuckets", problem: "a policy that lets everybody in goes on doing so", level: "advisory" },
] as const;

export const s3NotPublic = resourcePolicy({
    name: "s3-not-public",
    title: "Nobody outside reads or writes a bucket",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "public buckets are found by scanning, and what they hold is copied within hours",
    fix: "leave Block Public Access on; serve a website from a private bucket through CloudFront with origin access control",
    since: "0.2.0",
    controls: ["S3.2", "S3.3"],
    frameworks: { "PCI DSS": ["1.4.4"] },
    links: [
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl",
    ],
    rules: LOCKS.flatMap(({ lock, ...finding }) => [
        rule({
            type: resourceType<BucketPublicAccessBlockArgs>("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"),
            property: lock,
            must: { is: true },
            absent: "wrong",
            since: "the resource switches off what it leaves out; a bucket without the resource has all four on since April 2023",
            controls: ["S3.8"],
            fix: `set ${lock}: true, or leave the resource out: a new bucket has all four locks on`,
            ...finding,
        }),
        rule({
            type: resourceType<AccountPublicAccessBlockArgs>(
                "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
            ),
            property: lock,
            must: { is: true },
            absent: "wrong",
            controls: ["S3.1 (partly)"],
            fix: `set ${lock}: true`,
            ...finding,
        }),
        rule({
            type: resourceType<AccessPointArgs>("aws:s3/accessPoint:AccessPoint"),
            property: `publicAccessBlockConfiguration.${lock}`,
            must: { is: true },
            absent: "right",
            controls: ["S3.19"],
            fix: "leave it out: all four locks are on by default, and cannot be changed later",
            ...finding,
        }),
        rule({
            type: resourceType<MultiRegionAccessPointArgs>(
                "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
            ),
            property: `details.publicAccessBlock.${lock}`,
            must: { is: true },
            absent: "right",
            controls: ["S3.24"],
            fix: "leave it out: all four locks are on by default, and cannot be changed later",
            ...finding,
        }),
    ]),
    types: [Holder],
    check(props, { resource, report, attempt, undecided }) {
        for (const { lock, problem, ...options } of LOCKS) {
            attempt(() => {
                // A bucket of aws-native has its block in itself.
                const block = props.publicAccessBlockConfiguration as Values | undefined;
                if (block && block[lock] !== true) {
                    report(`publicAccessBlockConfiguration.${lock}`, problem, { ...options, fix: `set ${lock}: true` });
                }
            });
        }
        attempt(() => {
            const acl = String(props.acl);
            const problem = PUBLIC_ACLS[acl];
            if (problem) {
                report("acl", `with the ACL ${acl} ${problem}`, { fix: "remove the ACL" });
            }
        });
        const place = resource.is(BucketAcl) ? "accessControlPolicy.grants" : "grants";
        const grants = grantees(resource, place);
        const grant = grants.find(([, uri]) => EVERYBODY.test(String(uri)));
        if (grant) {
            report(grant[0], "a grant lets everybody in", {
                fix: "grant to accounts, or better by the bucket's policy",
            });
        } else if (grants.some(([, uri]) => isUnknownValue(uri))) {
            undecided(place);
        }
        const [statement] = openStatements(policyHeldBy(resource)?.statements ?? []);
        if (statement) {
            report("policy", `everybody may do ${actionsOf(statement)}`, {
                fix: "name the principals, or add a Condition on aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce",
            });
        }
    },
});

/** Whom an ACL's grants are to, each with the place of the grant. */
function grantees({ unguarded: values }: Resource<unknown>, place: string): [string, unknown][] {
    const grants = at(values, place);
    if (!Array.isArray(grants)) {
        return isUnknownValue(grants) ? [[place, grants]] : [];
    }
    return grants.map((_, index): [string, unknown] => {
        const grant = `${place}[${index}]`;
        return [grant, at(values, `${grant}.uri`) ?? at(values, `${grant}.grantee.uri`)];
    });
}

function actionsOf(statement: Statement): string {
    const [first = "what the statement allows", ...more] = texts(statement.Action);
    return more.length > 0 ? `${first} and ${more.length} more` : first;
}
