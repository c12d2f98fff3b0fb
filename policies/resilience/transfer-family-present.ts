import { stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

export const transferFamilyPresent = stackPolicy({
    name: "transfer-family-present",
    title: "A payments stack takes files over a Transfer Family server",
    severity: "medium",
    why: "partners' settlement files otherwise arrive by a machine that nobody patches, or by hand",
    fix: "add an aws.transfer.Server with SFTP; one made by CloudFormation or Cloud Control counts too",
    links: ["https://docs.aws.amazon.com/transfer/latest/userguide/what-is-aws-transfer-family.html"],
    ...presence({
        evidence: ["aws:transfer/server:Server", "aws-native:transfer:Server"],
        templates: ["AWS::Transfer::Server"],
        absent: "nothing in this stack is a Transfer Family server",
    }),
});
