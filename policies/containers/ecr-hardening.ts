import type { LifecyclePolicyArgs } from "@pulumi/aws/ecr/lifecyclePolicy";
import type { RegistryScanningConfigurationArgs } from "@pulumi/aws/ecr/registryScanningConfiguration";
import type { RepositoryArgs } from "@pulumi/aws/ecr/repository";

import { resourceType, stackPolicy } from "../../kit";

const Repository = resourceType<RepositoryArgs>("aws:ecr/repository:Repository");
const LifecyclePolicy = resourceType<LifecyclePolicyArgs>("aws:ecr/lifecyclePolicy:LifecyclePolicy");
const RegistryScanning = resourceType<RegistryScanningConfigurationArgs>(
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
);

export const ecrHardening = stackPolicy({
    name: "ecr-hardening",
    title: "An ECR repository scans its images, never changes a tag, and drops old images",
    severity: "high",
    level: "advisory",
    why: "an image that nobody scanned goes to production with its holes, and a tag that can be moved puts other code under the version that was tested",
    fix: 'set imageScanningConfiguration.scanOnPush to true and imageTagMutability to "IMMUTABLE", and add an aws.ecr.LifecyclePolicy',
    since: "0.2.0",
    controls: ["ECR.1 (partly)", "ECR.2", "ECR.3"],
    frameworks: { "PCI DSS": ["6.3.3 (partly)", "11.3.1 (partly)"], "NIST 800-53": ["RA-5", "CM-2"] },
    links: [
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
    ],
    settings: {
        registryScanning: {
            type: "boolean",
            default: false,
            description: "True where scanning is set for the whole registry, outside this stack.",
        },
    },
    types: [Repository],
    check(repository, { resource, stack, settings, report, attempt, undecided }) {
        attempt(() => {
            const isScanned =
                settings.registryScanning ||
                stack.of(RegistryScanning).length > 0 ||
                repository.imageScanningConfiguration?.scanOnPush === true;
            if (!isScanned) {
                report("imageScanningConfiguration.scanOnPush", "images are not scanned when they are pushed", {
                    fix: "set imageScanningConfiguration.scanOnPush to true",
                });
            }
        });
        attempt(() => {
            if (!(repository.imageTagMutability ?? "MUTABLE").startsWith("IMMUTABLE")) {
                report("imageTagMutability", "a tag can be moved to another image", {
                    fix: 'set imageTagMutability to "IMMUTABLE", or to "IMMUTABLE_WITH_EXCLUSION" where tags such as latest have to move',
                    severity: "medium",
                });
            }
        });
        const { resources, possible } = stack.referrers(resource, LifecyclePolicy, "repository", Repository);
        // CloudFormation's repository holds its policy itself.
        if (resources.length > 0 || resource.gives("lifecyclePolicy")) {
            return;
        }
        if (possible.length > 0) {
            undecided("repository");
        } else {
            report(undefined, "old images stay in it for ever, and are billed", {
                fix: "add an aws.ecr.LifecyclePolicy that expires untagged images and keeps a number of the others",
                severity: "low",
            });
        }
    },
});
