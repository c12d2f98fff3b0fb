/**
 * A deep run's side within a Node program: what a program computes from a token is worth something only where it is
 * built around the token. What looks into one (compares it, cuts it, counts it, parses it) is unknown, as in a preview.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import * as fs from "node:fs";
import Module from "node:module";
import * as path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { parse, type Node } from "acorn";

import { isElement, LOOKED, NAMES_TEXT, OUTPUT_MARKS, STAND_IN } from "./unanswered";

/** Under these names on JSON, which a function may use that is sent to AWS as text. */
const LOOK = "preflightLook";
/** Into the elements of a list, too. */
const LOOK_WITHIN = "preflightLookWithin";
/** Which a token has, and what else is unknown has not. */
const LOOK_AT_TYPE = "preflightLookAtType";

const marks = process.env[OUTPUT_MARKS]?.split(",") ?? [];
const isToken = new RegExp(marks.join("|") || "$^");
/** The last stands for what is unknown and no text. */
const [unknownText = ""] = marks.slice(-1);

/** Of the function under way that was given a token. */
const underWay = new AsyncLocalStorage<{ looked: boolean }>();

function look<T>(value: T): T {
    if (value === standIn || (typeof value === "string" && isToken.test(value))) {
        const current = underWay.getStore();
        if (current) {
            current.looked = true;
        } else {
            process.exit(LOOKED);
        }
    }
    return value;
}

function lookWithin<T>(value: T): T {
    if (Array.isArray(value)) {
        value.flat().forEach(look);
    }
    return look(value);
}

function lookAtType<T>(value: T): T {
    return value === standIn ? look(value) : value;
}

interface Compiled {
    parent?: { filename?: string | null } | null;
    _compile(code: string, file: string, ...rest: unknown[]): unknown;
}

/** Lets the program's code, and that of its packages, tell where it looks into a value. */
export function watchCode(): void {
    Object.defineProperty(JSON, LOOK, { value: look });
    Object.defineProperty(JSON, LOOK_WITHIN, { value: lookWithin });
    Object.defineProperty(JSON, LOOK_AT_TYPE, { value: lookAtType });
    const { prototype } = Module as unknown as { prototype: Compiled };
    const compile = prototype._compile;
    prototype._compile = function (code, file, ...rest) {
        // What the SDK loads for itself, such as the compiler, never sees an output.
        const isWatched = !OF_PACKAGE.test(file) || (isJudged(file) && isJudged(this.parent?.filename ?? ""));
        if (!isWatched) {
            unwatched.add(file);
        }
        return compile.call(this, isWatched ? watched(code) : code, file, ...rest);
    };
    watchModules();
}

/** The same for ES modules, which are read in a thread of their own: by our hook last, whoever compiles them before. */
function watchModules(): void {
    const loader = Module as unknown as { register(...args: unknown[]): unknown };
    const { register } = loader;
    const ours = [pathToFileURL(path.join(__dirname, "looks-loader.js")).href];
    loader.register = (...args) => {
        const result = register.apply(loader, args);
        register.apply(loader, ours);
        return result;
    };
    register.apply(loader, ours);
}

const unwatched = new Set<string>();

/** True for code that may look into outputs: all but the SDK's, that of providers' packages, and what these load. */
function isJudged(file: string): boolean {
    return !unwatched.has(file) && !isOfPulumi(file);
}

const OF_PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const ofPulumi = new Map<string, boolean>();

/** True for a file of the SDK, or of a provider's package, which was generated: a path, or the URL of one. */
export function isOfPulumi(file: string): boolean {
    const [, folder] = OF_PACKAGE.exec(file.startsWith("file:") ? fileURLToPath(file) : file) ?? [];
    if (folder === undefined) {
        return false;
    }
    const known = ofPulumi.get(folder) ?? (/@pulumi[\\/]pulumi$/.test(folder) || isProviders(folder));
    ofPulumi.set(folder, known);
    return known;
}

function isProviders(folder: string): boolean {
    try {
        const text = fs.readFileSync(path.join(folder, "package.json"), "utf8");
        return (JSON.parse(text) as { pulumi?: { resource?: boolean } }).pulumi?.resource === true;
    } catch {
        return false;
    }
}

interface OutputModule {
    Output: { prototype: { apply: Apply } };
    unknown: object;
}
type Apply = (this: unknown, func: (value: unknown) => unknown, runWithUnknowns?: boolean) => unknown;

