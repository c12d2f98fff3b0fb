import { isUnknownValue, stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

const FEATURE_FLAGS = "AWS.AppConfig.FeatureFlags";

export const featureFlagsPresent = stackPolicy({
    name: "feature-flags-present",
    title: "A payments stack has feature flags",
    severity: "medium",
    why: "without a flag a payment method that misbehaves is switched off by a deployment, not within a minute",
    fix: `add an aws.appconfig.ConfigurationProfile with type "${FEATURE_FLAGS}"`,
    links: [
        "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-and-profile-feature-flags.html",
    ],
    ...presence({
        evidence: [
            "aws:appconfig/configurationProfile:ConfigurationProfile",
            "aws-native:appconfig:ConfigurationProfile",
            "launchdarkly:*FeatureFlag",
            "unleash:*Feature*",
            "split:*Split*",
            "flagsmith:*Feature*",
        ],
        templates: ["AWS::AppConfig::ConfigurationProfile"],
        // A profile of another type holds configuration, and no flags.
        counts: ({ type, unguarded: values }) =>
            !/appconfig.*:ConfigurationProfile/.test(type) ||
            isUnknownValue(values.type) ||
            values.type === FEATURE_FLAGS,
        countsInTemplate: ({ properties }) => !properties || properties.Type === FEATURE_FLAGS,
        absent(stack) {
            const evidently = stack.managed.some(({ token }) => /^aws(-native)?:evidently[/:]/.test(token));
            return `nothing in this stack holds feature flags${evidently ? "; Evidently has ended" : ""}`;
        },
    }),
});
