import { evidenceSetting, stackPolicy } from "../../kit";
import { isPresent } from "../../kit/aws";

export const transferFamilyPresent = stackPolicy({
    name: "transfer-family-present",
    title: "A payments stack takes files over a Transfer Family server",
    severity: "medium",
    level: "disabled",
    why: "partners' settlement files otherwise arrive by a machine that nobody patches, or by hand",
    fix: "add an aws.transfer.Server with SFTP; one made by CloudFormation or Cloud Control counts too",
    links: ["https://docs.aws.amazon.com/transfer/latest/userguide/what-is-aws-transfer-family.html"],
    settings: evidenceSetting(["aws:transfer/server:Server", "aws-native:transfer:Server"]),
    checkStack({ stack, settings, report, undecided }) {
        const present = isPresent(stack, { evidence: settings.evidence, templateTypes: ["AWS::Transfer::Server"] });
        if (present === undefined) {
            undecided("templateBody");
        } else if (!present) {
            report(undefined, "nothing in this stack is a Transfer Family server");
        }
    },
});