/** Makes unknown what a function makes of a token that it looks into, and what it fails on. */
export function watchApply(module: NodeJS.Module): void {
    const { Output, unknown } = module.exports as OutputModule;
    const { apply } = Output.prototype;
    const isUnknown = (value: unknown): boolean =>
        (value as { __pulumiUnknown?: unknown } | null | undefined)?.__pulumiUnknown === true;
    Output.prototype.apply = function (func, runWithUnknowns) {
        const judged = (value: unknown): unknown => {
            if (runWithUnknowns) {
                // The SDK's own, which reads a property: what it reads of a text is a look.
                return typeof value === "string" && holdsToken(value) ? watch(func, value, unknown) : func(value);
            }
            const given = isUnknown(value) ? undefined : withStandIns(value, isUnknown);
            return !given ? unknown : holdsToken(given.value) ? watch(func, given.value, unknown) : func(given.value);
        };
        return apply.call(this, judged, true);
    };
}

interface SdkOutput {
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    promise(withUnknowns: boolean): Promise<unknown>;
    resources(): unknown;
    allResources(): unknown;
}
type Get = (this: { urn: SdkOutput }, property: unknown) => SdkOutput;

/** Gives stand-ins for the outputs of other stacks that nobody answered. */
export function watchStackReferences(module: NodeJS.Module): void {
    const { StackReference } = module.exports as { StackReference: { prototype: Record<string, Get> } };
    const { Output } = module.require("./output") as { Output: new (...parts: unknown[]) => SdkOutput };
    const { invoke } = module.require("./runtime/invoke") as {
        invoke(token: string, args: object): Promise<{ text?: string }>;
    };
    for (const method of ["getOutput", "requireOutput"]) {
        const get = StackReference.prototype[method] as Get;
        StackReference.prototype[method] = function (property) {
            const output = get.call(this, property);
            if (typeof property !== "string" || !NAMES_TEXT.test(property)) {
                return output;
            }
            const told = output.isKnown.then(async (known) => {
                const urn = await this.urn.promise(false);
                return known ? undefined : (await invoke(STAND_IN, { urn, property })).text;
            });
            const value = told.then((text) => text ?? output.promise(true));
            const isKnown = told.then((text) => text !== undefined || output.isKnown);
            return new Output(output.resources(), value, isKnown, output.isSecret, output.allResources());
        };
    }
}

/** What is unknown beside a token: a function may write it into a text, and nothing else. */
const standIn = new Proxy(
    {},
    {
        get(_, property) {
            if (property === Symbol.toPrimitive) {
                return (hint: string) => (hint === "number" ? look(unknownText) : unknownText);
            }
            if (property === "toJSON" || property === "toString") {
                return () => unknownText;
            }
            // By these, the SDK tells what a value is.
            if (typeof property === "string" && !/^(__|then$|constructor$|doNotCapture$)/.test(property)) {
                look(unknownText);
            }
            return undefined;
        },
        has: () => Boolean(look(unknownText)),
        ownKeys: () => [look(unknownText)].slice(1),
    },
);

/**
 * The value with what is unknown in it as stand-ins, or as it is where nothing is. Undefined where that cannot be:
 * beside an unknown, what is undefined may be another.
 */
function withStandIns(value: unknown, isUnknown: (value: unknown) => boolean): { value: unknown } | undefined {
    let unknowns = 0;
    let absent = 0;
    const copy = (part: unknown): unknown => {
        if (isUnknown(part)) {
            unknowns++;
            return isElement(part) ? absent++ : standIn;
        }
        if (Array.isArray(part)) {
            return part.map(copy);
        }
        absent += part === undefined ? 1 : 0;
        return isPlain(part)
            ? Object.fromEntries(Object.entries(part).map(([key, child]) => [key, copy(child)]))
            : part;
    };
    const copied = copy(value);
    return unknowns === 0 ? { value } : absent === 0 ? { value: copied } : undefined;
}

function isPlain(value: unknown): value is object {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A result in which stand-ins are unknown again. */
function withoutStandIns(value: unknown, unknown: object): unknown {
    if (value === standIn) {
        return unknown;
    }
    if (Array.isArray(value)) {
        return value.map((element) => withoutStandIns(element, unknown));
    }
    return isPlain(value)
        ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutStandIns(child, unknown)]))
        : value;
}

function watch(func: (value: unknown) => unknown, value: unknown, unknown: object): unknown {
    const current = { looked: false };
    // What holds no token any more was computed from one.
    const settle = (result: unknown): unknown =>
        current.looked || !holdsToken(result) ? unknown : withoutStandIns(result, unknown);
    try {
        const result = underWay.run(current, func, value);
        return result instanceof Promise ? result.then(settle, () => unknown) : settle(result);
    } catch {
        return unknown;
    }
}

