import { noHardcodedCredentials } from "../../../policies/secrets/no-hardcoded-credentials";
import { opaque, policyTests, redacted, ref, resource, secret, unknown, type TestResource, type Value } from "../../harness";

const LITERAL = "Quiet-Meadow-7743";
const instance = (password: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:rds/instance:Instance", "orders", { engine: "postgres", username: "orders", password, ...more });
const fn = (variables: Value): TestResource => resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", environment: { variables } });
const task = (container: Record<string, unknown>): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { family: "orders", containerDefinitions: JSON.stringify([container]) });
const build = { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0" };
const image = { imageIdentifier: "604219837745.dkr.ecr.eu-west-1.amazonaws.com/orders:1", imageRepositoryType: "ECR" };
const version = (secretString: Value): TestResource =>
    resource("aws:secretsmanager/secretVersion:SecretVersion", "orders", { secretId: unknown, secretString });
const random = resource("random:index/randomPassword:RandomPassword", "password", { length: 32 }, { outputs: { result: LITERAL } });
const userData = (text: string): TestResource => resource("aws:ec2/instance:Instance", "web", { userData: text });
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const accessKey = "AKIA" + "IOSFODNN7EXAMPLE";
const at = (property: string, says?: RegExp): { resource: string; property: string; severity: string; says?: RegExp } => ({
    ...{ resource: "orders", property, severity: "critical" },
    ...(says ? { says } : {}),
});

policyTests(noHardcodedCredentials, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", username: "orders_admin",
                password: "ChangeMe123!",
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", username: "orders_admin",
                manageMasterUserPassword: true,
            });`,
    },
    pass: [
        { name: "a password that is not known yet", stack: [random, instance(ref("password"))] },
        { name: "a secret that is not known yet", stack: [instance(secret(unknown))] },
        { name: "a redacted password", stack: [instance(redacted())], undecided: "hidden" },
        { name: "a redacted secret, wherever it stands", stack: [fn({ DATABASE_URL: redacted() })], undecided: "hidden" },
        { name: "redacted variables", stack: [fn(redacted())], undecided: "hidden" },
        { name: "a redacted value under an allowed name", settings: { allow: ["PUBLIC_*"] }, stack: [fn({ PUBLIC_API_KEY: redacted() })], undecided: false },
        {
            name: "a redacted password that was computed from another resource",
            stack: [random, instance(redacted("password"))],
            undecided: false,
        },
        {
            name: "a redacted secret with a generated password in it",
            stack: [random, version(redacted("password"))],
            undecided: false,
        },
        {
            name: "a redacted secret put together from something else",
            stack: [{ ...instance(unknown), name: "db" }, version(redacted("db"))],
            undecided: "hidden",
        },
        { name: "a secret put together from what is not known yet", stack: [version(unknown)], undecided: "unknown" },
        { name: "a secret with a generated password in it", stack: [random, version(ref("password"))], undecided: false },
        { name: "user data put together from what is not known yet", stack: [userData(unknown)], undecided: "unknown" },
        { name: "a password from the configuration", stack: [instance(secret(LITERAL))], config: { "shop:dbPassword": LITERAL } },
        { name: "RDS keeps the password", kind: "default", stack: [resource("aws:rds/instance:Instance", "orders", { manageMasterUserPassword: true })] },
        {
            name: "names about secrets, and values that are none",
            kind: "lookalike",
            stack: [
                fn({
                    ...{ DB_SECRET_ARN: "arn:aws:secretsmanager:us-east-1:604219837745:secret:orders-x1Y2z3", SECRET_NAME: "orders" },
                    ...{ PASSWORD_MIN_LENGTH: "12", TOKEN_EXPIRY: "3600", TOKEN_URL: "https://id.internal/token", PASSWORD_RESET_PATH: "/reset" },
                    ...{ REQUIRE_PASSWORD: "true", MAX_TOKENS: "4096", SESSION_TOKEN: "15m", DB_PASSWORD: "/prod/orders/db-password" },
                    ...{ DB_SECRET: "prod/orders/db", API_KEY: "{{resolve:ssm:/orders/key}}", HOST: "db.internal", PASSWORD: "" },
                }),
            ],
        },
        {
            name: "the name of a secret of the stack",
            stack: [resource("aws:secretsmanager/secret:Secret", "secret", { name: "orders-db" }), fn({ DB_SECRET: "orders-db" })],
        },
        { name: "a variable that is not known yet", stack: [fn({ DB_PASSWORD: unknown })], undecided: false },
        { name: "variables that are not known yet as a whole", stack: [fn(unknown)], undecided: "unknown" },
        {
            name: "containers read theirs from a secret",
            stack: [
                task({
                    ...{
                        name: "orders",
                        image: "orders:1",
                        environment: [
                            { name: "HOST", value: "db" },
                            { name: "TOKEN_TTL", value: "60" },
                        ],
                    },
                    secrets: [{ name: "DB_PASSWORD", valueFrom: "orders-db" }],
                }),
            ],
        },
        {
            name: "containers that are not known yet",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: unknown })],
            undecided: "unknown",
        },
        { name: "containers that are no JSON", stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: "[{" })] },
        {
            name: "CodeBuild reads a variable from a store",
            stack: [
                resource("aws:codebuild/project:Project", "orders", {
                    environment: { ...build, environmentVariables: [{ name: "NPM_TOKEN", value: "npm-token", type: "SECRETS_MANAGER" }] },
                }),
            ],
        },
        {
            name: "the secret that CodeBuild signs in to a registry with",
            stack: [
                resource("aws:codebuild/project:Project", "orders", {
                    environment: { ...build, registryCredential: { credential: "dockerhub", credentialProvider: "SECRETS_MANAGER" } },
                }),
            ],
        },
        { name: "a secret whose JSON has no credential", stack: [version(JSON.stringify({ username: "orders", host: "db", port: 5432 }))] },
        { name: "a secret whose JSON field is configured", stack: [version(JSON.stringify({ password: LITERAL }))], config: { "shop:dbPassword": LITERAL } },
        { name: "a secret put together from configuration", stack: [version(`orders:${LITERAL}`)], config: { "shop:dbPassword": LITERAL } },
        { name: "a plain parameter", stack: [resource("aws:ssm/parameter:Parameter", "orders", { type: "String", value: "db.internal" })] },
        {
            name: "stores that wait for their value",
            kind: "lookalike",
            stack: [
                ...["CHANGEME", "<replace-me>", "not-configured"].map((value, i) =>
                    resource("aws:ssm/parameter:Parameter", `orders-${i}`, { type: "SecureString", value }),
                ),
                version("placeholder"),
                version(JSON.stringify({ API_KEY: "TO_BE_REPLACED", JWT_SECRET: "dev-jwt-secret-example" })),
            ],
        },
        {
            name: "a SecureString that is configured",
            stack: [resource("aws:ssm/parameter:Parameter", "orders", { type: "SecureString", value: LITERAL })],
            config: { "shop:apiToken": LITERAL },
        },
        {
            name: "a generated password, known from an earlier update",
            stack: [random, { ...instance(ref("password")), outputs: { password: LITERAL } }],
        },
        {
            name: "user data that reads a secret",
            stack: [userData('#!/bin/bash\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id orders)\nAPI_TOKEN="$1"\n')],
        },
        {
            name: "user data with an allowed name, and with a configured value",
            settings: { allow: ["public_*"] },
            stack: [userData(`#!/bin/bash\nexport PUBLIC_API_KEY='pk-1a2b3c'\nexport DB_PASSWORD='${LITERAL}'\n`)],
            config: { "shop:dbPassword": LITERAL },
        },
        {
            name: "what is no script",
            kind: "lookalike",
            stack: [resource("aws:lambda/function:Function", "orders", { description: "run it with DB_PASSWORD=test-only-7743 on your own machine" })],
        },
        {
            name: "how a token is replaced",
            kind: "lookalike",
            stack: [resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", { authToken: unknown, authTokenUpdateStrategy: "ROTATE" })],
        },
        { name: "a secret that is known by its name", stack: [{ ...version(unknown), props: { secretId: "orders-db-2", secretString: unknown } }] },
        {
            name: "a redacted password among others, beside what was computed",
            stack: [random, resource("aws:mq/broker:Broker", "orders", { users: [{ username: "orders", password: redacted("password") }] })],
            undecided: "hidden",
        },
        {
            name: "what may be the name of a secret that is not known yet",
            stack: [
                resource("aws:secretsmanager/secret:Secret", "a", { name: "orders-db" }),
                resource("aws:secretsmanager/secret:Secret", "b", { name: unknown }),
                fn({ DB_SECRET: "orders-x1y2z3" }),
            ],
        },
        {
            name: "token lifetimes",
            stack: [resource("aws:cognito/userPoolClient:UserPoolClient", "web", { tokenValidityUnits: { accessToken: "minutes", refreshToken: "days" } })],
        },
        {
            name: "parameters of a database",
            stack: [resource("aws:rds/parameterGroup:ParameterGroup", "pg", { parameters: [{ name: "password_encryption", value: "scram-sha-256" }] })],
        },
        { name: "a connection string without a password", stack: [fn({ DATABASE_URL: "postgres://orders@db.internal/orders" })] },
        {
            name: "a certificate",
            stack: [
                resource("aws:iam/serverCertificate:ServerCertificate", "tls", {
                    certificateBody: "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
                }),
            ],
        },
        { name: "an allowed name", settings: { allow: ["PUBLIC_*"] }, stack: [fn({ PUBLIC_API_KEY: "pk-1a2b3c" })] },
        {
            name: "wrong types",
            stack: [fn({ DB_PASSWORD: 7, OTHER_TOKEN: null, NESTED_SECRET: [true, null] }), task({ name: 1, environment: "x" }), version("null")].map(
                (r, i) => ({ ...r, name: `r${i}` }),
            ),
        },
        {
            name: "what a component was given is judged at its children",
            stack: [resource("shop:index:Database", "db", { password: LITERAL, key: accessKey }), { ...instance(unknown), parent: "db" }],
        },
    ],
    fail: [
        {
            name: "a variable beside one that is not known yet, and one that is redacted",
            stack: [fn({ HOST: unknown, TOKEN: redacted(), DB_PASSWORD: LITERAL })],
            expect: [at("environment.variables.DB_PASSWORD")],
        },
        {
            name: "what a component that was not looked into was given",
            stack: [
                opaque("awsx:ecs:FargateService", "orders", {
                    taskDefinitionArgs: { container: { image: "orders:1", environment: [{ name: "DB_PASSWORD", value: LITERAL }] } },
                }),
                opaque("acme:index:Database", "db", { masterPassword: LITERAL }),
            ],
            expect: [at("taskDefinitionArgs.container.environment[0].value", /DB_PASSWORD/), { resource: "db", property: "masterPassword" }],
        },
        { name: "a database's password", stack: [instance(LITERAL)], expect: [at("password")] },
        { name: "marked secret", stack: [instance(secret("ChangeMe123!"))], expect: [at("password", /^(?![^]*ChangeMe)/)] },
        { name: "a word of the documentation", stack: [instance("password")], expect: [at("password")] },
        { name: "a cluster's", stack: [resource("aws:rds/cluster:Cluster", "orders", { masterPassword: LITERAL })], expect: [at("masterPassword")] },
        {
            name: "write-only",
            stack: [resource("aws:rds/cluster:Cluster", "orders", { masterPasswordWo: LITERAL, masterPasswordWoVersion: 1 })],
            expect: [at("masterPasswordWo")],
        },
        {
            name: "a short password that some setting happens to have",
            stack: [instance("dev")],
            config: { "shop:environment": "dev" },
            expect: [at("password")],
        },
        {
            name: "Redshift, DocumentDB, ElastiCache, MQ, DMS",
            stack: [
                resource("aws:redshift/cluster:Cluster", "a", { masterPassword: LITERAL }),
                resource("aws:docdb/cluster:Cluster", "b", { masterPassword: LITERAL }),
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "c", { authToken: LITERAL }),
                resource("aws:elasticache/user:User", "d", { passwords: [LITERAL], accessString: "on ~* +@all" }),
                resource("aws:mq/broker:Broker", "e", { users: [{ username: "orders", password: LITERAL }] }),
                resource("aws:dms/endpoint:Endpoint", "f", { username: "dms", password: LITERAL }),
                resource("aws:dms/endpoint:Endpoint", "g", { kafkaSettings: { broker: "kafka.shop.test:9092", saslUsername: "dms", saslPassword: LITERAL } }),
            ],
            expect: [
                { resource: "a", property: "masterPassword" },
                { resource: "b", property: "masterPassword" },
                { resource: "c", property: "authToken" },
                { resource: "d", property: "passwords[0]" },
                { resource: "e", property: "users[0].password" },
                { resource: "f", property: "password" },
                { resource: "g", property: "kafkaSettings.saslPassword" },
            ],
        },
        {
            name: "a function's variable",
            stack: [fn({ DB_HOST: "db", DB_PASSWORD: LITERAL })],
            expect: [at("environment.variables.DB_PASSWORD", /Secrets Manager/)],
        },
        {
            name: "two of them",
            stack: [fn({ SOURCE_DB_PASSWORD: LITERAL, API_KEY: "sk-12" })],
            expect: [at("environment.variables.SOURCE_DB_PASSWORD"), at("environment.variables.API_KEY")],
        },
        { name: "beside one that is not known yet", stack: [fn({ A_TOKEN: unknown, B_TOKEN: LITERAL })], expect: [at("environment.variables.B_TOKEN")] },
        {
            name: "a connection string",
            stack: [fn({ DATABASE_URL: `postgres://orders:${LITERAL}@db.internal/orders` })],
            expect: [at("environment.variables.DATABASE_URL", /connection string/)],
        },
        {
            name: "a container's variable (ECS.8)",
            stack: [
                task({
                    name: "orders",
                    environment: [
                        { name: "HOST", value: "db" },
                        { name: "DB_PASSWORD", value: LITERAL },
                    ],
                }),
            ],
            expect: [at("containerDefinitions[0].environment[1].value", /DB_PASSWORD/)],
        },
        {
            name: "a token in the URL that a build reads (CodeBuild.1)",
            stack: [
                resource("aws:codebuild/project:Project", "orders", {
                    ...{ environment: build, serviceRole: "r", artifacts: { type: "NO_ARTIFACTS" } },
                    source: { type: "GITHUB", location: "https://0a1b2c3d4e5f6a7b8c9d0e1f@github.com/shop/orders.git" },
                }),
            ],
            expect: [at("source.location", /a token in a URL/)],
        },
        {
            name: "CodeBuild (CodeBuild.2), App Runner, Elastic Beanstalk",
            stack: [
                resource("aws:codebuild/project:Project", "a", { environment: { ...build, environmentVariables: [{ name: "NPM_TOKEN", value: LITERAL }] } }),
                resource("aws:apprunner/service:Service", "b", {
                    sourceConfiguration: { imageRepository: { ...image, imageConfiguration: { runtimeEnvironmentVariables: { API_KEY: LITERAL } } } },
                }),
                resource("aws:elasticbeanstalk/environment:Environment", "c", {
                    settings: [{ namespace: "aws:elasticbeanstalk:application:environment", name: "DB_PASSWORD", value: LITERAL }],
                }),
            ],
            expect: [
                { resource: "a", property: "environment.environmentVariables[0].value" },
                { resource: "b", property: "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables.API_KEY" },
                { resource: "c", property: "settings[0].value" },
            ],
        },
        { name: "a whole secret", stack: [version(LITERAL)], expect: [at("secretString")] },
        { name: "words, and a password's", stack: [version("example-kr9")], expect: [at("secretString")] },
        {
            name: "a field within a secret's JSON",
            stack: [version(JSON.stringify({ port: 5432, proxy: null, db: { password: LITERAL } }))],
            expect: [at("secretString", /the secret's password is/)],
        },
        {
            name: "a token, beside a secret whose name is not known yet",
            stack: [resource("aws:secretsmanager/secret:Secret", "db", { name: unknown }), fn({ DB_PASSWORD: LITERAL, SECRET_TOKEN: LITERAL })],
            expect: [at("environment.variables.DB_PASSWORD"), at("environment.variables.SECRET_TOKEN")],
        },
        {
            name: "tokens whose names do not say so",
            stack: [
                resource("aws:amplify/app:App", "orders", { accessToken: "x-0a1b2c3d4e" }),
                resource("aws:codebuild/sourceCredential:SourceCredential", "git", {
                    authType: "PERSONAL_ACCESS_TOKEN",
                    serverType: "GITHUB",
                    token: "x-0a1b2c3d4e",
                }),
            ],
            expect: [at("accessToken"), { resource: "git", property: "token" }],
        },
        {
            name: "a script that another provider runs",
            stack: [resource("command:local:Command", "orders", { create: `DB_PASSWORD=${LITERAL} ./migrate` })],
            expect: [at("create", /DB_PASSWORD/)],
        },
        {
            name: "once for a secret's JSON",
            stack: [version(JSON.stringify({ username: "orders", password: LITERAL, url: `postgres://orders:${LITERAL}@db/orders` }))],
            expect: [at("secretString", /password, url/)],
        },
        { name: "a SecureString", stack: [resource("aws:ssm/parameter:Parameter", "orders", { type: "SecureString", value: LITERAL })], expect: [at("value")] },
        { name: "a database that takes the word", stack: [instance("changeme")], expect: [at("password")] },
        {
            name: "an access key, anywhere",
            stack: [resource("aws:s3/bucketObject:BucketObject", "orders", { content: `key=${accessKey}` })],
            expect: [at("content", /access key/)],
        },
        {
            name: "a private key, anywhere",
            stack: [resource("aws:acm/certificate:Certificate", "orders", { privateKey: "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----" })],
            expect: [at("privateKey", /private key/)],
        },
        {
            name: "user data",
            stack: [userData(`#!/bin/bash\nexport DB_PASSWORD='${LITERAL}'\n`)],
            expect: [{ resource: "web", property: "userData", says: /DB_PASSWORD/ }],
        },
        {
            name: "user data in base64",
            stack: [resource("aws:ec2/launchTemplate:LaunchTemplate", "web", { userData: base64(`#!/bin/bash\nDB_PASSWORD=${LITERAL} ./start\n`) })],
            expect: [{ resource: "web", property: "userData" }],
        },
        {
            name: "a literal that another resource repeats",
            stack: [
                resource("aws:rds/cluster:Cluster", "orders", { masterPassword: LITERAL }),
                resource("aws:dms/endpoint:Endpoint", "target", { password: LITERAL }),
            ],
            expect: [at("masterPassword"), { resource: "target", property: "password" }],
        },
        {
            name: "a name that is not allowed",
            settings: { allow: ["PUBLIC_*"] },
            stack: [fn({ API_KEY: "sk-1a2b3c" })],
            expect: [at("environment.variables.API_KEY")],
        },
    ],
});
