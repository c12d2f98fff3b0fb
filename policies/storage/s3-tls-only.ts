import { stackPolicy } from "../../kit";
import { allStatementsOf, besideBucket, Bucket, BucketPolicy, type Statement } from "../../kit/aws";

export const s3TlsOnly = stackPolicy({
    name: "s3-tls-only",
    title: "A bucket's policy denies requests without TLS",
    severity: "medium",
    level: "advisory",
    why: "S3 still answers plain HTTP, where everybody on the way reads the objects",
    fix: 'add a statement that denies s3:* to everybody where aws:SecureTransport is "false"',
    since: "0.2.0",
    controls: ["S3.5"],
    frameworks: { "PCI DSS": ["4.2.1"] },
    links: [
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-use-case-HTTP-HTTPS-1",
    ],
    types: [Bucket],
    check(bucket, { resource, stack, report, undecided }) {
        const policies = besideBucket(resource, stack, BucketPolicy);
        if (!policies) {
            undecided("policy");
            return;
        }
        const documents = [bucket.policy, ...policies.map(({ props }) => props.policy)];
        if (!documents.flatMap(allStatementsOf).some(deniesPlainHttp)) {
            const among = stack.of(Bucket).length;
            report(undefined, "no policy of this bucket denies plain HTTP", {
                cause: {
                    problem: "buckets have no policy that denies plain HTTP",
                    fix: 'give each a policy that denies s3:* where aws:SecureTransport is "false"',
                    among,
                },
            });
        }
    },
});

/** True for a denial that holds where the connection has no TLS. */
function deniesPlainHttp({ Effect: effect, Condition: condition }: Statement): boolean {
    return (
        effect === "Deny" &&
        Object.entries(condition ?? {}).some(
            ([operator, keys]) =>
                operator.toLowerCase().startsWith("bool") &&
                Object.entries(keys).some(
                    ([key, value]) => key.toLowerCase() === "aws:securetransport" && String(value) === "false",
                ),
        )
    );
}
