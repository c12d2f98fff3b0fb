import { outputsNotSecret } from "../../../policies/secrets/outputs-not-secret";
import { policyTests, resource, secret, unknown, type TestResource } from "../../harness";

const provider = (props: Record<string, unknown>): TestResource => resource("pulumi:providers:aws", "payments", props);
const config = { "shop:dbPassword": "kR7-wq2-Lm9-zz" };
const marked = true;
const GET_TOKEN = { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws", args: ["eks", "get-token", "--cluster-name", "shop"] } };
const kubeconfig = (user: Record<string, unknown>): Record<string, unknown> => ({
    ...{ apiVersion: "v1", kind: "Config", clusters: [{ name: "shop", cluster: { "certificate-authority-data": "LS0tLS1CRUdJTg==" } }] },
    users: [{ name: "admin", user }],
});

policyTests(outputsNotSecret, {
    example: {
        bad: `
            export const databasePassword = "kR7-wq2-Lm9-zz";
            new aws.Provider("payments", { accessKey: "AKIAQ3EGRXXJ5XKUBTMN", secretKey: "9b2f7c1d4e8a6b3c5d7e9f1a2b4c6d8e0f1a3b5c" });`,
        good: `
            export const databasePassword = new random.RandomPassword("database", { length: 24 }).result;
            new aws.Provider("payments", { assumeRoles: [{ roleArn: "arn:aws:iam::851725499301:role/deployer" }] });`,
    },
    pass: [
        { name: "a secret output", stack: [], outputs: { dbPassword: secret("kR7-wq2-Lm9-zz") }, config, marked },
        { name: "a secret within an output", stack: [], outputs: { db: { user: "app", password: secret("kR7-wq2-Lm9-zz") } }, config, marked },
        {
            name: "configured values that are no credentials",
            kind: "lookalike",
            stack: [],
            outputs: { region: "eu-central-1", owner: "payments-team", pin: "aX7-q2z", place: "/prod/orders/db-password", none: null, port: 5432 },
            config: {
                "shop:region": "eu-central-1",
                "token-v2:owner": "payments-team",
                "shop:pinPassword": "aX7-q2z",
                "shop:dbPassword": "/prod/orders/db-password",
            },
            marked,
        },
        { name: "an output that is not known yet", stack: [], outputs: { dbPassword: unknown }, marked },
        { name: "no outputs", stack: [], kind: "default" },
        {
            name: "outputs that say where a credential is",
            stack: [resource("aws:secretsmanager/secret:Secret", "s", { name: "orders-db-key" })],
            outputs: {
                secretArn: "arn:aws:secretsmanager:us-east-1:851725499301:secret:orders-a1b2c3",
                dbSecretName: "orders/database",
                databasePassword: "orders-db-key",
                apiKeyId: "k-0a1b2c3d",
                url: "https://api.example-shop.com",
            },
            kind: "lookalike",
            marked,
        },
        {
            name: "a kubeconfig that asks for a token",
            kind: "lookalike",
            stack: [],
            outputs: { kubeconfig: kubeconfig(GET_TOKEN), kubeConfigJson: JSON.stringify(kubeconfig(GET_TOKEN)) },
            marked,
        },
        {
            name: "a kubeconfig whose token is not known yet",
            stack: [],
            outputs: { kubeconfig: kubeconfig({ token: unknown }) },
            marked,
        },
        { name: "an emulator's keys", stack: [provider({ accessKey: "test", secretKey: "test" })] },
        { name: "keys from the configuration", stack: [provider({ accessKey: "AKIAQ3EGRXXJ5XKUBTMN" })], config: { "aws:accessKey": "AKIAQ3EGRXXJ5XKUBTMN" } },
        { name: "keys that are not known yet", stack: [provider({ accessKey: unknown, secretKey: unknown })] },
        { name: "a provider that assumes a role", stack: [provider({ assumeRoles: '[{"roleArn":"arn:aws:iam::851725499301:role/deployer"}]' })] },
    ],
    fail: [
        {
            name: "a kubeconfig with a token, and one with a key, as text",
            stack: [],
            outputs: {
                kubeconfig: kubeconfig({ token: "x-0a1b2c3d4e" }),
                "kube-config": "apiVersion: v1\nkind: Config\nusers:\n- name: admin\n  user:\n    client-key-data: LS0tLS1CRUdJTg==\n",
                kubeconfigJson: JSON.stringify(kubeconfig({ token: "x-0a1b2c3d4e" })),
            },
            marked,
            expect: [
                { resource: "stack", property: "kubeconfig" },
                { resource: "stack", property: "kube-config" },
                { resource: "stack", property: "kubeconfigJson" },
            ],
        },
        {
            name: "a configured credential",
            stack: [],
            outputs: { connection: "kR7-wq2-Lm9-zz", region: "us-east-1", pin: "aX7-q2zW" },
            config: { ...config, "shop:pinPassword": "aX7-q2zW" },
            marked,
            expect: [
                { resource: "stack", property: "connection", says: /holds a credential and is not secret/ },
                { resource: "stack", property: "pin" },
            ],
        },
        {
            name: "a password by its name, inside an object",
            stack: [resource("aws:secretsmanager/secret:Secret", "s", { name: "orders-db-key" })],
            outputs: { db: [{ password: "S3cr-et-9" }] },
            marked,
            expect: [{ resource: "stack", property: "db" }],
        },
        {
            name: "a connection string beside a secret output",
            stack: [],
            outputs: { url: "postgres://app:kR7wq2Lm9@db.internal/orders", token: secret("x-0a1b2c3d4e") },
            marked,
            expect: [{ resource: "stack", property: "url", severity: "high" }],
        },
        { name: "the shortest access key", stack: [provider({ accessKey: "AKIAQ3EGRXXJ5XKU" })], expect: [{ resource: "payments", property: "accessKey" }] },
        {
            name: "access keys in a provider",
            stack: [provider({ accessKey: "AKIAQ3EGRXXJ5XKUBTMN", secretKey: "9b2f7c1d4e8a6b3c5d7e9f1a2b4c6d8e0f1a3b5c", region: "us-east-1" })],
            expect: [
                { resource: "payments", property: "accessKey", says: /an access key is written in the program[^]*leave it out/ },
                { resource: "payments", property: "secretKey" },
            ],
        },
    ],
});
