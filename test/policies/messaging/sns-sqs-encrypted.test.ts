import { snsSqsEncrypted } from "../../../policies/messaging/sns-sqs-encrypted";
import { policyTests, ref, resource } from "../../harness";

policyTests(snsSqsEncrypted, {
    example: {
        bad: `
            new aws.sqs.Queue("orders", { sqsManagedSseEnabled: false });`,
        good: `
            const key = new aws.kms.Key("orders", { enableKeyRotation: true });
            new aws.sqs.Queue("orders", { kmsMasterKeyId: key.id });`,
    },
    pass: [
        {
            name: "a queue with a key of its own",
            kind: "lookalike",
            stack: [resource("aws:kms/key:Key", "key"), resource("aws:sqs/queue:Queue", "orders", { kmsMasterKeyId: ref("key"), sqsManagedSseEnabled: false })],
        },
    ],
    fail: [],
});
