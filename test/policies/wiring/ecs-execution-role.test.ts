import { ecsExecutionRole } from "../../../policies/wiring/ecs-execution-role";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const ECR = "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2";
const SECRET = "arn:aws:secretsmanager:us-east-1:604219837745:secret:orders-Ab12Cd";
const role = resource("aws:iam/role:Role", "start", { name: "start", assumeRolePolicy: "{}" });
const managed = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "managed", { role: ref("start"), policyArn: MANAGED });
const inline = (...Action: string[]): TestResource =>
    resource("aws:iam/rolePolicy:RolePolicy", "inline", {
        role: ref("start"),
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] }),
    });
const task = (container: Value = {}, more: Value = {}): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "api", {
        ...{ family: "api", networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"], executionRoleArn: ref("start") },
        containerDefinitions: JSON.stringify([{ name: "api", image: ECR, ...container }]),
        ...more,
    });
const logs = (options: Value = {}): Value => ({ logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/shop/api", ...options } } });
const group = (name: Value): TestResource => resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name });
const secrets = { secrets: [{ name: "KEY", valueFrom: SECRET }] };
const at = (says: RegExp): Value => ({ resource: "api", property: "executionRoleArn", says });

const program = (attachment: string): string => `
            const start = new aws.iam.Role("start", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
            });${attachment}
            new aws.ecs.TaskDefinition("api", {
                family: "api", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512", executionRoleArn: start.arn,
                containerDefinitions: JSON.stringify([{
                    name: "api", image: "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2", readonlyRootFilesystem: true, user: "1000",
                }]),
            });`;

policyTests(ecsExecutionRole, {
    example: {
        bad: program(""),
        good: program(`
            new aws.iam.RolePolicyAttachment("start", {
                role: start.name, policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
            });`),
    },
    pass: [
        { name: "AWS's own policy", stack: [role, managed, group("/shop/api"), task(logs())] },
        { name: "a policy for the secrets", stack: [role, managed, inline("secretsmanager:GetSecretValue", "ssm:GetParameters"), task(secrets)] },
        {
            name: "a secret whose own policy may let it in",
            stack: [role, managed, resource("aws:secretsmanager/secretPolicy:SecretPolicy", "readers", { secretArn: SECRET, policy: "{}" }), task(secrets)],
        },
        { name: "no role, and nothing to do", kind: "default", stack: [task({ image: "nginx:1.27" }, { executionRoleArn: undefined })] },
        {
            name: "on instances, whose own role pulls",
            kind: "lookalike",
            stack: [task(logs(), { requiresCompatibilities: ["EC2"], executionRoleArn: undefined }), group("/shop/api")],
        },
        { name: "a role of another stack", stack: [task(secrets, { executionRoleArn: "arn:aws:iam::604219837745:role/ecs" })] },
        {
            name: "a policy that is not known",
            stack: [role, resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: ref("start"), policy: unknown }), task(secrets)],
        },
        { name: "containers that are not known", stack: [role, task({}, { containerDefinitions: unknown })], undecided: true },
        { name: "a log group that it may create", stack: [role, managed, inline("logs:CreateLogGroup"), task(logs({ "awslogs-create-group": "true" }))] },
        { name: "a log group that the stack has", stack: [role, managed, group("/shop/api"), task(logs({ "awslogs-create-group": "true" }))] },
        { name: "a log group whose name is not known", stack: [role, managed, group(unknown), task(logs())] },
        { name: "another stack completes the role", settings: { trusted: ["aws:iam/role:Role::start"] }, stack: [role, task()] },
    ],
    fail: [
        {
            name: "no role, for an image of ECR",
            stack: [task({}, { executionRoleArn: undefined })],
            expect: [at(/no execution role, and ECS has to pull its image/)],
        },
        {
            name: "no role, for logs and secrets",
            stack: [group("/shop/api"), task({ image: "nginx:1.27", ...logs(), ...secrets }, { executionRoleArn: undefined })],
            expect: [at(/send its logs to CloudWatch, read its secrets/)],
        },
        {
            name: "no role, for a private image on instances",
            stack: [task({ repositoryCredentials: { credentialsParameter: SECRET } }, { requiresCompatibilities: ["EC2"], executionRoleArn: undefined })],
            expect: [at(/read its secrets/)],
        },
        { name: "a role without a policy", stack: [role, task()], expect: [at(/role start may not do ecr:GetAuthorizationToken[^]*in a policy of start/)] },
        {
            name: "a role that may not write logs",
            stack: [role, group("/shop/api"), task({ image: "nginx:1.27", ...logs() })],
            expect: [at(/may not do logs:CreateLogStream, logs:PutLogEvents, to send its logs/)],
        },
        { name: "one that may not read the secret", stack: [role, managed, task(secrets)], expect: [at(/secretsmanager:GetSecretValue, to read its secrets/)] },
        {
            name: "nor a parameter",
            stack: [role, managed, task({ secrets: [{ name: "KEY", valueFrom: "/shop/key" }] })],
            expect: [at(/ssm:GetParameters/)],
        },
        {
            name: "a log group that nobody creates and the role may not",
            stack: [role, managed, task(logs({ "awslogs-create-group": "true" }))],
            expect: [at(/logs:CreateLogGroup, to create the log group \/shop\/api/)],
        },
        {
            name: "a log group that nothing here makes",
            stack: [role, managed, group("/shop/other"), task(logs())],
            expect: [{ resource: "api", property: "containerDefinitions", level: "advisory", severity: "medium", says: /\/shop\/api/ }],
        },
        {
            name: "definitions that hold a repository of ECR",
            stack: [role, resource("aws:ecr/repository:Repository", "images"), task({}, { containerDefinitions: ref("images") })],
            expect: [at(/ecr:GetAuthorizationToken/)],
        },
    ],
});
