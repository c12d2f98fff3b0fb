/** Canaries: a secret in every place where one may stand, through every policy of the pack, is in no report. */
import assert from "node:assert/strict";

import { runPacks } from "../../cli/analyzer/run-packs";
import { secret } from "../../cli/inputs/values";
import type { Preview, PreviewResource, Values } from "../../cli/inputs/stack";
import { FORMATS, render } from "../../cli/report/formats";
import type { Run } from "../../cli/results";
import { makeFolder, makePack, packOf, removeFolders, ROOT, ROOT_STATE, UNKNOWN, urnOf } from "./fixtures";

let planted = 0;
const canaries: string[] = [];
/** A new secret, which is different in every encoding. */
function canary(end = "+Zx9/tail"): string {
    const text = `C4n4ry${String(planted++).padStart(3, "0")}${end}`;
    canaries.push(text);
    return text;
}
/** One that may stand in a name. */
const name = (): string => canary("-Zx9-tail");
const word = "sunflower";

function resource(type: string, inputs: Values, more: Partial<PreviewResource> = {}): PreviewResource {
    const logical = `r${planted++}`;
    return {
        ...{ urn: urnOf(type, logical), type, name: logical, custom: true, external: false, inputs },
        ...{ dependencies: [], propertyDependencies: {}, options: {}, parent: ROOT_STATE.urn },
        ...more,
    };
}

