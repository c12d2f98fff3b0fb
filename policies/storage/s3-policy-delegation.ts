import { resourcePolicy } from "../../kit";
import { accountIn, awsPrincipals, Bucket, BucketPolicy, matchesAction, statementsOf, texts } from "../../kit/aws";

/** Source: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6 */
const CONTROLLING = [
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketPolicy",
    "s3:PutEncryptionConfiguration",
    "s3:PutObjectAcl",
];

export const s3PolicyDelegation = resourcePolicy({
    name: "s3-policy-delegation",
    title: "No other account changes who may use a bucket",
    severity: "high",
    level: "disabled",
    why: "whoever may change the bucket's policy, ACL or encryption can take it over",
    fix: "allow the other account only the actions that it needs, such as s3:GetObject and s3:PutObject",
    since: "0.2.0",
    controls: ["S3.6"],
    links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6"],
    settings: {
        ownAccounts: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Account ids of your own, which may.",
        },
    },
    types: [Bucket, BucketPolicy],
    check({ policy }, { settings, report, attempt }) {
        for (const statement of statementsOf(policy)) {
            attempt(() => {
                const accounts = awsPrincipals(statement).flatMap((principal) => accountIn(principal) ?? []);
                const others = accounts.filter((account) => !settings.ownAccounts.includes(account));
                const patterns = texts(statement.Action);
                const action = CONTROLLING.find((one) => matchesAction(patterns, one));
                if (statement.Effect === "Allow" && others.length > 0 && action) {
                    report("policy", `the account ${others[0]} may do ${action}`);
                }
            });
        }
    },
});
