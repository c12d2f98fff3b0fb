import { type Environment, provenance, type Resource, type ResourceType, resourceType, stackPolicy } from "../../kit";
import { CONTAINER_TYPES, decodeBase64, isHarmless, isSecretName, LambdaFunction, textsOf } from "../../kit/aws";

const Beanstalk = resourceType<unknown>("aws:elasticbeanstalk/environment:Environment");
/** Where the environment can be read by whoever may describe the resource, and Secrets Manager can be named instead. */
const JUDGED: ResourceType<unknown>[] = [
    ...CONTAINER_TYPES,
    LambdaFunction,
    resourceType("aws:batch/jobDefinition:JobDefinition"),
    resourceType("aws:codebuild/project:Project"),
    resourceType("aws:ec2/instance:Instance"),
    resourceType("aws:ec2/launchConfiguration:LaunchConfiguration"),
    resourceType("aws:ec2/launchTemplate:LaunchTemplate"),
    Beanstalk,
];
const SCRIPTS = ["userData", "userDataBase64", "command", "entryPoint", "buildspec"];
/** A shorter value may stand in a script by chance. */
const TELLING_LENGTH = 8;

export const workloadSecrets = stackPolicy({
    name: "workload-secrets",
    title: "No configured credential is handed to a workload in clear",
    severity: "high",
    level: "mandatory",
    stops: "credential",
    why: "the credential stands in clear in the task definition or the user data, for whoever may describe it",
    fix: "keep the value in Secrets Manager, name the secret's ARN in `secrets`, and let the service read it",
    since: "0.2.0",
    controls: ["ECS.8"],
    frameworks: { "PCI DSS": ["8.6.2"] },
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    ],
    types: JUDGED,
    check(_props, { resource, stack, environment, report }) {
        const options = optionsFor(resource);
        const credentials = configuredCredentials(environment);
        for (const property of Object.keys(resource.unguarded)) {
            const spelled = resource.spell(property);
            if (!(spelled in resource.arguments)) {
                continue;
            }
            for (const { text, key, path, named } of textsOf(resource, property).texts) {
                const isConfigured = (): boolean =>
                    provenance(text, resource, spelled, stack, environment) === "configuration";
                if (named && isSecretName(key) && !isHarmless(text) && isConfigured()) {
                    report(path.replaceAll(/\s+/g, "_"), `${key} is set to a configured credential`, options);
                } else if (SCRIPTS.includes(key) && holdsOne(text, credentials)) {
                    report(path, "it holds a configured credential", options);
                }
            }
        }
    },
});

function optionsFor(resource: Resource<unknown>): { level?: "advisory"; severity?: "medium"; fix?: string } {
    if (LambdaFunction.tokens.includes(resource.type)) {
        // A function's environment is encrypted, and read by those only who may read its configuration.
        return { level: "advisory", severity: "medium" };
    }
    // Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html
    return Beanstalk.tokens.includes(resource.type)
        ? {
              fix: 'keep the value in Secrets Manager, and give the secret\'s ARN under the namespace "aws:elasticbeanstalk:application:environmentsecrets"',
          }
        : {};
}

/** The values of the configuration that are secret, or stand under a credential's name. */
function configuredCredentials({ config, secretKeys = [] }: Environment): string[] {
    return Object.entries(config)
        .filter(([key]) => secretKeys.includes(key) || isSecretName(key.replace(/^.*:/, "")))
        .map(([, value]) => value)
        .filter((value) => value.length >= TELLING_LENGTH && !isHarmless(value));
}

function holdsOne(text: string, credentials: string[]): boolean {
    const script = decodeBase64(text) ?? text;
    return credentials.some((credential) => script.includes(credential));
}
