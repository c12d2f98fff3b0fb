/** Canaries: a secret in every place where one may stand, through every policy of the pack, is in no report. */
import assert from "node:assert/strict";

import * as fs from "node:fs";
import * as path from "node:path";

import { runPacks } from "../../cli/analyzer/run-packs";
import { parseInput } from "../../cli/inputs/read";
import { secret } from "../../cli/inputs/values";
import type { Preview, PreviewResource, Values } from "../../cli/inputs/stack";
import { updateBaseline } from "../../cli/report/baseline";
import { FORMATS, render } from "../../cli/report/formats";
import type { Run } from "../../cli/results";
import { makeFolder, makePack, packOf, preflight, previewJson, removeFolders, ROOT, ROOT_STATE, SECRET, SIGNATURE, state, UNKNOWN, urnOf } from "./fixtures";
import { run as runAProgram } from "./program/programs";

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
const encoded = canary("+Zx9/tail?>");
/** The forms in which a text may show a secret. */
const formsOf = (text: string): string[] => [
    ...[text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)],
    ...[Buffer.from(text).toString("base64").replace(/=+$/, ""), Buffer.from(text).toString("base64url")],
];

const PREVIEW: Preview = {
    project: "shop",
    stack: "prod",
    config: { "shop:dbPassword": queueName, "shop:flag": "true", "shop:answer": word, "shop:marked": quotedName, "shop:encoded": encoded },
    secretKeys: ["shop:flag", "shop:answer", "shop:marked", "shop:encoded"],
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
        ...formsOf(encoded).map((form) => resource("aws:sqs/queue:Queue", { name: `${form}-out`, tags: { Environment: form } })),
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
    return canaries.filter((secretText) => formsOf(secretText).some((form) => text.includes(form)));
}

const OPTIONS = { width: 100, color: false, quiet: false, projectFolder: "", groupBy: "policy" as const };

describe("canaries", function () {
    this.timeout(120_000);
    after(removeFolders);

    let run: Run;
    let output = "";
    /** Every policy that names or quotes, switched on. */
    let strict = "";
    before(async () => {
        strict = path.join(makeFolder({ "config.json": JSON.stringify({ all: "mandatory" }) }), "config.json");
        const choices = [{ directory: ROOT, config: strict }];
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

    it("are not in a baseline", () => {
        const file = path.join(makeFolder({}), "baseline.json");
        updateBaseline(run, file);
        assert.deepEqual(shown(fs.readFileSync(file, "utf8")), []);
    });

    describe("of a pack and a program that tell everything", () => {
        const ALL = "JSON.stringify(args.props)";
        const password = canary();
        const marked = canary("xZx9");
        const preview = previewJson(
            [
                state("aws:rds/instance:Instance", "db", {
                    inputs: { engine: "postgres", password, identifier: { [SIGNATURE]: SECRET, plaintext: JSON.stringify(marked) }, tags: { copy: marked } },
                }),
            ],
            { config: { "shop:apiToken": encoded } },
        );
        const tells = (statement: string): string =>
            packOf(`{
                name: "tells", description: "Tells", enforcementLevel: "mandatory",
                validateResource(args, report) {
                    const all = ${ALL} + process.env.PULUMI_CONFIG + Buffer.from(${JSON.stringify(encoded)}).toString("base64");
                    ${statement};
                },
            }`);

        it("are in none of its reports, nor in what --verbose shows or in a temporary file", async () => {
            const [place, temporary] = [makeFolder({ "p.json": preview }), makeFolder({})];
            const outputs = ["json", "sarif", "xml", "md", "html", "txt"].flatMap((end) => ["--output", path.join(place, `r.${end}`)]);
            const pack = makePack(tells("console.error(all); report(all)"));
            const { code, stdout, stderr } = await preflight(["check", path.join(place, "p.json"), "--policy-pack", pack, "--verbose", ...outputs], {
                env: { TMPDIR: temporary },
            });
            assert.equal(code, 1, stderr);
            assert.match(stderr, /"engine":"postgres"/);
            const reports = fs.readdirSync(place).filter((file) => file.startsWith("r."));
            assert.equal(reports.length, 6);
            assert.deepEqual(shown([stdout, stderr, ...reports.map((file) => fs.readFileSync(path.join(place, file), "utf8"))].join("\n")), []);
            assert.deepEqual(fs.readdirSync(temporary), []);
        });

        it("are not in what it fails with", async () => {
            const choices = [{ directory: makePack(tells('if (args.name === "db") throw new Error(all)')) }];
            await assert.rejects(runPacks(parseInput(preview), choices, { timeoutSeconds: 60 }), ({ message }: Error) => {
                assert.match(message, /postgres/);
                assert.deepEqual(shown(message), []);
                return true;
            });
        });

        it("are not in what a program prints and fails with", async () => {
            let printed = "";
            const code = `
                const all = "the configuration is " + process.env.PULUMI_CONFIG;
                console.log(all);
                pulumi.log.info(all);
                throw new Error(all);`;
            await assert.rejects(runAProgram(code, { set: [`shop:dbPassword=${encoded}`], show: (text) => (printed += text) }), ({ message }: Error) => {
                assert.match(message, /the configuration is/);
                assert.match(printed, /the configuration is/);
                assert.deepEqual(shown(message + printed), []);
                return true;
            });
        });
    });

    it("are not what is long: a value is cut at 80 characters", async () => {
        const long = "L0ng".repeat(50_000);
        const { findings } = await runPacks(
            {
                ...PREVIEW,
                resources: [
                    PREVIEW.resources[0] as PreviewResource,
                    resource("aws:sqs/queue:Queue", { name: `orders-dev-${long}` }),
                    resource("aws:ecs/taskDefinition:TaskDefinition", {
                        family: "orders",
                        containerDefinitions: JSON.stringify([{ name: long, image: `registry.shop.dev/${long}:latest` }]),
                    }),
                    resource("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", {
                        customHeadersConfig: { items: [{ header: long, value: long, override: true }] },
                    }),
                    resource("aws:lambda/function:Function", { runtime: "nodejs22.x", handler: long, environment: { variables: { API_TOKEN: long } } }),
                ],
            },
            [{ directory: ROOT, config: strict }],
            { timeoutSeconds: 60 },
        );
        const text = JSON.stringify(findings);
        assert.match(text, /L0ngL0ng[^"]*\.\.\./);
        assert.doesNotMatch(text, /(L0ng){20}/);
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