/** True where a token is inside, or an output, which tells for itself. */
function holdsToken(value: unknown, seen = new Set<unknown>()): boolean {
    if (typeof value === "string") {
        return isToken.test(value);
    }
    if (value === standIn) {
        return true;
    }
    if (typeof value !== "object" || value === null || seen.has(value)) {
        return false;
    }
    seen.add(value);
    const { __pulumiOutput: output, __pulumiResource: resource } = value as Record<string, unknown>;
    if (output || resource || value instanceof Promise) {
        return true;
    }
    return Object.entries(value).some(([key, child]) => isToken.test(key) || holdsToken(child, seen));
}

/** Methods of a text that only add to it. */
const ADDING = new Set(["concat", "toString", "valueOf", "constructor"]);
const OF_TEXTS = new Set(Object.getOwnPropertyNames(String.prototype).filter((name) => !ADDING.has(name)));
/** Methods that look into what they are given. */
const ASKING = new Set(
    (
        "test exec parse includes indexOf lastIndexOf has get set add update from equals match matchAll search compare isArray " +
        "byteLength localeCompare keys values entries isInteger isFinite isNaN startsWith endsWith basename extname fromEntries"
    ).split(" "),
);
const ASKING_FUNCTIONS = new Set(
    (
        "parseInt parseFloat Number BigInt Boolean isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI " +
        "escape atob btoa URL RegExp Date Set Map"
    ).split(" "),
);
/** What packages call such functions. */
const ASKING_NAME =
    /hash|hmac|md5|sha\d|crc|digest|uuid|^v[35]$|base64|slug|(kebab|snake|camel|upper|lower)case|truncate|zip|deflate|crypt/i;
const ASKING_OPERATORS = new Set("== != === !== < > <= >= - * / % ** | & ^ << >> >>> in instanceof".split(" "));
/** What looks into a list's elements: methods of the list, and functions that are given it. */
const COMPARING = new Set("sort toSorted includes indexOf lastIndexOf".split(" "));
const COLLECTING = new Set(["Set", "Map"]);
/** What looks into a key, and not into what comes after: `Vpc.get(name, id)` reads a resource. */
const KEYED = new Set(["get", "set"]);

type AnyNode = Node & Record<string, unknown>;

/** How an expression is wrapped: in a function that looks, or in parentheses, so that it stays the callee of `new`. */
type Wrapping = typeof LOOK | typeof LOOK_WITHIN | typeof LOOK_AT_TYPE | "parentheses";
type Wrap = (node: unknown, how?: Wrapping) => void;

/** The code, with every expression that looks into a value wrapped in `look`; as it is where it cannot be read. */
export function watched(code: string): string {
    const tree = read(code, "script") ?? read(code, "module");
    if (!tree) {
        return code;
    }
    const opened = new Map<number, string>();
    const closed = new Map<number, string>();
    const wrap: Wrap = (node, how = LOOK) => {
        const { type, start, end } = node as AnyNode;
        if (!/^(Super|Import|PrivateIdentifier|SpreadElement|.*Literal)$/.test(type) || type === "TemplateLiteral") {
            // What is around an expression is visited first.
            opened.set(start, (opened.get(start) ?? "") + (how === "parentheses" ? "(" : `JSON.${how}((`));
            closed.set(end, (how === "parentheses" ? ")" : "))") + (closed.get(end) ?? ""));
        }
    };
    visit(tree, undefined, wrap, []);
    const positions = [...new Set([...opened.keys(), ...closed.keys()])].sort((a, b) => a - b);
    let result = "";
    let last = 0;
    for (const position of positions) {
        result += code.slice(last, position) + (closed.get(position) ?? "") + (opened.get(position) ?? "");
        last = position;
    }
    return result + code.slice(last);
}

function read(code: string, sourceType: "script" | "module"): AnyNode | undefined {
    const options = { ecmaVersion: "latest", allowReturnOutsideFunction: true, allowHashBang: true } as const;
    try {
        return parse(code, { ...options, sourceType }) as unknown as AnyNode;
    } catch {
        return undefined;
    }
}

