/** The programs on the policies' pages: they compile, the policy flags the first, and not the second. */
import * as assert from "node:assert/strict";
import * as path from "node:path";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { AnalyzerResource } from "../../cli/analyzer/protocol";
import { makeMessages } from "../../cli/analyzer/messages";
import type { Preview, PreviewResource } from "../../cli/inputs/stack";
import { providerUrn } from "../../cli/program/providers";
import { runProgram } from "../../cli/program/run";
import type { Policy } from "../../kit/policy";
import { listPolicies } from "../../policies";
import { makeFolder, removeFolders, ROOT } from "../cli/fixtures";
import { judgeRequests, type Example } from "../harness";
import { pythonWithSdk } from "../python";
import { readTables } from "../tables";
import { impliedInPython } from "./implied";
import { configurationOf, runExample, typeErrors } from "./programs";

const VARIANTS = ["bad", "good"] as const;
const STACK = "prod";
/** Where the programs run, with the files that some of them read. */
const FOLDER = path.join(ROOT, "test", "examples", "program");

describe("examples of the policies' pages", function () {
    this.timeout(120_000);
    const tables = readTables();
    const policies = listPolicies().map(({ policy }) => policy);
    let errors = new Map<string, string[]>();

    let folder: string | undefined;

    before(() => {
        folder = process.env.PWD;
        process.env.PWD = FOLDER;
        const programs = policies.flatMap(({ name }) => {
            const example = tables.get(name)?.example;
            return example ? VARIANTS.map((variant) => [`${name}.${variant}`, textOf(example, variant)] as const) : [];
        });
        errors = typeErrors(new Map(programs));
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
                assertFlagged(await findings(policy, preview, settingsOf(code)), variant);
            }
        });
    }

    describe("in Python", () => {
        before(function () {
            if (!pythonWithSdk()) {
                this.skip();
            }
        });

        for (const policy of policies) {
            const { python, stack = STACK } = tables.get(policy.name)?.example ?? {};
            if (python) {
                it(policy.name, async () => {
                    for (const variant of VARIANTS) {
                        const folder = makePythonProgram(python[variant]);
                        const set = Object.entries(configurationOf(python[variant], "shop")).map((entry) => entry.join("="));
                        const preview = await runProgram(folder, { stack, set, timeout: 60 });
                        assertFlagged(await findings(policy, preview, settingsOf(python[variant])), variant);
                    }
                });
            }
        }
    });
});

const DECLARE =
    "A name that is not declared belongs into the program, into `example.given` (the page leaves it out), or, where " +
    "many use it, into test/examples/implied.ts.";

/** The program with what it takes as given. */
function textOf({ given = "", ...example }: Example, variant: (typeof VARIANTS)[number]): string {
    return `${given}\n${example[variant]}`;
}

/** The name of the project that a comment of the program tells: `Pulumi.yaml: name: shop`. */
function projectOf(code: string): string {
    return /Pulumi\.yaml: name: ([\w-]+)/.exec(code)?.[1] ?? "shop";
}

/** The policy's settings that comments of the program tell: `preflight: name = <JSON>`. */
function settingsOf(code: string): Record<string, unknown> {
    const told = code.matchAll(/preflight: (\w+) = (.*)/g);
    return Object.fromEntries([...told].map(([, name = "", value = ""]) => [name, JSON.parse(value) as unknown]));
}

function assertFlagged(messages: string[], variant: (typeof VARIANTS)[number]): void {
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

/** A program of the example, with the usual imports and the names that it takes as given. */
function makePythonProgram(example: string): string {
    const indent = /\n *(?=\S)/.exec(example)?.[0] ?? "\n";
    const code = example.replaceAll(indent, "\n");
    const given = Object.entries(impliedInPython).filter(
        ([name]) => new RegExp(`(?<![\\w."])${name}\\b`).test(code) && !code.includes(`\n${name} = `),
    );
    const lines = ["import json", "import pulumi", "import pulumi_aws as aws", ...given.map((entry) => entry.join(" = ")), code];
    const virtualenv = JSON.stringify(path.dirname(pythonWithSdk() ?? ""));
    return makeFolder({
        "Pulumi.yaml": `name: shop\nruntime: { name: python, options: { virtualenv: ${virtualenv} } }\n`,
        "__main__.py": `${lines.join("\n")}\n`,
    });
}
