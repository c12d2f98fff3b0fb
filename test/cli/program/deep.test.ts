/** Deep runs: what a program makes of outputs that a preview does not know, and what it must not be believed. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { runPacks } from "../../../cli/analyzer/run-packs";
import { readInput } from "../../../cli/inputs/read";
import type { Preview } from "../../../cli/inputs/stack";
import { runProgram, startProgram, type ProgramOptions } from "../../../cli/program/run";
import { FORMATS, render } from "../../../cli/report/formats";
import { ONLY_DEEP } from "../../../cli/report/summary";
import type { Run } from "../../../cli/results";
import { PARTS, type Part } from "../../../kit/engine/partial";
import { pythonWithSdk } from "../../python";
import { MAIN, makeFolder, removeFolders, ROOT, UNKNOWN } from "../fixtures";
import { makeProgram, named, RESOURCES, run as runPlainly } from "./programs";

const run = (code: string): Promise<Preview> => runPlainly(code, { deep: true });

/** A queue, and parameters whose value the program makes of its ARN. */
const QUEUE = `
    const queue = new Resource("aws:sqs/queue:Queue", "orders", {}, {}, ["arn", "url"]);
    const parameter = (name, value) => new Resource("aws:ssm/parameter:Parameter", name, { value });
`;

/** A package of a program, which may look into an output as the program itself may. */
const CHOOSER = `
    const choose = (text) => (text.split(":")[5] === "x" ? "a" : "b") + text;
    class Text {
        constructor(text) { this.text = text.slice(0, 3) + text; }
    }
    module.exports = { choose, Text, component: (output) => output.apply(choose), write: (output) => output.apply((text) => "of " + text) };
`;

/** What the deep run knows of a property: outputs are told as `<property of name>`. */
function learned(preview: Preview, name: string, property = "value"): string | undefined {
    const found = preview.learned?.get(named(preview, name).urn)?.inputs.find(({ path: [top] }) => top === property)?.value as
        Record<string, Part[]> | undefined;
    return found?.[PARTS]?.map((part) => (typeof part === "string" ? part : part.name ? `<${part.property} of ${part.name}>` : "<?>")).join("");
}

