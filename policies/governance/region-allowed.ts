import { isUnknownValue, resourcePolicy, type Values } from "../../kit";

export const regionAllowed = resourcePolicy({
    name: "region-allowed",
    title: "Resources are in the regions that the organisation allows",
    severity: "medium",
    level: "advisory",
    why: "data in another region is under another law, and what runs there is watched by nobody",
    fix: "use a provider in an allowed region",
    links: [
        "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
        "https://docs.aws.amazon.com/controltower/latest/userguide/region-deny.html",
    ],
    settings: {
        regions: {
            type: "array",
            items: { type: "string" },
            description:
                "The regions, such as eu-west-1. CloudFront's certificates and web ACLs need us-east-1. Without a list nothing is judged.",
        },
    },
    check(_props, { resource, settings, report }) {
        const { regions } = settings;
        if (!regions || regions.length === 0) {
            return;
        }
        const { token, unguarded: values, provider } = resource;
        const isProvider = ["pulumi:providers:aws", "pulumi:providers:aws-native"].includes(token);
        if (!isProvider && !/^aws(-native)?:/.test(token)) {
            return;
        }
        const judge = (property: string, region: unknown): void => {
            if (typeof region === "string" && region !== "" && !isUnknownValue(region) && !regions.includes(region)) {
                report(property, `${region} is none of the allowed regions`, {
                    fix: `use ${regions.length > 1 ? "one of " : ""}${regions.join(", ")}${
                        isProvider ? ": the default provider takes it from aws:region in the stack's configuration" : ""
                    }`,
                });
            }
        };
        // A resource takes its region from its provider, where one finding is enough.
        if (isProvider || values.region !== provider.region) {
            judge("region", values.region);
        }
        for (const [index, replica] of [values.replicas].flat().entries()) {
            const { region, regionName } = (replica ?? {}) as Values;
            judge(`replicas[${index}]`, region ?? regionName);
        }
    },
});
