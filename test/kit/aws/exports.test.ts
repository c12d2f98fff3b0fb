import * as assert from "node:assert/strict";

import { nodeExports, pythonNames } from "../../../kit/aws/exports";

describe("what a handler's file exports", () => {
    /** The names, in one text; undefined where they cannot be told. */
    const node: [string, string | undefined][] = [
        ["", undefined],
        ["not a script", undefined],
        ["exports.a = 1; module.exports.b = 2; this.c = 3", "a b c"],
        ['exports["a"] = 1', "a"],
        ["exports[key] = 1", undefined],
        ["exports.a = exports.b = 1", "a b"],
        ["other.a = 1; b = 2; exports.c = 3", "c"],
        ["exports.a = 1; exports.b = exports.a; exports.c = module.exports.a", "a b c"],
        ["exports.a = 1; other = module.exports", undefined],
        ["exports.a = 1; other = module", undefined],
        ["exports.a = 1; other = exports", undefined],
        ["exports.a = module", undefined],
        ["module.exports = { a, b: 1, 'c': 2, d() {} }", "a b c d"],
        ["module.exports = { ['a']: 1 }", undefined],
        ["module.exports = { [a]: 1 }", undefined],
        ["module.exports = { ...a }", undefined],
        ["module.exports = { 1: a }", undefined],
        ["module.exports = exports = { a }", "a"],
        ["module.exports = function () {}; module.exports.a = 1", "a"],
        ["module.exports = () => 1; exports.a = 1", "a"],
        ["module.exports = new Handler()", undefined],
        ["module.exports = load(); exports.a = 1", undefined],
        ["exports.a = 1; fill(exports)", undefined],
        ["exports.a = 1; fill(module.exports)", undefined],
        ["exports.a = 1; fill(this)", undefined],
        ["exports.a = 1; (() => fill(this))()", undefined],
        ["exports.a = function () { fill(this) }", "a"],
        ["exports.a = 1; function b() { const c = () => fill(this) }", "a"],
        ["class A { b = fill(this) } exports.a = A", "a"],
        ["exports.a = 1; fill(1)", "a"],
        ['Object.defineProperty(exports, "a", { value: 1 })', "a"],
        ["Object.defineProperty(exports, a, { value: 1 })", undefined],
        ['Object.defineProperty(other, "a", { value: 1 }); exports.b = 1', "b"],
        ['Object.assign(exports, "a")', undefined],
        ['if (typeof module !== "undefined" && typeof exports === "object") exports.a = 1', "a"],
        ["if (!module) exports.a = 1", undefined],
        ["exports.a = 1; if (require.main === module) run(); if (module === require.main) run()", "a"],
        ["exports.a = 1; if (b === exports) run()", undefined],
        ["exports.a = other.module + other.exports; b = { module: 1, exports: 2 }", "a"],
        ["exports.a = 1; b = { module }", undefined],
        ["exports.a = 1; b = { [module]: 1 }", undefined],
        ["exports.a = 1; b = c[exports]", undefined],
        ["class A { #exports; has(one) { return #exports in one } } exports.a = A", "a"],
        ["wrap(function (exports) { exports.b = 1 }, (a, module) => module); exports.a = 1", "a"],
        ["wrap(function (one) { exports.b = one }); exports.a = 1", "a b"],
        ["export const a = 1, [b, , { c, d: e, f = 1, ...g }, ...h] = x", "a b c e f g h"],
        ["export function a() {} export class B {}", "B a"],
        ["const a = 1; export { a as b, a as 'c d' }", "b c d"],
        ["export { module as a } from './other.mjs'", "a"],
        ["export const a = module", undefined],
        ["export default function () {}", "default"],
        ["export default module", undefined],
        ["export * from './other.mjs'", undefined],
        ["export * as a from './other.mjs'", "a"],
        ["__export(x, { a: () => a }); other(y); other(); module.exports = __toCommonJS(x)", "a"],
        ["__export(x, { a: () => a }); other(x); module.exports = __toCommonJS(x)", undefined],
        ["other(x, { a: () => a }); module.exports = __toCommonJS(x)", undefined],
        ["__export(x, a); module.exports = __toCommonJS(x)", undefined],
        ["__export(x); module.exports = __toCommonJS(x)", undefined],
        ["__export(x, { a: () => a }); module.exports = __toCommonJS(y)", undefined],
        ["__export(x, { a: () => a }); module.exports = __toCommonJS()", undefined],
        ["__export(x, { a: () => a }); module.exports = other(x)", undefined],
    ];
    for (const [source, expected] of node) {
        it(`reads ${source || "an empty script"}`, () => {
            const names = nodeExports(source, "index.js");
            assert.equal(names && [...names].sort().join(" "), expected);
        });
    }

    const python: [string, string, string | undefined][] = [
        ["nothing", " \n", undefined],
        ["a comment", "# handler\n", undefined],
        ["functions and what stands beside them", "def a(b):\n    c = 1\n\n    d = 2\ne = 3\n", "a b def e"],
        ["blocks outside of functions", "if undef:\n    a = 1\nelse:\n\tb = 2\n", "a b else if undef"],
        ["functions that wait, and classes", "async  def a():\n    b = 1\nclass C:\n    d = 1\n", "C a async class def"],
        ["a function in a block", "try:\n  def a():\n    b = 1\n  c = 1\n", "a c def try"],
        ["a global that a function makes", "def a():\n    global b\n    use(c_global)\n", "a b def global"],
        ["lines of Windows", "def a():\r\n    b = 1\r\nc = 1\r\n", "a c def"],
        ["names of other alphabets", "größe2 = _a\n", "_a größe2"],
        ["texts", "a = \"x y\" + 'x y'\n", "a"],
        ["quotes in texts", "a = \"x' y\\\" z\"; b = 'x\" y\\' z'\n", "a b"],
        ["texts that end with their line", "a = \"x\nb = 'x\nc = 1\n", "a b c x"],
        ["texts of several lines", 'a = """x "y" \\""" z\n\'\'\' w"""\nb = \'\'\'x\n"""\'\'\'\n', "a b"],
        ["comments", 'a = 1  # "b\nc = 2 # d\n', "a c"],
        ["whatever another module has", "from a import  *\n", undefined],
        ["whatever another module has, without a space", "from a import*\n", undefined],
        ["what is set by name", "globals()['a'] = 1\n", undefined],
        ["names that only begin so", "varsity = import_(globals_)\n", "globals_ import_ varsity"],
    ];
    for (const [name, source, expected] of python) {
        it(`reads Python: ${name}`, () => {
            const names = pythonNames(source);
            assert.equal(names && [...names].sort().join(" "), expected);
        });
    }
});
