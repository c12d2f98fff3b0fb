import { operatingSystemOf, operatingSystemsAsOf } from "../../facts/compute";
import { at, isUnknownValue, type Resource, resourceType, stackPolicy, whyUnread } from "../../kit";
import { CONTAINER_TYPES, containersOf } from "../../kit/aws";

/** Where a type names its operating system by itself. */
const PLACES: Record<string, readonly string[]> = {
    "aws:eks/nodeGroup:NodeGroup": ["amiType"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["imageId"],
    "aws:batch/computeEnvironment:ComputeEnvironment": [
        "computeResources.ec2Configurations[0].imageType",
        "computeResources.ec2Configurations[1].imageType",
    ],
    "aws:elasticbeanstalk/environment:Environment": ["solutionStackName"],
    "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": ["solutionStackName"],
    "aws:sagemaker/notebookInstance:NotebookInstance": ["platformIdentifier"],
    "aws:codebuild/project:Project": ["environment.image"],
    "aws:cloud9/environmentEC2:EnvironmentEC2": ["imageId"],
};

export const operatingSystemSupport = stackPolicy({
    name: "operating-system-support",
    title: "Machines and containers run an operating system that still gets fixes",
    severity: "high",
    level: "advisory",
    why: "after the end of support no hole in it is closed any more",
    fix: "use an image of its successor",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["6.3.3", "12.3.4 (partly)"], "NIST 800-53": ["SA-22", "SI-2"] },
    links: [
        "https://aws.amazon.com/amazon-linux-2/faqs/",
        "https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html",
        "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html",
    ],
    settings: {
        days: {
            type: "integer",
            default: 180,
            minimum: 0,
            description: "How many days before the end of support to say so.",
        },
    },
    types: [resourceType<unknown>(...Object.keys(PLACES)), ...CONTAINER_TYPES],
    opaque: true,
    check(_props, { resource, settings, environment: { today }, report, undecided }) {
        for (const { property, image } of imagesOf(resource)) {
            if (isUnknownValue(image)) {
                undecided(property, whyUnread(image));
            }
            const system = typeof image === "string" ? operatingSystemOf(image) : undefined;
            if (!system) {
                continue;
            }
            const left = (Date.parse(system.ends) - Date.parse(today)) / 86_400_000;
            if (left > settings.days) {
                continue;
            }
            const ended = left > 0 ? `ends on ${system.ends}` : `ended on ${system.ends}`;
            report(property, `support of ${system.name} ${ended} (as of ${operatingSystemsAsOf()})`, {
                fix: `use an image of ${system.successor}`,
                ...(left > 0 ? { severity: "low" } : {}),
            });
        }
    },
});

function imagesOf(resource: Resource<unknown>): { property: string; image: unknown }[] {
    const places = PLACES[resource.type];
    return places
        ? places.map((property) => ({ property, image: at(resource.unguarded, property) }))
        : containersOf(resource).map(({ property, image }) => ({ property, image }));
}