describe("deep run", function () {
    this.timeout(120_000);
    after(removeFolders);

    it("tells what is inside texts that outputs are a part of", async () => {
        const preview = await run(`${QUEUE}
            const key = new Resource("aws:kms/key:Key", "key");
            parameter("whole", queue.arn);
            parameter("text", pulumi.interpolate\`at \${queue.url}, \${queue.id}\`);
            parameter("json", queue.arn.apply((arn) => JSON.stringify({ arn, list: [arn + "/*"] })));
            parameter("nested", queue.arn.apply((arn) => queue.url.apply((url) => arn + " " + url)));
            parameter("later", queue.arn.apply(async (arn) => { await null; return "x" + arn; }));
            parameter("secret", pulumi.secret(pulumi.interpolate\`of \${queue.arn}\`));
            parameter("known", "text");
            const cache = new Resource("aws:elasticache/cluster:Cluster", "cache", {}, {}, ["port", "cacheNodes"]);
            parameter("address", pulumi.interpolate\`redis://\${cache.cacheNodes[0].address}:\${cache.port} \${queue.arn}\`);
            parameter("number", pulumi.all([queue.arn, cache.port]).apply(([arn, port]) => JSON.stringify({ arn, port })));
            parameter("list", pulumi.all([queue.arn, cache.cacheNodes]).apply(([arn, nodes]) => arn + nodes.length));
            parameter("field", pulumi.all([queue.arn, cache.cacheNodes]).apply(([arn, { first }]) => arn + first));
            parameter("sum", pulumi.all([queue.arn, cache.port]).apply(([arn, port]) => arn + (port - 1)));
            parameter("gone", pulumi.all([queue.arn, cache.port.apply((port) => port), undefined]).apply(([arn, , other = "*"]) => arn + other));
            new Resource("aws:sns/topic:Topic", "topic", { kmsMasterKeyId: key.id, tags: queue.arn.apply((arn) => ({ arn, n: 1 })) });
        `);
        assert.equal(learned(preview, "whole"), "<arn of orders>");
        assert.equal(learned(preview, "text"), "at <url of orders>, <id of orders>");
        assert.equal(learned(preview, "json"), '{"arn":"<arn of orders>","list":["<arn of orders>/*"]}');
        assert.equal(learned(preview, "nested"), "<arn of orders> <url of orders>");
        assert.equal(learned(preview, "later"), "x<arn of orders>");
        assert.equal(learned(preview, "secret"), "of <arn of orders>");
        assert.equal(learned(preview, "known"), undefined);
        assert.equal(learned(preview, "address"), "redis://<?>:<?> <arn of orders>");
        assert.equal(learned(preview, "number"), '{"arn":"<arn of orders>","port":"<?>"}');
        assert.deepEqual(
            ["list", "field", "sum", "gone"].filter((name) => learned(preview, name) !== undefined),
            [],
            "what is unknown and no text can only be written",
        );
        assert.equal(learned(preview, "topic", "kmsMasterKeyId"), "<id of key>");
        const tags = preview.learned?.get(named(preview, "topic").urn)?.inputs.find(({ path: [top] }) => top === "tags");
        assert.equal((tags?.value as { n: number }).n, 1);
        assert.equal(named(preview, "whole").inputs.value, UNKNOWN, "the plain run stays as it is");
        assert.deepEqual(
            preview.notes.filter((note) => note.includes("deep")),
            [],
        );
    });

    it("leaves unknown whatever a program computes from an output", async () => {
        const hostile: Record<string, string> = {
            part: "arn.split(':')[4] + ' ' + arn",
            package: "(0, require('crypto').createHmac)('sha256', arn).digest('hex').slice(0, 4) + arn",
            slice: "arn.slice(4)",
            upper: "arn.toUpperCase()",
            length: "arn.length + ' ' + arn",
            count: "[...arn].filter((c) => c === ':').length + arn",
            hash: "require('crypto').createHash('sha256').update(arn).digest('hex').slice(0, 6) + arn",
            base64: "Buffer.from(arn).toString('base64')",
            parse: "JSON.parse(arn)",
            number: "parseInt(arn) + arn",
            plus: "+arn + arn",
            equal: "arn === 'arn:aws:sqs:eu-west-1:471112738295:orders' ? arn + '1' : arn + '2'",
            prefix: "(arn.startsWith('arn:aws-cn') ? 'a' : 'b') + arn",
            regex: "(/prod/.test(arn) ? 'a' : 'b') + arn",
            includes: "(['x'].includes(arn) ? 'a' : 'b') + arn",
            table: "({ x: 1 }[arn] ?? 'none') + arn",
            map: "(new Map([['x', 1]]).get(arn) ?? 'none') + arn",
            choice: "{ switch (arn) { case 'x': return arn + '1'; default: return arn + '2'; } }",
            truth: "(arn ? 'a' : 'b') + arn",
            compare: "(arn > 'm' ? 'a' : 'b') + arn",
            optional: "(arn?.length > 3 ? 'a' : 'b') + arn",
            helper: "helper(arn)",
            later: "Promise.resolve().then(() => (arn.endsWith('s') ? 'a' : 'b') + arn)",
            constant: "'*'",
            thrown: "{ throw new Error(arn); }",
            account: "arn.match(/^arn:aws:sqs:[^:]+:([0-9]+)/)[1] + arn",
            host: "new URL('https://' + arn).hostname + arn",
            first: "{ const [letter] = arn; return letter + arn; }",
            measured: "{ const { length } = arn; return length + arn; }",
            replaced: "arn.replace(/sqs/, 'sns') + arn",
            md5: "require('crypto').createHash('md5').update(arn).digest('base64') + arn",
            packed: "require('zlib').gzipSync(arn).toString('base64') + arn",
            embedded: "JSON.parse('{\"queue\": \"' + arn + '\"}').queue.length + arn",
            key: "(Object.keys({ [arn]: 1 })[0] < 'm' ? 'a' : 'b') + arn",
            list: "(['x', arn].includes('arn:aws:sqs:eu-west-1:471112738295:orders') ? 'a' : 'b') + arn",
            sorted: "['m', arn].sort().join()",
            distinct: "new Set(['x', arn]).size + arn",
            while: "{ while (arn) return 'a' + arn; }",
            case: "{ switch ('x') { case arn: return 'a' + arn; default: return 'b' + arn; } }",
            instance: "(arn instanceof Object ? 'a' : 'b') + arn",
            chosen: "require('./lib/node_modules/chooser').choose(arn)",
            made: "new (require('./lib/node_modules/chooser')['Text'])(arn).text",
        };
        const code = `${QUEUE}
            const chooser = require("./lib/node_modules/chooser");
            parameter("component", chooser.component(queue.arn));
            parameter("written", chooser.write(queue.arn));
            const cache = new Resource("aws:elasticache/cluster:Cluster", "cache", {}, {}, ["port", "cacheNodes"]);
            parameter("type", pulumi.all([queue.arn, cache.port]).apply(([arn, port]) => arn + (typeof port === "number" ? "a" : "b")));
            parameter("kind", pulumi.all([queue.arn, cache.cacheNodes]).apply(([arn, nodes]) => arn + (Array.isArray(nodes) ? "a" : "b")));
            const helper = (text) => (text.indexOf("x") < 0 ? "a" : "b") + text;
            ${Object.entries(hostile)
                .map(([name, code]) => `parameter("${name}", queue.arn.apply((arn) => ${code}));`)
                .join("\n")}
            parameter("lifted", pulumi.interpolate\`\${queue.arn.length} \${queue.arn}\`);
            parameter("innocent", pulumi.interpolate\`of \${queue.arn}\`);
        `;
        const folder = makeProgram(RESOURCES + code, { "lib/node_modules/chooser/index.js": CHOOSER });
        const preview = await runProgram(folder, { stack: "dev", timeout: 60, deep: true });
        const hostiles = [...Object.keys(hostile), "component", "type", "kind"];
        const believed = hostiles.filter((name) => learned(preview, name) !== undefined);
        assert.deepEqual(believed, []);
        assert.equal(learned(preview, "written"), "of <arn of orders>");
        assert.equal(learned(preview, "lifted"), "<?> <arn of orders>");
        assert.equal(learned(preview, "innocent"), "of <arn of orders>");
    });

    it("reads ES modules and TypeScript as it reads scripts", async () => {
        const code = `
import * as pulumi from "@pulumi/pulumi";
class Resource extends pulumi.CustomResource {
    constructor(type, name, args) { super(type, name, { arn: undefined, ...args }, { version: "7.48.0" }); }
}
const queue = new Resource("aws:sqs/queue:Queue", "orders", {});
const parameter = (name, value) => new Resource("aws:ssm/parameter:Parameter", name, { value });
parameter("text", pulumi.interpolate\`of \${queue.arn}\`);
parameter("equal", queue.arn.apply((arn) => (arn === "x" ? "a" : "b") + arn));
`;
        const written = { "package.json": '{"name":"shop","main":"index.mjs"}', "index.mjs": code };
        const typed = {
            "package.json": '{"name":"shop","main":"index.ts"}',
            "index.ts": `// @ts-nocheck\n${code}`,
            "tsconfig.json": '{"compilerOptions":{"target":"es2020","module":"nodenext","moduleResolution":"nodenext"}}',
        };
        const both = { ...typed, "package.json": '{"name":"shop","main":"index.ts","type":"module"}' };
        for (const files of [written, typed, both]) {
            const preview = await runProgram(makeProgram("", files), { stack: "dev", timeout: 90, deep: true });
            assert.equal(learned(preview, "text"), "of <arn of orders>");
            assert.equal(learned(preview, "equal"), undefined);
        }
    });

    it("takes nothing of a resource, or of a run, that is another with outputs", async () => {
        const differing = await run(`${QUEUE}
            parameter("timed", pulumi.interpolate\`of \${queue.arn}\`);
            new Resource("aws:ssm/parameter:Parameter", "stamped", { description: String(process.hrtime.bigint()), value: queue.arn });
        `);
        assert.equal(learned(differing, "timed"), "of <arn of orders>");
        assert.equal(learned(differing, "stamped"), undefined);
        assert.ok(
            differing.notes.some((note) => note.includes("other values for stamped")),
            differing.notes.join(),
        );

        const made = await run(`${QUEUE}
            const kept = [];
            queue.arn.apply((arn) => kept.push(parameter("inside", arn)));
            parameter("plain", queue.arn);
        `);
        assert.ok(!made.resources.some(({ name }) => name === "inside"));
        assert.equal(learned(made, "plain"), "<arn of orders>");

        const decided = await run(`(async () => {
            const { accountId } = await pulumi.runtime.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
            new Resource("aws:ssm/parameter:Parameter", accountId === "471112738295" ? "one" : "two", { value: accountId });
        })()`);
        assert.equal(decided.learned?.size, 0);
        assert.ok(
            decided.notes.some((note) => note.startsWith("The deep run was dropped")),
            decided.notes.join(),
        );
        assert.ok(decided.resources.some(({ name }) => name === "two"));
    });

    it("stands in for data sources that nobody answered", async () => {
        const preview = await run(`
            const identity = pulumi.output(pulumi.runtime.invoke("aws:index/getCallerIdentity:getCallerIdentity", {}));
            new Resource("aws:s3/bucket:Bucket", "logs", { bucket: identity.apply(({ accountId }) => "logs-" + accountId) });
            (async () => {
                const { accountId } = await pulumi.runtime.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
                new Resource("aws:s3/bucket:Bucket", "direct-" + accountId, { bucket: "direct-" + accountId });
            })();
        `);
        assert.equal(learned(preview, "logs", "bucket"), "logs-<accountId of getCallerIdentity>");
        assert.equal(learned(preview, "direct-unknown", "bucket"), "direct-<accountId of getCallerIdentity>");
    });

    it("stands in for the outputs of other stacks that nobody answered", async () => {
        const preview = await run(`
            const network = new pulumi.StackReference("acme/network/prod");
            new Resource("aws:ssm/parameter:Parameter", "vpc", { value: pulumi.interpolate\`in \${network.getOutput("vpcId")}\` });
            new Resource("aws:ssm/parameter:Parameter", "arn", { value: network.requireOutput("topicArn") });
            new Resource("aws:ssm/parameter:Parameter", "flag", { value: network.getOutput("enabled").apply((on) => (on ? "a" : "b")) });
        `);
        assert.equal(learned(preview, "vpc"), "in <vpcId of acme/network/prod>");
        assert.equal(learned(preview, "arn"), "<topicArn of acme/network/prod>");
        assert.equal(learned(preview, "flag"), undefined);
        const value = named(preview, "vpc").inputs.value;
        assert.equal(value, UNKNOWN);
    });

    it("is one run only where no deep run is asked for", async () => {
        const preview = await runPlainly(`${QUEUE} parameter("whole", queue.arn);`);
        assert.equal(preview.learned, undefined);
    });

    it("watches Python programs in the same way", async function () {
        const python = pythonWithSdk();
        if (!python) {
            this.skip();
        }
        const hostile: Record<string, string> = {
            part: "arn.split(':')[4] + arn",
            slice: "arn[4:]",
            length: "f'{len(arn)} {arn}'",
            hash: "hashlib.sha256(arn.encode()).hexdigest()[:4] + arn",
            equal: "arn + ('1' if arn == 'x' else '2')",
            inside: "('a' if 'prod' in arn else 'b') + arn",
            table: "{'x': '1'}.get(arn, 'none') + arn",
            regex: "('a' if re.search('prod', arn) else 'b') + arn",
            helper: "branch(arn)",
            format: "f'{arn:.7}'",
            parse: "json.loads(arn)",
            constant: "'*'",
            upper: "arn.upper() + arn",
            replaced: "re.sub('sqs', 'sns', arn) + arn",
            md5: "hashlib.md5(arn.encode()).hexdigest() + arn",
            number: "('a' if arn.isdigit() else 'b') + arn",
            sorted: "','.join(sorted(['m', arn]))",
            distinct: "str(len({'x', arn})) + arn",
            list: "('a' if 'arn:aws:sqs:eu-west-1:471112738295:orders' in ['x', arn] else 'b') + arn",
            letters: "','.join(arn) + arn",
            precise: "'%.7s' % arn + arn",
            padded: "'{:>90}'.format(arn)",
            unpacked: "first(arn) + arn",
            package: "chooser.choose(arn)",
        };
        const outside: Record<string, string> = {
            component: "chooser.component(queue.arn)",
            field: "pulumi.Output.concat(queue.arn[:7], queue.arn)",
            kind: "pulumi.Output.all(queue.arn, cache.port).apply(lambda a: a[0] + ('a' if isinstance(a[1], int) else 'b'))",
            flag: "aws.ec2.get_vpc_output(id='vpc-1').apply(lambda v: ('a' if v.enable_dns_support else 'b') + v.arn)",
            other: "pulumi.StackReference('acme/network/prod').get_output('enabled').apply(lambda on: 'a' if on else 'b')",
            sum: "pulumi.Output.all(queue.arn, cache.port).apply(lambda a: a[0] + str(int(a[1]) + 1))",
        };
        const folder = makeFolder({
            "Pulumi.yaml": `name: shop\nruntime: { name: python, options: { virtualenv: "${path.dirname(python)}" } }\n`,
            "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
            "helper.py": "def branch(text):\n    return ('a' if text.startswith('arn:aws-cn') else 'b') + text\n",
            "lib/site-packages/chooser.py": [
                "def choose(text): return ('a' if text.split(':')[5] == 'x' else 'b') + text",
                "def component(output): return output.apply(choose)",
            ].join("\n"),
            "__main__.py": [
                "import hashlib, json, re, sys, pulumi, pulumi_aws as aws",
                "sys.path.append('lib/site-packages')",
                "import chooser",
                "from helper import branch",
                "queue = aws.sqs.Queue('orders')",
                "def parameter(name, value): aws.ssm.Parameter(name, type='String', value=value)",
                ...Object.entries(hostile).map(([name, code]) => `parameter('${name}', queue.arn.apply(lambda arn: ${code}))`),
                "async def later(arn): return arn + '!'",
                "parameter('later', queue.arn.apply(later))",
                "parameter('text', queue.arn.apply(lambda arn: f'of {arn}'))",
                "parameter('json', pulumi.Output.json_dumps({'arn': queue.arn}))",
                "cache = aws.elasticache.Cluster('cache', engine='redis')",
                "parameter('port', pulumi.Output.all(queue.arn, cache.port).apply(lambda a: f'{a[0]}:{a[1]}'))",
                "def first(text):\n    letter, *_ = text\n    return letter",
                ...Object.entries(outside).map(([name, code]) => `parameter('${name}', ${code})`),
                "parameter('template', queue.arn.apply(lambda arn: '{{\"Bool\": 1}} {} {x}'.format(arn, x='%s!' % arn)))",
                "vpc = aws.ec2.get_vpc_output(default=True)",
                "parameter('vpc', aws.ec2.get_vpc(default=True).arn)",
                "parameter('cidr', f'in {aws.ec2.get_vpc(default=True).cidr_block}')",
                "parameter('owner', vpc.apply(lambda v: f'{v.owner_id} {v.state}'))",
                "parameter('main', vpc.main_route_table_id)",
                "parameter('state', vpc.state)",
                "aws.ec2.Vpc.get('read', aws.ec2.get_vpc(default=True).id)",
                "parameter('subnets', pulumi.Output.json_dumps(aws.ec2.get_subnets_output().ids))",
                "parameter('zone', pulumi.Output.concat(aws.route53.get_zone_output(name='shop.dev').zone_id, '/x'))",
                "network = pulumi.StackReference('acme/network/dev')",
                "parameter('peer', pulumi.Output.concat('in ', network.get_output('vpcId')))",
                "parameter('topic', network.require_output('topic_arn'))",
                "parameter('account', aws.get_caller_identity().account_id + '!')",
            ].join("\n"),
        });
        const preview = await runProgram(folder, { stack: "dev", timeout: 100, deep: true });
        assert.deepEqual(
            [...Object.keys(hostile), ...Object.keys(outside).filter((name) => name !== "field")].filter((name) => learned(preview, name) !== undefined),
            [],
        );
        assert.equal(learned(preview, "field"), "<?><arn of orders>");
        assert.equal(learned(preview, "template"), '{"Bool": 1} <arn of orders> <arn of orders>!');
        assert.equal(learned(preview, "later"), "<arn of orders>!");
        assert.equal(learned(preview, "text"), "of <arn of orders>");
        assert.equal(learned(preview, "json"), '{"arn": "<arn of orders>"}');
        assert.equal(learned(preview, "port"), "<arn of orders>:<?>");
        assert.equal(learned(preview, "account"), "<accountId of getCallerIdentity>!");
        assert.equal(learned(preview, "vpc"), "<arn of getVpc>");
        assert.ok(named(preview, "read").external, "reading a resource by an id is no look into the id");
        assert.equal(learned(preview, "owner"), "<ownerId of getVpc> <?>");
        assert.equal(learned(preview, "main"), "<mainRouteTableId of getVpc>");
        assert.equal(learned(preview, "zone"), "<zoneId of getZone>/x");
        assert.equal(learned(preview, "peer"), "in <vpcId of acme/network/dev>");
        assert.equal(learned(preview, "topic"), "<topic_arn of acme/network/dev>");
        assert.deepEqual(
            ["cidr", "state", "subnets"].filter((name) => learned(preview, name) !== undefined),
            [],
            "of what is no text, or names nothing, nothing is known",
        );
    });
});

