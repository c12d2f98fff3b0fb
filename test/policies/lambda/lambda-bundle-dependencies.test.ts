import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { strToU8, zipSync } from "fflate";

import { lambdaBundleDependencies } from "../../../policies/lambda/lambda-bundle-dependencies";
import { assetArchive, fileArchive, policyTests, resource, stringAsset, unknown, type TestResource, type Value } from "../../harness";

const programFolder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-bundle-"));
// Not by mocha: the pages' generator loads this file too.
process.once("exit", () => fs.rmSync(programFolder, { recursive: true }));
const settings = { programFolder };

let folders = 0;
/** A folder of the program with these files. */
function folder(files: Record<string, string>, name = `./functions/f${folders++}`): never {
    for (const [file, text] of Object.entries(files)) {
        const location = path.join(programFolder, name, file);
        fs.mkdirSync(path.dirname(location), { recursive: true });
        fs.writeFileSync(location, text);
    }
    return fileArchive(name);
}

function zip(files: Record<string, string>): never {
    const name = `./f${folders++}.zip`;
    fs.writeFileSync(path.join(programFolder, name), zipSync(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)]))));
    return fileArchive(name);
}

const node = (code: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", handler: "index.handler", code, ...more });
const python = (code: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:lambda/function:Function", "orders", { runtime: "python3.13", handler: "app.handler", code, ...more });
const misses = (says: RegExp): { resource: string; property: string; level: "mandatory"; says: RegExp }[] => [
    { resource: "orders", property: "code", level: "mandatory", says },
];
const PG = 'const { Client } = require("pg");\nexports.handler = async () => new Client();\n';

policyTests(lambdaBundleDependencies, {
    example: {
        bad: `
            // ./functions/orders holds index.mjs, which imports pg, and no node_modules
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn,
                code: new pulumi.asset.FileArchive("./functions/orders"),
            });`,
        good: `
            // ./bundled/orders holds index.mjs, bundled with esbuild --bundle --platform=node
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn,
                code: new pulumi.asset.FileArchive("./bundled/orders"),
            });`,
    },
    pass: [
        { name: "Node: installed", settings, stack: [node(folder({ "index.js": PG, "node_modules/pg/package.json": "{}" }))] },
        {
            name: "Node: installed above the handler",
            settings,
            stack: [node(folder({ "src/index.js": PG, "node_modules/pg/index.js": "" }), { handler: "src/index.handler" })],
        },
        {
            name: "Node: built in, the SDK, files beside it",
            kind: "lookalike",
            settings,
            stack: [
                node(
                    folder({
                        "index.mjs":
                            'import fs from "node:fs"; import { join } from "path/posix"; import { S3 } from "@aws-sdk/client-s3"; import "./lib/a.js"; import x from "#x";',
                        "lib/a.js": 'const b = require("./b"); require("..");',
                        "lib/b/index.js": 'require("../../data.json")',
                        "data.json": "{}",
                    }),
                ),
            ],
        },
        { name: "Node: in a zip file", settings, stack: [node(zip({ "index.js": PG, "node_modules/pg/index.js": "" }))] },
        {
            name: "Node: in an archive of the program",
            settings,
            stack: [node(assetArchive({ "index.js": stringAsset(PG), "node_modules/pg": folder({ "index.js": "" }) }))],
        },
        {
            name: "Node: tried, or wanted in some case only",
            settings,
            stack: [
                node(
                    folder({ "index.js": 'try { require("pg-native"); } catch {}\nif (process.env.X) require("x");\nlet y = process.env.Y && require("y");' }),
                ),
            ],
        },
        {
            name: "Node: a bundle, with what other packages may want",
            settings,
            stack: [node(folder({ "index.js": 'var __commonJS = (f) => f;\nvar a = __commonJS({ "x"(e, m) { m.exports = require("pg-native"); } });' }))],
        },
        { name: "Node: code that does not parse", settings, stack: [node(folder({ "index.js": "const = ;" }))] },
        { name: "Node: code that nothing reaches", settings, stack: [node(folder({ "index.js": "", "test/index.test.js": 'require("mocha")' }))] },
        {
            name: "Node: a handler that is not there, for it is not compiled yet",
            settings,
            stack: [node(folder({ "index.ts": 'import pg from "pg";' }))],
            undecided: true,
        },
        { name: "Python: a handler that is not there", settings, stack: [python(folder({ "main.py": "import yaml" }))], undecided: true },
        { name: "an archive that is not built yet", settings, stack: [node(fileArchive("./nowhere"))], undecided: "unknown" },
        {
            name: "an archive of another form",
            settings,
            stack: [node((fs.writeFileSync(path.join(programFolder, "code.tgz"), ""), fileArchive("./code.tgz")))],
            undecided: true,
        },
        {
            name: "an archive of a runtime that is not judged, built or not",
            settings,
            stack: [
                node(fileArchive("./nowhere.jar"), { runtime: "java21", handler: "shop.Orders::handle" }),
                {
                    ...node((fs.writeFileSync(path.join(programFolder, "none.zip"), "no zip"), fileArchive("./none.zip")), { runtime: "provided.al2023" }),
                    name: "go",
                },
            ],
            undecided: false,
            kind: "lookalike",
        },
        {
            name: "a function of the program itself, with the packages that Pulumi took",
            settings,
            stack: [node(assetArchive({ "__index.js": stringAsset(PG), "node_modules/pg": folder({ "index.js": "" }) }), { handler: "__index.handler" })],
        },
        { name: "Node 16 has the SDK of version 2", settings, stack: [node(folder({ "index.js": 'require("aws-sdk")' }), { runtime: "nodejs16.x" })] },
        { name: "provided otherwise", settings: { programFolder, provided: ["pg"] }, stack: [node(folder({ "index.js": PG }))] },
        { name: "a layer", settings, stack: [node(folder({ "index.js": PG }), { layers: [unknown] })] },
        { name: "layers that are not known yet", settings, stack: [node(folder({ "index.js": PG }), { layers: unknown })] },
        { name: "code that is not known yet", settings, stack: [node(unknown)] },
        {
            name: "code in a bucket",
            kind: "default",
            settings,
            stack: [resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "b", s3Key: "k" })],
        },
        { name: "no handler", settings, stack: [node(folder({ "index.js": PG }), { handler: undefined })] },
        { name: "another runtime", settings, stack: [node(folder({ "index.js": PG }), { runtime: "provided.al2023" })] },
        { name: "a program that is not found", stack: [node(fileArchive("./nowhere"))], undecided: "hidden" },
        {
            name: "Python: the standard library, the SDK, modules beside it",
            settings,
            stack: [
                python(
                    folder({
                        "app.py":
                            "import json, os.path as p\nimport boto3\nfrom botocore.exceptions import ClientError\nfrom lib import helper\nfrom lib.deep.er import x\nimport single\n",
                        "lib/__init__.py": "from .helper import *\nfrom . import other\n",
                        "lib/helper.py": "from __future__ import annotations\nfrom .. import nothing\nimport decimal\n",
                        "lib/deep/er.py": "x = 1\n",
                        "single.py": "",
                    }),
                ),
            ],
        },
        {
            name: "Python: installed",
            settings,
            stack: [python(folder({ "app.py": "import psycopg2", "psycopg2/__init__.py": "import wanted_by_it", "requirements.txt": "psycopg2==2.9\n" }))],
        },
        {
            name: "Python: installed, as pip records it",
            settings,
            stack: [python(folder({ "app.py": "import yaml", "yaml/__init__.py": "import cython", "PyYAML-6.0.dist-info/RECORD": "yaml/__init__.py,,\n" }))],
        },
        { name: "Python: an extension module", settings, stack: [python(folder({ "app.py": "import ujson", "ujson.cpython-313-x86_64-linux-gnu.so": "" }))] },
        {
            name: "Python: tried, or for type checks only",
            settings,
            stack: [
                python(
                    folder({ "app.py": "try:\n    import orjson\nexcept ImportError:\n    import json\nif TYPE_CHECKING:\n    from mypy_boto3 import x\n" }),
                ),
            ],
        },
        { name: "Python: in a text", settings, stack: [python(folder({ "app.py": '"""\nimport psycopg2\n"""\n# import yaml\nx = "import z"\n' }))] },
    ],
    fail: [
        {
            name: "Node: listed, and not installed yet",
            settings,
            stack: [node(folder({ "index.js": PG, "package.json": '{ "dependencies": { "pg": "^8.13.0" } }' }))],
            expect: [{ resource: "orders", property: "code", level: "advisory", severity: "low", says: /index\.js imports pg, which package\.json asks for/ }],
        },
        {
            name: "Node: listed, and installed at the workspace's root",
            settings,
            stack: [
                node(
                    (folder({ "pg/package.json": "{}" }, "workspace/node_modules"),
                    folder({ "index.js": PG, "package.json": '{ "dependencies": { "pg": "^8.13.0" } }' }, "workspace/functions/orders")),
                ),
            ],
            expect: misses(/index\.js imports pg, which the archive does not hold/),
        },
        {
            name: "Node: listed in part",
            settings,
            stack: [node(folder({ "index.js": `${PG}require("ms");`, "package.json": '{ "dependencies": { "ms": "^2.1.3" } }' }))],
            expect: misses(/index\.js imports ms, pg, which the archive does not hold/),
        },
        {
            name: "Node: listed, and another is installed",
            settings,
            stack: [node(folder({ "index.js": PG, "node_modules/ms/index.js": "", "package.json": '{ "dependencies": { "pg": "^8.13.0" } }' }))],
            expect: misses(/index\.js imports pg, which the archive does not hold/),
        },
        {
            name: "Node: listed in an archive of the program",
            settings,
            stack: [node(assetArchive({ "index.js": stringAsset(PG), "package.json": stringAsset('{ "dependencies": { "pg": "^8.13.0" } }') }))],
            expect: misses(/index\.js imports pg, which the archive does not hold/),
        },
        {
            name: "Python: listed, and not installed yet",
            settings,
            stack: [python(folder({ "app.py": "import yaml", "requirements.txt": "PyYAML==6.0.2\n" }))],
            expect: [{ resource: "orders", property: "code", level: "advisory", says: /app\.py imports yaml, which requirements\.txt asks for/ }],
        },
        {
            name: "Node: modules",
            settings,
            stack: [node(folder({ "index.mjs": 'import pg from "pg";\nexport * from "@scope/a/b";\nawait import("c");' }))],
            expect: misses(/imports pg, @scope\/a, c,|imports [^\n]*@scope\/a/),
        },
        {
            name: "Node: within the handler",
            settings,
            stack: [node(folder({ "index.js": 'exports.handler = async () => { const axios = require("axios"); };' }))],
            expect: misses(/axios/),
        },
        {
            name: "Node: in a file that the handler needs",
            settings,
            stack: [node(folder({ "index.js": 'require("./lib/db")', "lib/db.js": PG }))],
            expect: misses(/lib\/db\.js imports pg/),
        },
        { name: "Node: in a zip file", settings, stack: [node(zip({ "index.js": PG }))], expect: misses(/pg/) },
        {
            name: "Node: in a string",
            settings,
            stack: [node(assetArchive({ "index.js": stringAsset(PG) }))],
            expect: misses(/pg[^]*Fix: install the packages/),
        },
        { name: "Node 22 has no SDK of version 2", settings, stack: [node(folder({ "index.js": 'require("aws-sdk")' }))], expect: misses(/aws-sdk/) },
        { name: "provided is another", settings: { programFolder, provided: ["mysql2"] }, stack: [node(folder({ "index.js": PG }))], expect: misses(/pg/) },
        {
            name: "Python",
            settings,
            stack: [python(folder({ "app.py": "import os\nimport psycopg2\nfrom yaml import (\n    safe_load,  # all\n    dump,\n)\n" }))],
            expect: misses(/app\.py imports psycopg2, yaml/),
        },
        {
            name: "Python: within the handler",
            settings,
            stack: [python(folder({ "app.py": "def handler(event, context):\n    import requests\n" }))],
            expect: misses(/requests/),
        },
        {
            name: "Python: in a module that the handler needs",
            settings,
            stack: [python(folder({ "app.py": "from lib import db", "lib/__init__.py": "", "lib/db.py": "import pg8000" }))],
            expect: misses(/lib\/db\.py imports pg8000/),
        },
        {
            name: "a function of the program itself",
            settings,
            stack: [node(assetArchive({ "__index.js": stringAsset(PG) }), { handler: "__index.handler" })],
            expect: misses(/__index\.js imports pg[^]*Fix: move the packages to the `dependencies`[^]*extraIncludePackages/),
        },
        {
            name: "a file that is no archive, said once",
            settings,
            once: ["other"],
            stack: ["orders", "other"].map((name) => ({
                ...node((fs.writeFileSync(path.join(programFolder, "broken.zip"), "no zip"), fileArchive("./broken.zip"))),
                name,
            })),
            expect: [{ resource: "orders", property: "code", level: "advisory", severity: "low", says: /no valid zip/ }],
        },
    ],
});
