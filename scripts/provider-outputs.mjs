// Writes facts/provider-outputs.json: what the providers compute, from the type definitions of their Node SDKs.
//
// A resource's property of type `Output<T>` without `undefined` always has a value once the resource exists; where the
// program left it out, the provider computes it, and a preview has it as unknown.
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const require = createRequire(import.meta.url);
const packages = ["@pulumi/aws", "@pulumi/random"];
const resources = {};
const functions = {};
const versions = [];

for (const name of packages) {
    const manifest = require.resolve(`${name}/package.json`);
    versions.push(`${name} ${JSON.parse(fs.readFileSync(manifest, "utf8")).version}`);
    for (const file of fs.readdirSync(path.dirname(manifest), { recursive: true }).sort()) {
        if (file.endsWith(".js") && !/(^|\/)(types|node_modules)\//.test(file)) {
            readModule(path.join(path.dirname(manifest), file));
        }
    }
}

function readModule(file) {
    const code = fs.readFileSync(file, "utf8");
    const typings = file.replace(/\.js$/, ".d.ts");
    const resource = /static __pulumiType = '([^']+)'/.exec(code)?.[1];
    const invoked = /runtime\.invoke(?:Single)?\("([^"]+)"/.exec(code)?.[1];
    if ((!resource && !invoked) || !fs.existsSync(typings)) {
        return;
    }
    const declarations = fs.readFileSync(typings, "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "");
    if (resource?.includes("/")) {
        const body = /export declare class \w+ extends pulumi\.CustomResource \{([\s\S]*?)\n\}/.exec(declarations)?.[1] ?? "";
        const outputs = [...body.matchAll(/readonly (\w+): pulumi\.Output<([\s\S]*?)>;\n/g)];
        resources[resource] = outputs.filter(([, , type]) => !type.endsWith("| undefined")).map(([, property]) => property);
    }
    if (invoked) {
        const body = /export interface Get\w+Result \{([\s\S]*?)\n\}/.exec(declarations)?.[1] ?? "";
        functions[invoked] = [...body.matchAll(/^ {4}readonly (\w+)\??:/gm)].map(([, property]) => property);
    }
}

const facts = {
    $comment:
        "resources: the properties that the provider computes where the program leaves them out. " +
        "functions: the properties of a data source's result.",
    asOf: new Date().toISOString().slice(0, 10),
    source: `type definitions of ${versions.join(" and ")}`,
    license: "Apache-2.0",
};
const lines = (table) =>
    Object.keys(table)
        .sort()
        .map((token) => `  ${JSON.stringify(token)}: ${JSON.stringify(table[token])}`)
        .join(",\n");
const head = JSON.stringify(facts, null, 1).slice(0, -2);
const target = path.join(import.meta.dirname, "..", "facts", "provider-outputs.json");
fs.writeFileSync(target, `${head},\n "resources": {\n${lines(resources)}\n },\n "functions": {\n${lines(functions)}\n }\n}\n`);
console.log(`${Object.keys(resources).length} resources, ${Object.keys(functions).length} functions`);
