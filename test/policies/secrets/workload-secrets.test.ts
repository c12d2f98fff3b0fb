import { workloadSecrets } from "../../../policies/secrets/workload-secrets";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const VALUE = "kR7-wq2-Lm9-zz";
const config = { "shop:dbPassword": VALUE, "shop:stage": "blue" };
const task = (container: object): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "pay", {
        family: "pay",
        containerDefinitions: JSON.stringify([{ name: "pay", image: "pay:1", ...container }]),
    });
const environment = (name: string, value: Value): TestResource => task({ environment: [{ name, value }] });
const instance = (props: Record<string, unknown>): TestResource => resource("aws:ec2/instance:Instance", "worker", props);
const BUILD = { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0" };
const script = `#!/bin/sh\nexport DB="${VALUE}"\n`;

policyTests(workloadSecrets, {
    example: {
        bad: `
            const password = new pulumi.Config().getSecret("dbPassword");
            new aws.ecs.TaskDefinition("pay", {
                family: "pay",
                containerDefinitions: pulumi.jsonStringify([
                    { name: "pay", image: "851725499301.dkr.ecr.us-east-1.amazonaws.com/pay:1.4.2", environment: [{ name: "DB_PASSWORD", value: password }] },
                ]),
            });`,
        good: `
            const secret = new aws.secretsmanager.Secret("database");
            new aws.ecs.TaskDefinition("pay", {
                family: "pay",
                containerDefinitions: pulumi.jsonStringify([
                    { name: "pay", image: "851725499301.dkr.ecr.us-east-1.amazonaws.com/pay:1.4.2", secrets: [{ name: "DB_PASSWORD", valueFrom: secret.arn }] },
                ]),
            });`,
    },
    pass: [
        {
            name: "the secret's ARN",
            stack: [task({ secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:us-east-1:851725499301:secret:db" }] })],
            config,
        },
        { name: "a task without an environment", kind: "default", stack: [task({})], config },
        { name: "a value that is not known yet", stack: [environment("DB_PASSWORD", unknown)], config },
        {
            name: "a configured value that is no credential",
            kind: "lookalike",
            stack: [environment("STAGE", "blue"), instance({ userData: "#!/bin/sh\nexport STAGE=blue\n" })],
            config,
        },
        {
            name: "configured values that a script may have by chance, or that are no credentials",
            kind: "lookalike",
            stack: [instance({ userData: "#!/bin/sh\nSTAGE=integration OWNER=payments-team PIN=aX7-q2z PLACE=/prod/orders/token ./start\n" })],
            config: {
                "shop:stage": "integration",
                "token-v2:owner": "payments-team",
                "shop:pinPassword": "aX7-q2z",
                "shop:apiToken": "/prod/orders/token",
            },
        },
        {
            name: "what AWS answers beside what the program says",
            stack: [resource("aws:lambda/function:Function", "f", {}, { outputs: { environment: { variables: { API_TOKEN: VALUE } } } })],
            config,
        },
        { name: "a credential in the program, of which no-hardcoded-credentials speaks", stack: [environment("DB_PASSWORD", "S3cr-et-9-x")], config },
        {
            name: "where a build finds it",
            stack: [
                resource("aws:codebuild/project:Project", "b", {
                    environment: { ...BUILD, environmentVariables: [{ name: "DB_PASSWORD", value: VALUE, type: "PARAMETER_STORE" }] },
                }),
            ],
            config,
        },
    ],
    fail: [
        {
            name: "a container's environment (ECS.8)",
            stack: [environment("DB_PASSWORD", VALUE)],
            config,
            expect: [
                {
                    resource: "pay",
                    property: "containerDefinitions[0].environment[0].value",
                    says: /DB_PASSWORD is set to a configured credential/,
                    severity: "high",
                },
            ],
        },
        {
            name: "a container's command (ECS.8)",
            stack: [task({ command: ["migrate", `--password=${VALUE}`] })],
            config,
            expect: [{ resource: "pay", property: "containerDefinitions[0].command[1]" }],
        },
        {
            name: "an option of Elastic Beanstalk",
            stack: [
                resource("aws:elasticbeanstalk/environment:Environment", "pay", {
                    application: "pay",
                    settings: [{ namespace: "aws:elasticbeanstalk:application:environment", name: "DB_PASSWORD", value: VALUE }],
                }),
            ],
            config,
            expect: [{ resource: "pay", property: "settings[0].value", says: /application:environmentsecrets/ }],
        },
        {
            name: "user data with one of two",
            stack: [instance({ userData: "#!/bin/sh\nexport PIN=aX7-q2zW\n" })],
            config: { ...config, "shop:pinPassword": "aX7-q2zW" },
            expect: [{ resource: "worker", property: "userData" }],
        },
        { name: "user data", stack: [instance({ userData: script })], config, expect: [{ resource: "worker", property: "userData" }] },
        {
            name: "user data in base64",
            stack: [instance({ userDataBase64: Buffer.from(script).toString("base64") })],
            config,
            expect: [{ resource: "worker", property: "userDataBase64" }],
        },
        {
            name: "a secret of the configuration under any name",
            stack: [instance({ userData: "#!/bin/sh\ncurl -H 'x: 0a1b2c3d4e5f' https://example.org\n" })],
            config: { "shop:partner": "0a1b2c3d4e5f" },
            secretKeys: ["shop:partner"],
            expect: [{ resource: "worker", property: "userData" }],
        },
        {
            name: "a function, whose environment is encrypted",
            stack: [resource("aws:lambda/function:Function", "f", { environment: { variables: { API_TOKEN: VALUE } } })],
            config,
            expect: [{ resource: "f", property: "environment.variables.API_TOKEN", level: "advisory", severity: "medium" }],
        },
    ],
});
