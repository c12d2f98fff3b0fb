/** The programs on the policies' pages: they compile, the policy flags the first, and not the second. */
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { AnalyzerResource } from "../../cli/analyzer/protocol";
import { makeMessages } from "../../cli/analyzer/messages";
import type { Preview, PreviewResource } from "../../cli/inputs/stack";
import { providerUrn } from "../../cli/program/providers";
import type { Policy } from "../../kit/policy";
import type { Values } from "../../kit/resource";
import { SIGNATURE, UNKNOWN } from "../../kit/sentinels";
import { listPolicies } from "../../policies";
import { removeFolders, ROOT } from "../cli/fixtures";
import { judgeRequests, type Table } from "../harness";
import { pythonWithSdk } from "../python";
import { readTables } from "../tables";
import { impliedInPython } from "./implied";
import { compile, type Compiled, configurationOf, inPython, projectOf, runExample, textOf, typeErrors, VARIANTS, type Variant } from "./programs";

const STACK = "prod";
/** Where the programs run, with the files that some of them read. */
const FOLDER = path.join(ROOT, "test", "examples", "program");
const IN_PYTHON = path.join(ROOT, "test", "examples", "in_python.py");

describe("examples of the policies' pages", function () {
    this.timeout(120_000);
    const tables = readTables();
    const policies = listPolicies().map(({ policy }) => policy);
    let compiled: Compiled;
    let errors = new Map<string, string[]>();
    const registered = new Map<string, PreviewResource[]>();

    let folder: string | undefined;

    before(() => {
        folder = process.env.PWD;
        process.env.PWD = FOLDER;
        compiled = compile(tables);
        errors = typeErrors(compiled);
    });
    after(() => {
        process.env.PWD = folder;
        removeFolders();
    });

    for (const policy of policies) {
        it(policy.name, async () => {
            const example = tables.get(policy.name)?.example;
            assert.ok(example, `the table of ${policy.name} needs an \`example\`: { bad, good }, two programs`);
            for (const variant of VARIANTS) {
                const found = errors.get(`${policy.name}.${variant}`) ?? [];
                assert.equal(found.length, 0, `\`example.${variant}\` does not compile. ${DECLARE}\n${found.join("\n")}`);
                const code = textOf(example, variant);
                const preview = await runExample(code, projectOf(code), example.stack ?? STACK);
                registered.set(`${policy.name}.${variant}`, preview.resources);
                assertFlagged(await findings(policy, preview, settingsOf(code)), variant);
            }
        });
    }

    it("register the same in Python", function () {
        const python = pythonWithSdk();
        if (!python) {
            this.skip();
        }
        const programs = [...inPython(tables, compiled)].flatMap(([name, example]) =>
            VARIANTS.map((variant) => {
                const { given, code } = example[variant];
                const typescript = textOf((tables.get(name) as Table).example, variant);
                const project = projectOf(typescript);
                const stack = tables.get(name)?.example.stack ?? STACK;
                return [`${name}.${variant}`, { code: `${given}\n${code}`, config: configurationOf(typescript, project), project, stack }] as const;
            }),
        );
        assert.ok(programs.length > 1.9 * policies.length, "most programs have a form in Python");
        const input = JSON.stringify({ implied: impliedInPython, programs: Object.fromEntries(programs) });
        const output = execFileSync(path.join(python, "python"), [IN_PYTHON], { input, encoding: "utf8", maxBuffer: 1e8 });
        const results = Object.entries(JSON.parse(output) as Record<string, string | [string, string, Values][]>);
        const differences = results.flatMap(([program, resources]) =>
            typeof resources === "string"
                ? [`${program}: ${resources}`]
                : resources.flatMap(([type, name, inputs]) => {
                      const other = registered.get(program)?.find((one) => one.type === type && one.name === name);
                      return isSame(inputs, other?.inputs) ? [] : [`${program}: ${type} ${name}: ${JSON.stringify(inputs)}, not ${JSON.stringify(other?.inputs)}`];
                  }),
        );
        assert.deepEqual(differences, []);
    });
});

/** True where all that is known in Python is so in TypeScript, which has the provider's defaults beside it. */
function isSame(python: unknown, typescript: unknown): boolean {
    const [one, other] = [plain(python), plain(typescript)];
    if (one === null || other === UNKNOWN) {
        return true;
    }
    if (typeof one !== "object" || typeof other !== "object" || other === null) {
        return one === other;
    }
    // An asset is known by its signature.
    return SIGNATURE in other || Object.entries(one as Values).every(([key, value]) => isSame(value, (other as Values)[key]));
}

/** A secret's value, and JSON as what it says. */
function plain(value: unknown): unknown {
    const known = typeof value === "object" && value !== null && SIGNATURE in value && "value" in value ? value.value : value;
    return typeof known === "string" && /^[[{]/.test(known) ? (JSON.parse(known) as unknown) : known;
}

const DECLARE =
    "A name that is not declared belongs into the program, into `example.given` (the page leaves it out), or, where " +
    "many use it, into test/examples/implied.ts.";

/** The policy's settings that comments of the program tell: `preflight: name = <JSON>`. */
function settingsOf(code: string): Record<string, unknown> {
    const told = code.matchAll(/preflight: (\w+) = (.*)/g);
    return Object.fromEntries([...told].map(([, name = "", value = ""]) => [name, JSON.parse(value) as unknown]));
}

function assertFlagged(messages: string[], variant: Variant): void {
    if (variant === "bad") {
        assert.notEqual(messages.length, 0, "`example.bad` must show what the policy flags, and it flags nothing in it");
    } else {
        assert.equal(messages.length, 0, `\`example.good\` must show what to write, and the policy flags it:\n${messages.join("\n\n")}`);
    }
}

const messages = makeMessages(analyzer, Empty, (properties) => Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));

/** What the policy finds in a stack. */
async function findings(policy: Policy, preview: Preview, settings: Record<string, unknown>): Promise<string[]> {
    const request = (resource: PreviewResource): AnalyzerResource => {
        const provider = preview.resources.find(({ urn }) => urn === providerUrn(resource.provider ?? ""));
        return { ...resource, properties: resource.inputs, provider: provider && { ...provider, properties: provider.inputs } };
    };
    const managed = preview.resources.filter(({ external }) => !external);
    const stack = preview.resources.map((resource) => {
        const { outputs, inputs, dependencies, propertyDependencies } = resource;
        return { ...request(resource), properties: outputs ?? inputs, dependencies, propertyDependencies };
    });
    const requests = {
        resources: managed.map((resource) => messages.analyze.write(request(resource)) as analyzer.AnalyzeRequest),
        stack: messages.analyzeStack.write(stack) as analyzer.AnalyzeStackRequest,
    };
    const { stack: stackName, project, config, secretKeys } = preview;
    const row = { name: stackName, stackName, project, config, secretKeys, settings };
    const judged = await judgeRequests(policy, requests, row);
    return judged.findings.map(({ message }) => message);
}
