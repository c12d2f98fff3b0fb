import { ecrHardening } from "../../../policies/containers/ecr-hardening";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const SAFE = { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } };
const repository = (props: Record<string, unknown>): TestResource => resource("aws:ecr/repository:Repository", "api", { ...SAFE, ...props });
const lifecycle = (of: Value = ref("api")): TestResource => resource("aws:ecr/lifecyclePolicy:LifecyclePolicy", "old", { repository: of, policy: "{}" });
const scan = "imageScanningConfiguration.scanOnPush";

policyTests(ecrHardening, {
    example: {
        bad: `
            new aws.ecr.Repository("api");`,
        good: `
            const api = new aws.ecr.Repository("api", {
                imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true },
            });
            new aws.ecr.LifecyclePolicy("api", {
                repository: api.name,
                policy: JSON.stringify({ rules: [{
                    rulePriority: 1, selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 }, action: { type: "expire" },
                }] }),
            });`,
    },
    pass: [
        { name: "scanned, immutable, with a lifecycle (ECR.1, ECR.2, ECR.3)", stack: [repository({}), lifecycle()] },
        {
            name: "scanning for the whole registry in the stack (ECR.1)",
            kind: "lookalike",
            stack: [
                repository({ imageScanningConfiguration: undefined }),
                lifecycle(),
                resource("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", "scan", { scanType: "ENHANCED" }),
            ],
        },
        {
            name: "scanning for the whole registry elsewhere",
            settings: { registryScanning: true },
            stack: [repository({ imageScanningConfiguration: undefined }), lifecycle()],
        },
        { name: "immutable but for some tags", stack: [repository({ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }), lifecycle()] },
        {
            name: "not known yet",
            stack: [repository({ imageTagMutability: unknown, imageScanningConfiguration: { scanOnPush: unknown } }), lifecycle()],
            undecided: true,
        },
        { name: "a lifecycle of a repository that is not known", stack: [repository({}), lifecycle(unknown)], undecided: true },
        {
            name: "aws-native's repository with its lifecycle",
            stack: [resource("aws-native:ecr:Repository", "api", { ...SAFE, lifecyclePolicy: { lifecyclePolicyText: "{}" } })],
        },
    ],
    fail: [
        {
            name: "the provider's defaults (ECR.1, ECR.2, ECR.3)",
            kind: "default",
            stack: [resource("aws:ecr/repository:Repository", "api", { imageTagMutability: "MUTABLE" })],
            expect: [
                { resource: "api", property: scan, severity: "high" },
                { resource: "api", property: "imageTagMutability", severity: "medium" },
                { resource: "api", severity: "low", says: /for ever/ },
            ],
        },
        {
            name: "scanning switched off",
            stack: [repository({ imageScanningConfiguration: { scanOnPush: false } }), lifecycle()],
            expect: [{ resource: "api", property: scan, says: /scanOnPush to true$/m }],
        },
        {
            name: "mutable but for some tags",
            stack: [repository({ imageTagMutability: "MUTABLE_WITH_EXCLUSION" }), lifecycle()],
            expect: [{ resource: "api", property: "imageTagMutability" }],
        },
        {
            name: "the lifecycle of another repository",
            stack: [repository({}), { ...repository({}), name: "web" }, lifecycle()],
            expect: [{ resource: "web" }],
        },
    ],
});