/** @param parameters the names of those of the functions around the node. */
function visit(node: AnyNode, parent: AnyNode | undefined, wrap: Wrap, parameters: string[]): void {
    looks(node, parent, wrap, parameters);
    const inside = Array.isArray(node.params) ? [...parameters, ...node.params.flatMap(namesIn)] : parameters;
    childrenOf(node).forEach((child) => visit(child, node, wrap, inside));
}

function childrenOf(node: AnyNode): AnyNode[] {
    return Object.values(node)
        .flat()
        .filter((child): child is AnyNode => typeof (child as AnyNode | null)?.type === "string");
}

function namesIn(pattern: AnyNode): string[] {
    return pattern.type === "Identifier" ? [pattern.name as string] : childrenOf(pattern).flatMap(namesIn);
}

/** Wraps what a node looks into. */
function looks(node: AnyNode, parent: AnyNode | undefined, wrap: Wrap, parameters: string[]): void {
    const { type } = node;
    const argument = node.argument as AnyNode;
    if (type === "BinaryExpression" && ASKING_OPERATORS.has(node.operator as string)) {
        wrap(node.left);
        wrap(node.right);
    } else if (type === "UnaryExpression" && /^[-+~!]$/.test(node.operator as string)) {
        wrap(argument);
    } else if (type === "UnaryExpression" && node.operator === "typeof") {
        // Of another name it may be asked whether it is there.
        if (argument.type !== "Identifier" || parameters.includes(argument.name as string)) {
            wrap(argument, LOOK_AT_TYPE);
        }
    } else if (/^(If|While|DoWhile|For)Statement$|^ConditionalExpression$|^SwitchCase$/.test(type)) {
        if (node.test) {
            wrap(node.test);
        }
    } else if (type === "LogicalExpression" && node.operator !== "??") {
        wrap(node.left);
    } else if (type === "SwitchStatement") {
        wrap(node.discriminant);
    } else if (type === "ForOfStatement") {
        wrap(node.right);
    } else if (type === "SpreadElement") {
        wrap(argument);
    } else if (type === "VariableDeclarator" && node.init && /Pattern$/.test((node.id as AnyNode).type)) {
        wrap(node.init);
    } else if (type === "AssignmentExpression" && /Pattern$/.test((node.left as AnyNode).type)) {
        wrap(node.right);
    } else if (type === "MemberExpression") {
        looksOfMember(node, parent, wrap);
    } else if (type === "CallExpression" || type === "NewExpression") {
        looksOfCall(node, wrap);
    }
}

function looksOfMember(node: AnyNode, parent: AnyNode | undefined, wrap: Wrap): void {
    const object = node.object as AnyNode;
    const property = node.property as AnyNode;
    const isCalled = parent?.type === "CallExpression" && parent.callee === node;
    const isComparing = isCalled && !node.computed && COMPARING.has(property.name as string);
    const isAsked = node.computed || property.name === "length" || (isCalled && OF_TEXTS.has(property.name as string));
    if ((isAsked || isComparing) && !isOptional(object)) {
        wrap(object, isComparing ? LOOK_WITHIN : LOOK);
    }
    if (node.computed && !(parent?.type === "AssignmentExpression" && parent.left === node)) {
        wrap(property);
    }
}

function looksOfCall({ type, callee, arguments: args }: AnyNode, wrap: Wrap): void {
    const name = nameOf(callee as AnyNode);
    if (type === "NewExpression" && (callee as AnyNode).type !== "Identifier") {
        wrap(callee, "parentheses");
    }
    if (((callee as AnyNode).type === "Identifier" ? ASKING_FUNCTIONS : ASKING).has(name) || ASKING_NAME.test(name)) {
        const asked = KEYED.has(name) ? (args as AnyNode[]).slice(0, 1) : (args as AnyNode[]);
        asked.forEach((arg) => wrap(arg, COLLECTING.has(name) ? LOOK_WITHIN : LOOK));
    }
}

/** The name of a function that is called: of `hash`, `lib.hash`, and `(0, lib.hash)`, as compilers write an import. */
function nameOf({ type, name, property, expressions }: AnyNode): string {
    if (type === "SequenceExpression") {
        return nameOf((expressions as AnyNode[]).at(-1) as AnyNode);
    }
    return String((type === "MemberExpression" ? (property as AnyNode).name : name) ?? "");
}

/** True for what is cut short where something is not there: nothing may come between its parts. */
function isOptional({ type, optional, object, callee }: AnyNode): boolean {
    const inner = (type === "CallExpression" ? callee : object) as AnyNode | undefined;
    return optional === true || (inner !== undefined && /^(Member|Call)Expression$/.test(type) && isOptional(inner));
}