const statement = (principal: string, extra = {}): Values => ({ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole", ...extra });
const document = (...statements: Values[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const queueName = name();
const quotedName = name();

const PREVIEW: Preview = {
    project: "shop",
    stack: "prod",
    config: { "shop:dbPassword": queueName, "shop:flag": "true", "shop:answer": word, "shop:marked": quotedName },
    secretKeys: ["shop:flag", "shop:answer", "shop:marked"],
    tags: {},
    notes: [],
    resources: [
        resource(
            "pulumi:pulumi:Stack",
            {},
            {
                ...{ urn: ROOT_STATE.urn, name: "shop-prod", custom: false, parent: undefined },
                outputs: {
                    endpoint: `https://api.example.com/hooks/${canary()}`,
                    url: secret(`https://${name()}.example.com`),
                    dsn: `app:${canary("xZx9")}@db.example.com`,
                },
            },
        ),
        // By configuration: under a credential's name, and marked.
        resource("aws:sqs/queue:Queue", { name: `${queueName}-out` }),
        resource("aws:sqs/queue:Queue", { name: `${word}-out` }),
        resource("aws:sqs/queue:Queue", { name: `${quotedName}-out` }),
        // By the wire.
        resource("aws:sqs/queue:Queue", { name: secret(name()) }),
        resource("aws:dynamodb/table:Table", { name: secret(name()), hashKey: "id" }),
        resource("aws:ec2/vpc:Vpc", { cidrBlock: secret(canary()), tags: secret({ Environment: name() }) }),
        resource("aws:rds/instance:Instance", {
            engine: "postgres",
            engineVersion: secret(`9.6.${canary("")}`),
            username: secret(name()),
            identifier: secret(name()),
        }),
        resource("aws:lambda/function:Function", {
            runtime: secret(`nodejs14.x`),
            handler: "index.handler",
            environment: { variables: secret({ DB_HOST: `${name()}.example.com` }) },
        }),
        resource("aws:cloudwatch/metricAlarm:MetricAlarm", {
            ...{ namespace: "AWS/RDS", metricName: secret(name()), comparisonOperator: secret(name()), threshold: 1, evaluationPeriods: 1 },
            dimensions: secret({ DBInstanceIdentifier: name() }),
        }),
        resource("aws:ecs/taskDefinition:TaskDefinition", {
            family: secret(name()),
            ...{ cpu: secret("333"), memory: secret("77777"), requiresCompatibilities: ["FARGATE"] },
            containerDefinitions: secret(
                JSON.stringify([{ name: name(), image: `nginx:${name()}`, environment: [{ name: "API_HOST", value: `${name()}.example.com` }] }]),
            ),
        }),
        resource("aws:iam/role:Role", { name: secret(name()), assumeRolePolicy: secret(document(statement(`arn:aws:iam::111111111111:role/${name()}`))) }),
        // By its name.
        resource("aws:rds/instance:Instance", { engine: "postgres", password: canary(), username: "admin", identifier: UNKNOWN }),
        resource("aws:lambda/function:Function", { runtime: "python3.6", environment: { variables: { API_TOKEN: canary(), DB_PASSWORD: canary() } } }),
        resource("aws:ecs/taskDefinition:TaskDefinition", {
            family: "orders",
            containerDefinitions: JSON.stringify([{ name: "api", image: "nginx", environment: [{ name: "API_SECRET", value: canary() }] }]),
        }),
        resource("aws:dms/endpoint:Endpoint", {
            endpointId: "source",
            endpointType: "source",
            engineName: "postgres",
            password: canary(),
            serverName: "db.example.com",
        }),
        // By the form of a URL or a connection string.
        resource("aws:lambda/function:Function", {
            runtime: "nodejs22.x",
            environment: {
                variables: {
                    JDBC_URL: `jdbc:postgresql://db.example.com/app?user=a&password=${canary("xZx9")}`,
                    HOOK_URL: `https://hooks.example.com/services/T0/${canary()}`,
                    DB_URL: `app:${canary("xZx9")}@db.example.com`,
                    API_URL: `https://${canary("xZx9")}@api.example.com`,
                    TOKEN_URL: `https://api.example.com/?token=${canary("xZx9")}`,
                    DB_HOST: `hooks.example.com/services/${canary()}`,
                },
            },
        }),
        resource("aws:glue/connection:Connection", {
            name: "g",
            connectionProperties: { JDBC_CONNECTION_URL: `jdbc:mysql://db.example.com/a;password=${canary("xZx9")}` },
        }),
        resource("aws:sns/topicSubscription:TopicSubscription", { topic: "t", protocol: "https", endpoint: `https://api.example.com/${canary()}` }),
    ],
};

/** The text with every encoding of the canaries that it holds. */
function shown(text: string): string[] {
    return canaries.filter((secretText) =>
        [secretText, encodeURIComponent(secretText), Buffer.from(secretText).toString("base64"), JSON.stringify(secretText).slice(1, -1)].some((form) =>
            text.includes(form),
        ),
    );
}

const OPTIONS = { width: 100, color: false, quiet: false, projectFolder: "", groupBy: "policy" as const };

describe("canaries", function () {
    this.timeout(120_000);
    after(removeFolders);

    let run: Run;
    let output = "";
    before(async () => {
        const choices = [{ directory: ROOT, config: STRICT }];
        run = await runPacks(PREVIEW, choices, { timeoutSeconds: 60, onOutput: (text) => (output += text) });
    });

    it("are where policies quote values", () => {
        const said = new Set(run.findings.map(({ policy }) => policy));
        for (const policy of [
            "no-placeholder-values",
            "name-environment-suffix",
            "subnet-cidr-allocation",
            "ecs-image-pinned",
            "iam-external-id",
            "alarm-metric-known",
        ]) {
            assert.ok(said.has(policy), `${policy} found nothing among ${[...said].join(", ")}`);
        }
        assert.ok(said.size >= 12, [...said].join(", "));
    });

    for (const format of FORMATS) {
        it(`are not in ${format}`, () => {
            const text = render(format, run, OPTIONS);
            assert.deepEqual(shown(text), []);
            assert.ok(!text.includes(word), `the everyday word ${word}`);
        });
    }

    it("are nowhere in the run, nor in what the pack printed", () => {
        assert.deepEqual(shown(JSON.stringify(run)), []);
        assert.deepEqual(shown(output), []);
    });

    it("of a switch and a number leave reports readable", () => {
        assert.ok(run.findings.some(({ problem }) => problem.includes("333") || problem.includes("77777")));
    });

    it("are in no report of a pack that quotes everything", async () => {
        const pack = makePack(
            packOf(`{
                name: "quotes", description: "Quotes", enforcementLevel: "mandatory",
                validateResource(args, report) { report("holds " + JSON.stringify(args.props)); },
            }`),
        );
        const marked = PREVIEW.resources.filter(({ type }) => /queue|table|taskDefinition/.test(type));
        const { findings } = await runPacks({ ...PREVIEW, resources: [PREVIEW.resources[0] as PreviewResource, ...marked] }, [{ directory: pack }], {
            timeoutSeconds: 60,
        });
        assert.ok(findings.length >= marked.length);
        assert.deepEqual(shown(JSON.stringify(findings)), []);
        assert.ok(!JSON.stringify(findings).includes(word));
    });
});

/** Every policy that names or quotes, switched on. */
const STRICT = `${makeFolder({
    "config.json": JSON.stringify({ all: "mandatory" }),
})}/config.json`;
