/** Which packages code imports and does not bring. */
import * as assert from "node:assert/strict";

import { missingNodePackages, missingPythonModules } from "../../../kit/aws/imports";

const archive = (files: Record<string, string>): Map<string, () => string> => new Map(Object.entries(files).map(([name, text]) => [name, () => text]));

describe("kit/imports", () => {
    describe("of Node", () => {
        const missing = (files: Record<string, string>, handler = "index.handler", provided: string[] = []): string[] | undefined =>
            missingNodePackages(archive(files), handler, provided)?.map(({ name }) => name);

        const imported: [code: string, names: string[]][] = [
            ['import a from "a";', ["a"]],
            ['import "a/b/c"; import { x } from "@s/a/b";', ["@s/a", "a"]],
            ['export { x } from "a"; export * from "b"; export const y = 1;', ["a", "b"]],
            ['const f = async () => { const { x } = await import("a"); };', ["a"]],
            ['const a = require("a"); exports.f = function () { return [require("b")]; };', ["a", "b"]],
            ['#!/usr/bin/env node\nconst a = require("a"); return;', ["a"]],
            ['with (x) { y; } require("a");', ["a"]],
            ['require(`a`); require(7); require(); require(name); import(name); x.require("a"); load("a"); require.resolve("a");', []],
            ['import fs from "fs"; import "node:path"; import "#own"; import "/opt/a"; import "https://a.net/a.js"; import "fs/promises";', []],
            // What it only tries, or does only sometimes.
            ['try { require("a"); } catch {} if (x) { require("b"); } x ? require("c") : 0; x && require("d");', []],
            ['switch (x) { case require("a"): }', []],
            ["this is no JavaScript", []],
        ];
        for (const [code, names] of imported) {
            it(code, () => assert.deepEqual(missing({ "index.js": code })?.sort(), names));
        }

        it("knows a module from a script by the file's name", () => {
            const code = 'import a from "a";';
            assert.deepEqual(missing({ "index.mjs": code }), ["a"]);
            assert.deepEqual(missing({ "index.cjs": code }), []);
            assert.deepEqual(missing({ "index.cjs": 'require("a");' }), ["a"]);
        });

        it("looks into no function of a bundle", () => {
            for (const sign of [
                "__webpack_require__",
                "var __commonJS = 1",
                "__toESM(x)",
                "// node_modules/b",
                "parcelRequire",
                "createRequire(import.meta.url)",
            ]) {
                const code = `const b = "${sign}"; require("a"); const f = () => require("b"); function g() { require("c"); }`;
                assert.deepEqual(missing({ "index.js": code }), ["a"], sign);
            }
        });

        it("finds the handler's file", () => {
            const code = 'require("a");';
            for (const file of ["src/run", "src/run.js", "src/run.mjs", "src/run.cjs", "src/run/index.js", "src/run/index.mjs", "src/run/index.cjs"]) {
                assert.deepEqual(missing({ [file]: code }, "src/run.handler"), ["a"], file);
            }
            assert.deepEqual(missing({ "src/run.json": code }, "src/run.handler"), []);
            assert.deepEqual(missing({ "a.b.js": code }, "a.b.handler"), ["a"]);
            assert.equal(missing({ "other.js": code }, "src/run.handler"), undefined);
        });

        it("takes what is installed beside a file or above it, or provided", () => {
            const code = 'require("a"); require("@s/b"); require("c/d"); require("e");';
            const installed = {
                "node_modules/a/index.js": "",
                "src/node_modules/@s/b/main.js": "",
                "node_modules/c.js": "",
                "src/deep/node_modules/e/x.js": "",
            };
            assert.deepEqual(missing({ "src/run.js": code, ...installed }, "src/run.handler"), ["e"]);
            assert.deepEqual(missing({ "src/run.js": code }, "src/run.handler", ["a", "@s/*", "c"]), ["e"]);
            assert.deepEqual(missing({ "index.js": 'require("@sdk/a"); require("@s/b");' }, undefined, ["@s/a", "@s*", "@s/*/b", "@sd/*"]), ["@s/b", "@sdk/a"]);
        });

        it("follows the program's own files, each once, and names the first that imports a package", () => {
            const files = archive({
                "src/index.js": 'require("./a"); require("../lib"); require(".."); require("./gone"); require("./a.js");',
                "src/a.js": 'require("./index"); require("x"); require(".hidden");',
                "lib/index.js": 'require("x"); require("y"); require(".");',
                "index.js": 'require("./src/node_modules/z");',
                "src/node_modules/z.js": 'require("w");',
            });
            assert.deepEqual(
                missingNodePackages(files, "src/index.handler", [])?.map(({ name, file }) => `${file}: ${name}`),
                ["src/a.js: .hidden", "src/a.js: x", "lib/index.js: y", "src/node_modules/z.js: w"],
            );
        });

        it("takes what is installed in any folder above", () => {
            assert.deepEqual(missing({ "src/a/b/run.js": 'require("x");', "src/node_modules/x/index.js": "" }, "src/a/b/run.handler"), []);
        });

        it("takes a name with a dot before a slash for a package", () => {
            assert.deepEqual(missing({ "index.js": 'require("a./b"); require("b../c");' })?.sort(), ["a.", "b.."]);
        });

        it("reads what was imported of JSON as no code", () => {
            assert.deepEqual(missing({ "index.js": 'require("./a.json");', "a.json": 'require("x")' }), []);
        });
    });

    describe("of Python", () => {
        const missing = (files: Record<string, string>, handler = "app.handler", provided: string[] = []): string[] | undefined =>
            missingPythonModules(archive(files), handler, new Set(provided))?.map(({ name }) => name);

        const imported: [code: string, names: string[]][] = [
            ["import a", ["a"]],
            ["import a.b as c, d  # e", ["a", "d"]],
            ["from a.b import c", ["a"]],
            ["from a import (\n    b,  # first\n    c,\n)\nimport d", ["a", "d"]],
            ["import a, \\\n    b", ["a", "b"]],
            ["import a, \\\r\n    b\r\nimport c", ["a", "b", "c"]],
            ['"""\nimport a\n"""\nimport b', ["b"]],
            ["'''\nimport a\n'''\nimport b", ["b"]],
            ["def f():\n    import a\n\n    import b\nclass C:\n  def g(self):\n    import c", ["a", "b", "c"]],
            ["try:\n    import a\nexcept ImportError:\n    import b\nfinally:\n    import c\nimport d", ["d"]],
            ["if x:\n    import a\nelif y:\n    import b\nelse:\n    import c", []],
            ["try:\n    import a\n\n    import b\nexcept ImportError:\n    pass", []],
            ["for x in (y if z else w):\n    import a", ["a"]],
            ["def f():\n    def g():\n        if x:\n            import a\n        import b\n    import c\nif x:\n    import d", ["b", "c"]],
            ["from  a  import  b", ["a"]],
            ["not from a import b", []],
            ["def f():\n    from a import (b,\n        c)\n    import d", ["a", "d"]],
            ["match x:\n    case 1:\n        import a", []],
            ["if x:\n    def f():\n        import a\n    import b\nimport c", ["c"]],
            ["if x:\n    def f():\n        import a\n    import b\ntrying:\n    import c", ["c"]],
            ["important = a\nfromage = 1\nimport\nfrom a\nx = import_a", []],
            ["  # import a\nimport b#c", ["b"]],
        ];
        for (const [code, names] of imported) {
            it(JSON.stringify(code), () => assert.deepEqual(missing({ "app.py": code }, undefined, []), names));
        }

        it("finds the handler's file", () => {
            for (const [file, handler] of [
                ["app.py", "app.handler"],
                ["src/app.py", "src.app.handler"],
                ["src/app.py", "src/app.handler"],
                ["src/app/__init__.py", "src.app.handler"],
            ] as const) {
                assert.deepEqual(missing({ [file]: "import x" }, handler), ["x"], `${file} ${handler}`);
            }
            assert.equal(missing({ "app.py": "import x" }, "other.handler"), undefined);
        });

        it("takes what lies beside it, or is provided", () => {
            const code = "import a, b.c, d, e, boto3";
            const files = { "app.py": code, "a/x.py": "", "b.py": "", "d.cpython-313-x86_64-linux-gnu.so": "", "lib/e.py": "" };
            assert.deepEqual(missing(files, undefined, ["boto3"]), ["e"]);
        });

        it("follows the program's own modules, relative ones too", () => {
            const files = {
                "src/app.py": "from . import a\nfrom .b import c\nfrom ..top import d\nimport src.e.f\nfrom src import g\nfrom .... import far",
                "src/a.py": "import in_a\nfrom .app import handler",
                "src/b/__init__.py": "import in_b",
                "src/b/c.py": "import in_c\nfrom ..h import x",
                "src/h.py": "import in_h",
                "top/d.py": "import in_d",
                "src/e/__init__.py": "import in_e",
                "src/e/f.py": "import in_f",
                "src/g.py": "import in_g",
                "src/unused.py": "import unused",
                "far.py": "import in_far",
            };
            assert.deepEqual(missing(files, "src.app.handler")?.sort(), ["in_a", "in_b", "in_c", "in_d", "in_e", "in_f", "in_far", "in_g", "in_h"]);
        });

        it("follows relative modules beside a handler at the top", () => {
            assert.deepEqual(missing({ "app.py": "from . import a\nfrom .b import c", "a.py": "import in_a", "b.py": "import in_b" })?.sort(), [
                "in_a",
                "in_b",
            ]);
        });

        it("follows several names, in brackets and over several lines", () => {
            const names = { "p/__init__.py": "", "p/a.py": "import in_a", "p/b.py": "import in_b" };
            for (const code of [
                "from p import (\n  a,  # one (1)\n\n  b  # two\n)",
                "from p import(a, b)",
                "from p import a, b",
                "if True:\n  pass\nfrom p import ( a ,\n b )",
            ]) {
                assert.deepEqual(missing({ "app.py": code, ...names })?.sort(), ["in_a", "in_b"], code);
            }
        });

        it("reads a package's own modules below the top", () => {
            assert.deepEqual(missing({ "app.py": "from a.b.c import d", "a/__init__.py": "import x", "a/b/c.py": "import y", "a/b/c/d.py": "import z" }), [
                "x",
                "y",
                "z",
            ]);
        });

        it("does not look into what pip has put there", () => {
            const pip = {
                "app.py": "import req, own, my_pkg, single",
                "req/__init__.py": "import x",
                "own/__init__.py": "import y",
                "my_pkg/__init__.py": "import z",
                "single.py": "import w",
            };
            assert.deepEqual(missing(pip), ["x", "y", "z", "w"]);
            assert.deepEqual(missing({ ...pip, "requirements.txt": "  req==2.0\n# own\nmy-pkg>=1\n" }), ["y", "w"]);
            assert.deepEqual(missing({ ...pip, "req-2.dist-info/RECORD": "req/__init__.py,sha256=a,1\nsingle.py,,\n" }), ["y", "z"]);
            assert.deepEqual(missing({ ...pip, "req-2.dist-info/RECORD.jws": "req/__init__.py,,\n" }), ["x", "y", "z", "w"]);
            assert.deepEqual(missing({ ...pip, "lib/req-2.dist-info/RECORD": "req/__init__.py,,\n" }), ["x", "y", "z", "w"]);
        });
    });
});
