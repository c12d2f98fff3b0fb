import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { strToU8, zipSync } from "fflate";

import { lambdaHandlerExists } from "../../../policies/wiring/lambda-handler-exists";
import { assetArchive, fileArchive, policyTests, resource, stringAsset, unknown, type Row, type TestResource, type Value } from "../../harness";

const programFolder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-handler-"));
// Not by mocha: the pages' generator loads this file too.
process.once("exit", () => fs.rmSync(programFolder, { recursive: true }));
const settings = { programFolder };

let folders = 0;
/** A folder of the program with these files. */
function folder(files: Record<string, string>): never {
    const name = `./functions/f${folders++}`;
    fs.mkdirSync(path.join(programFolder, name), { recursive: true });
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

const node = (code: Value, handler = "index.handler", more: Record<string, unknown> = {}): TestResource =>
    resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", handler, code, ...more });
const python = (code: Value, handler = "app.handler", more: Record<string, unknown> = {}): TestResource =>
    resource("aws:lambda/function:Function", "orders", { runtime: "python3.13", handler, code, ...more });
const wrong = (says: RegExp, level: "mandatory" | "advisory" = "mandatory"): { resource: string; property: string; level: typeof level; says: RegExp }[] => [
    { resource: "orders", property: "handler", level, says },
];
/** A row for a Node.js file that is all there is. */
const js = (name: string, source: string, undecided = false): Row => ({
    name: `Node: ${name}`,
    settings,
    stack: [node(folder({ "index.js": source }))],
    undecided,
});
const py = (name: string, source: string, undecided = false): Row => ({
    name: `Python: ${name}`,
    settings,
    stack: [python(folder({ "app.py": source }))],
    undecided,
});

const HANDLER = "exports.handler = async () => {};";
const ESBUILD = `
var __defProp = Object.defineProperty;
var __export = (target, all) => { for (var name in all) __defProp(target, name, { get: all[name], enumerable: true }); };
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var __commonJS = (cb, mod) => function () { return mod || (0, cb[0])((mod = { exports: {} }).exports, mod), mod.exports; };
var require_dep = __commonJS({ "node_modules/dep/index.js"(exports2, module) { module.exports = { dep: 1 }; } });
var require_old = __commonJS({ "node_modules/old/index.js"(exports, module) { exports.old = 1; something(exports); } });
var orders_exports = {};
__export(orders_exports, { NAME: () => NAME });
module.exports = __toCommonJS(orders_exports);
var NAME = async () => {};
`;
const TSC = `"use strict";
var __awaiter = (this && this.__awaiter) || function (thisArg, P) { return new (P || (P = Promise))(function (resolve) { resolve(thisArg.apply(thisArg, [])); }); };
Object.defineProperty(exports, "__esModule", { value: true });
exports.NAME = void 0;
const db_1 = require("./db");
const NAME = (event) => __awaiter(void 0, void 0, void 0, function* () { return (0, db_1.save)(event); });
exports.NAME = NAME;
`;

policyTests(lambdaHandlerExists, {
    example: {
        bad: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn,
                code: new pulumi.asset.AssetArchive({
                    "index.mjs": new pulumi.asset.StringAsset("export const main = async () => ({ statusCode: 200 });"),
                }),
            });`,
        good: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.main", role: role.arn,
                code: new pulumi.asset.AssetArchive({
                    "index.mjs": new pulumi.asset.StringAsset("export const main = async () => ({ statusCode: 200 });"),
                }),
            });`,
    },
    pass: [
        js("exports.handler", HANDLER),
        js("module.exports.handler", "module.exports.handler = () => {};"),
        js("an object", "const handler = () => {}; module.exports = { handler, other: 1 };"),
        js("several names at once", "exports = module.exports = { handler() {} };"),
        js("a text for a name", 'module["exports"]; exports["handler"] = 1;', true),
        js("a function with a property", "module.exports = async () => {}; module.exports.handler = module.exports;", true),
        js("modules: a constant", "export const handler = async () => {};"),
        js("modules: a function", "export async function handler() {}"),
        js("modules: a pattern", "export const { handler, x: [y] } = make();"),
        js("modules: a list", "const main = 1; export { main as handler };"),
        js("modules: from another file", 'export { handler } from "./orders.js";'),
        js("what esbuild makes", ESBUILD.replaceAll("NAME", "handler")),
        js("what tsc makes", TSC.replaceAll("NAME", "handler")),
        js("defined", 'Object.defineProperty(exports, "handler", { get: () => x });'),
        js("set on this", "this.handler = async () => {};"),
        {
            name: "Node: all of another file",
            kind: "lookalike",
            settings,
            stack: [node(folder({ "index.mjs": 'export * from "./orders.mjs";' }))],
            undecided: true,
        },
        js("handed on", 'module.exports = require("./orders");', true),
        js("handed on in parts", 'module.exports = { ...require("./orders") };', true),
        js("a computed name", "exports[name] = 1;", true),
        js("given to a function", '__exportStar(require("./orders"), exports);', true),
        js("given to a function as this", "(function () { this[name] = 1; }).call(this);", true),
        js("assigned", "Object.assign(module.exports, more);", true),
        js("what a bundler hides", "module.exports = __webpack_exports__;", true),
        js("what esbuild hands on", `${ESBUILD}__reExport(orders_exports, require("./more"), module.exports);`, true),
        js("code that does not parse", "const = ;", true),
        js("an empty file", "", true),
        js("a comment only", "// later", true),
        { name: "Node: in folders, as a module", settings, stack: [node(folder({ "src/api/orders.mjs": "export const get = 1;" }), "src/api/orders.get")] },
        { name: "Node: below an export", settings, stack: [node(folder({ "index.cjs": "exports.api = { get() {} };" }), "./index.api.get")] },
        { name: "Node: a folder with an index", settings, stack: [node(folder({ "orders/index.js": HANDLER }), "orders.handler")] },
        { name: "Node: in a zip file", settings, stack: [node(zip({ "index.js": HANDLER }))] },
        { name: "Node: in an archive of the program", settings, stack: [node(assetArchive({ "index.js": stringAsset(HANDLER) }))] },
        { name: "Node: a package", settings, stack: [node(folder({ "x.js": "", "node_modules/shop/index.js": "" }), "shop.handler")], undecided: true },
        {
            name: "a handler in a layer",
            kind: "lookalike",
            settings,
            stack: [
                node(folder({ "index.js": HANDLER }), "/opt/nodejs/node_modules/datadog-lambda-js/handler.handler", { layers: ["arn"] }),
                { ...node(folder({ "index.js": HANDLER }), "node_modules/datadog-lambda-js/dist/handler.handler"), name: "package" },
                { ...python(folder({ "app.py": "x = 1" }), "datadog_lambda.handler.handler", { layers: [unknown] }), name: "python" },
            ],
        },
        {
            name: "a wrapper that chooses the handler",
            settings,
            stack: [
                node(folder({ "index.js": "exports.main = 1;" }), "index.handler", { environment: { variables: { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrap" } } }),
            ],
            undecided: true,
        },
        {
            name: "an environment that is not known",
            settings,
            stack: [node(folder({ "index.js": "exports.main = 1;" }), "index.handler", { environment: unknown })],
            undecided: true,
        },
        { name: "nothing built yet", settings, stack: [node(folder({ ".gitkeep": "" }))], undecided: true },
        { name: "an archive that is not built yet", settings, stack: [node(fileArchive("./nowhere"))], undecided: "unknown" },
        {
            name: "an archive that cannot be read",
            settings,
            stack: [node((fs.writeFileSync(path.join(programFolder, "no.zip"), "no zip"), fileArchive("./no.zip")))],
            undecided: true,
        },
        { name: "a program that is not found", stack: [node(fileArchive("./nowhere"))], undecided: "hidden" },
        {
            name: "a function of the program itself",
            settings,
            stack: [node(assetArchive({ "__index.js": stringAsset("exports.other = 1;") }), "__index.handler")],
            undecided: false,
        },
        { name: "code that is not known yet", settings, stack: [node(unknown)] },
        { name: "a handler that is not known yet", settings, stack: [node(folder({ "index.js": "" }), unknown)], undecided: true },
        {
            name: "code in a bucket",
            kind: "default",
            settings,
            stack: [resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "b", s3Key: "k" })],
        },
        { name: "an image", settings, stack: [resource("aws:lambda/function:Function", "orders", { packageType: "Image", imageUri: "shop:1" })] },
        {
            name: "other runtimes",
            settings,
            stack: [
                node(folder({ bootstrap: "" }), "bootstrap", { runtime: "provided.al2023" }),
                { ...node(folder({ "shop.jar": "" }), "shop.Orders::handle", { runtime: "java21" }), name: "java" },
            ],
            undecided: false,
        },
        py("a function", "import json\n\n\ndef handler(event, context):\n    return {}\n"),
        py("a coroutine's wrapper", "handler = wrap(main)\n"),
        py("imported", "from orders import (\n    main as handler,\n)\n"),
        py("in a condition", "if True:\n    def handler(e, c):\n        pass\n"),
        py("after a function of several lines", "def f(\n    a,\n):\n    pass\n@app.get\ndef handler(e, c): pass\n"),
        py("made within a function", "def make():\n    global handler\n    handler = 1\n"),
        py("from everywhere", "from orders import *\n", true),
        py("set by its name", 'globals()["handler"] = 1\n', true),
        py("an empty file", "# later\n", true),
        { name: "Python: in folders", settings, stack: [python(folder({ "src/api/orders.py": "def get(e, c): pass" }), "src/api/orders.get")] },
        { name: "Python: in a package", settings, stack: [python(folder({ "api/orders/__init__.py": "def get(e, c): pass" }), "api.orders.get")] },
        { name: "Python: compiled", settings, stack: [python(folder({ "app.cpython-313-x86_64-linux-gnu.so": "", "x.py": "" }))], undecided: true },
        {
            name: "Python: a path of its own",
            settings,
            stack: [python(folder({ "x.py": "" }), "app.handler", { environment: { variables: { PYTHONPATH: "/var/task/src" } } })],
            undecided: true,
        },
    ],
    fail: [
        { ...js("another name", "exports.main = 1;"), expect: wrong(/index\.js exports no handler[^]*set handler to "index\.main"/) },
        { ...js("one more than the default", "export default 1; export const main = 1;"), expect: wrong(/set handler to "index\.main"/) },
        { ...js("two others", "exports.main = 1; exports.other = 1;"), expect: wrong(/index\.js exports no handler(?![^]*set handler to "index)/) },
        { ...js("nothing exported", "const handler = async () => {};"), expect: wrong(/index\.js exports no handler/) },
        { ...js("the whole module is the handler", "module.exports = async () => {};"), expect: wrong(/index\.js exports no handler/) },
        { ...js("the default", "export default async () => {};"), expect: wrong(/index\.js exports no handler/) },
        { ...js("what esbuild makes", ESBUILD.replaceAll("NAME", "main")), expect: wrong(/set handler to "index\.main"/) },
        { ...js("what tsc makes", TSC.replaceAll("NAME", "main")), expect: wrong(/set handler to "index\.main"/) },
        {
            name: "Node: in a zip file",
            settings,
            stack: [node(zip({ "dist/index.js": HANDLER, "web/index.css": "" }))],
            expect: wrong(/the archive has no index\.js[^]*set handler to "dist\/index\.handler"/),
        },
        {
            name: "Node: no such file",
            settings,
            stack: [node(folder({ "orders.js": HANDLER, "README.md": "", "node_modules/shop/index.js": "" }))],
            expect: wrong(/the archive has no index\.js(?![^]*set handler to ")/),
        },
        {
            name: "Node: in two folders",
            settings,
            stack: [node(folder({ "a/index.js": HANDLER, "b/index.js": HANDLER }))],
            expect: wrong(/the archive has no index\.js(?![^]*set handler to ")/),
        },
        {
            name: "Node: with a layer, which changes no file",
            settings,
            stack: [node(folder({ "index.js": "exports.main = 1;" }), "index.handler", { layers: ["arn"] })],
            expect: wrong(/exports no handler/),
        },
        {
            name: "Node: no export named",
            settings,
            stack: [node(folder({ "index.js": HANDLER }), "index")],
            expect: wrong(/"index" names a file and no export of it/),
        },
        {
            name: "Node: not compiled",
            settings,
            stack: [node(folder({ "index.ts": "export const handler = 1;" }))],
            expect: wrong(/the archive has no index\.js: index\.ts is not compiled/, "advisory"),
        },
        {
            name: "Node: in a string",
            settings,
            stack: [node(assetArchive({ "index.mjs": stringAsset("export const main = 1;") }))],
            expect: wrong(/index\.mjs exports no handler/),
        },
        {
            ...py("another name", '"""handler"""\n# handler\ndef lambda_handler(event, context):\n    handler = 1\n    return handler\n'),
            expect: wrong(/app\.py defines no handler[^]*set handler to "app\.lambda_handler"/),
        },
        { ...py("a method", "class App:\n    def handler(self):\n        pass\n"), expect: wrong(/app\.py defines no handler/) },
        { ...py("a coroutine of another name", "async  def  main(event, context):\n    pass\n"), expect: wrong(/set handler to "app\.main"/) },
        {
            name: "Python: no function named",
            settings,
            stack: [python(folder({ "app.py": "def handler(e, c): pass" }), "app")],
            expect: wrong(/"app" names a file and no export of it/),
        },
        {
            name: "Python: no such file",
            settings,
            stack: [python(folder({ "src/app.py": "def handler(e, c): pass" }))],
            expect: wrong(/no app\.py[^]*"src\/app\.handler"/),
        },
    ],
});