describe("a check with a deep run", function () {
    this.timeout(120_000);
    after(removeFolders);

    const check = async (code: string, options: Partial<ProgramOptions> = {}): Promise<Run> => {
        const program = startProgram(makeProgram(RESOURCES + code), { stack: "dev", timeout: 60, deep: true, ...options });
        return runPacks(program, [{ directory: ROOT }], { timeoutSeconds: 60 });
    };
    const findings = (checked: Run): string[] => checked.findings.map(({ policy, name, property = "" }) => `${policy} ${name} ${property}`.trim()).sort();

    const PROGRAM = `${QUEUE}
        const policy = queue.arn.apply((arn) => JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: arn }],
        }));
        new Resource("aws:sqs/queuePolicy:QueuePolicy", "open", { queueUrl: queue.url, policy });
        new Resource("aws:lambda/function:Function", "worker", {
            role: "arn:aws:iam::471112738295:role/worker",
            environment: { variables: { DB: pulumi.interpolate\`postgres://app:Zk7pQ2mXw9Lr4T@\${queue.url}/app\`,
                OTHER: pulumi.interpolate\`postgres://app:\${queue.id}@db/app\`, API_TOKEN: pulumi.interpolate\`a-\${queue.id}\` } },
        });
    `;

    it("finds what a preview cannot, marks it so in every form, and shows no stand-in", async () => {
        const [plain, deep] = await Promise.all([check(PROGRAM, { deep: false }), check(PROGRAM)]);
        const added = deep.findings.filter((finding) => finding.deep);
        assert.deepEqual(
            findings({ ...deep, findings: deep.findings.filter((finding) => !finding.deep) }),
            findings(plain),
            "no finding of the plain run changes",
        );
        assert.deepEqual(added.map(({ policy, name }) => `${policy} ${name}`).sort(), ["no-hardcoded-credentials worker", "resource-policy-not-public open"]);
        for (const format of FORMATS) {
            const text = render(format, deep, { width: 100, color: false, groupBy: "policy", projectFolder: "" });
            const flat = text.replace(/\s+/g, " ");
            assert.ok(format === "json" ? text.includes('"deep": true') : flat.includes(ONLY_DEEP), format);
            assert.ok(!text.includes(UNKNOWN), format);
            const unhashed = text.replace(/[0-9a-f]{32,}/g, "");
            assert.ok(!/[bcdfghjkmnpqrstvwxz]{12}\d{5}|\b7\d{11}\b|-[0-9a-f]{11}f\d{5}/.test(unhashed), `${format} shows a stand-in`);
            assert.ok(!text.includes("Zk7pQ2mXw9Lr4T"), format);
        }
    });

    it("is left out with --no-deep", () => {
        const folder = makeProgram(RESOURCES + PROGRAM);
        const reported = (...flags: string[]): string => {
            const args = [MAIN, "check", folder, "--stack", "dev", "--format", "compact", ...flags];
            return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout;
        };
        assert.ok(reported().includes(ONLY_DEEP));
        assert.ok(!reported("--no-deep").includes(ONLY_DEEP));
    });

    it("has nothing to do for a stack export, which knows all", async () => {
        const urn = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders";
        const queue = { urn, type: "aws:sqs/queue:Queue", custom: true, id: "q", inputs: {}, outputs: { arn: "arn:aws:sqs:::q" } };
        const folder = makeFolder({ "state.json": JSON.stringify({ version: 3, deployment: { resources: [queue] } }) });
        const preview = await readInput(path.join(folder, "state.json"));
        assert.equal(preview.resources.length, 1);
        assert.equal(preview.learned, undefined);
    });

    it("has nothing to do where all is known", async () => {
        const preview = await run(`${QUEUE} parameter("known", "text");`);
        assert.equal(preview.learned?.size, 0);
        const checked = await runPacks({ ...preview, learned: undefined }, [{ directory: ROOT }], { timeoutSeconds: 60 });
        assert.deepEqual(
            checked.findings.filter((finding) => finding.deep),
            [],
        );
    });
});
