import { featureFlagsPresent } from "../../../policies/resilience/feature-flags-present";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const profile = (props: Record<string, unknown>): TestResource =>
    resource("aws:appconfig/configurationProfile:ConfigurationProfile", "flags", { locationUri: "hosted", ...props });
const expect = [{ resource: "stack", severity: "medium" }];

policyTests(featureFlagsPresent, {
    example: {
        given: `
            const app = aws.appconfig.Application.get("app", "app");`,
        bad: `new aws.appconfig.ConfigurationProfile("flags", { applicationId: app.id, locationUri: "hosted" });`,
        good: `
            new aws.appconfig.ConfigurationProfile("flags", {
                applicationId: app.id, locationUri: "hosted", type: "AWS.AppConfig.FeatureFlags",
            });`,
    },
    pass: [
        { name: "a profile of flags", stack: [profile({ type: "AWS.AppConfig.FeatureFlags" })] },
        { name: "a profile whose type is not known yet", stack: [profile({ type: unknown })] },
        { name: "aws-native's", stack: [resource("aws-native:appconfig:ConfigurationProfile", "flags", { type: "AWS.AppConfig.FeatureFlags" })] },
        { name: "LaunchDarkly", stack: [resource("launchdarkly:index/featureFlag:FeatureFlag", "pay-by-link")] },
        {
            name: "CloudFormation",
            stack: [
                resource("aws:cloudformation/stack:Stack", "flags", {
                    templateBody:
                        "Resources:\n  Flags:\n    Type: AWS::AppConfig::ConfigurationProfile\n    Properties:\n      Type: AWS.AppConfig.FeatureFlags\n",
                }),
            ],
        },
        { name: "evidence of one's own", stack: [resource("shop:index:Flags", "flags")], settings: { evidence: ["shop:index:Flags"] } },
    ],
    fail: [
        { name: "nothing", stack: [resource("aws:s3/bucket:Bucket", "files")], expect },
        {
            name: "a profile of free text in CloudFormation",
            stack: [
                resource("aws:cloudformation/stack:Stack", "flags", {
                    templateBody: "Resources:\n  Text:\n    Type: AWS::AppConfig::ConfigurationProfile\n    Properties:\n      Type: AWS.Freeform\n",
                }),
            ],
            expect,
        },
        { name: "a profile of free text", stack: [profile({ type: "AWS.Freeform" })], expect, kind: "lookalike" },
        { name: "a profile without a type", stack: [profile({})], expect, kind: "default" },
        {
            name: "Evidently, which has ended",
            stack: [resource("aws:s3/bucket:Bucket", "files"), resource("aws:evidently/feature:Feature", "flags")],
            expect: [{ resource: "stack", says: /Evidently has ended/ }],
        },
    ],
});
