/** Which names the code of a Lambda function makes available to its runtime: what a handler may name. */
import { type Node, parse } from "./imports";

/** What can give a Python module an attribute of any name. */
const PYTHON_MAGIC = /\b(?:globals|locals|vars|setattr|exec|__getattr__|sys\.modules)\b|\bimport\s*\*/;

/**
 * The names that a Node.js file exports, as a CommonJS or an ES module; undefined where that cannot be told: it does
 * not parse, passes others' exports on, or hands its own to a function.
 */
export function nodeExports(source: string, file: string): Set<string> | undefined {
    const program = parse(source, file);
    if (!isNode(program) || (program.body as Node[]).length === 0) {
        return undefined;
    }
    try {
        const found = new Exports(program);
        return found.isOpen ? undefined : found.names;
    } catch (error) {
        if (error instanceof RangeError) {
            // A chain of thousands of calls: its tree is deeper than the stack.
            return undefined;
        }
        throw error;
    }
}

/** What has a `this` of its own. */
const OWN_THIS = new Set(["FunctionDeclaration", "FunctionExpression", "ClassBody"]);
/** What has no exports of its own when it is assigned; that of an assignment is read where that stands. */
const NAMELESS = new Set(["FunctionExpression", "ArrowFunctionExpression", "AssignmentExpression"]);

/** Collects the exports of a script. What is not one of the forms below leaves them open. */
class Exports {
    readonly names = new Set<string>();
    isOpen = false;

    constructor(private readonly program: Node) {
        this.visit(program, false);
    }

    private visit(node: unknown, inFunction: boolean): void {
        if (Array.isArray(node)) {
            node.forEach((child) => this.visit(child, inFunction));
        } else if (isNode(node) && !hasOwnExports(node) && !this.take(node, inFunction)) {
            const inside = inFunction || OWN_THIS.has(node.type);
            for (const [key, child] of Object.entries(node)) {
                const isName = (key === "property" || key === "key") && node.computed !== true;
                if (!isName) {
                    this.visit(child, inside);
                }
            }
        }
    }

    /** Takes what a node exports; true where nothing below it is to be looked at. */
    private take(node: Node, inFunction: boolean): boolean {
        switch (node.type) {
            case "ExportAllDeclaration":
                return this.add(node.exported);
            case "ExportNamedDeclaration":
                (node.specifiers as Node[]).forEach(({ exported }) => this.add(exported));
                namesIn(node.declaration).forEach((name) => this.names.add(name));
                return node.source !== null;
            case "ExportDefaultDeclaration":
                this.names.add("default");
                return false;
            case "AssignmentExpression":
                return this.assign(node, inFunction);
            case "CallExpression":
                return this.call(node, inFunction);
            case "MemberExpression":
                // Reading an export of its own.
                return isExports(node.object);
            case "UnaryExpression":
                return node.operator === "typeof";
            case "BinaryExpression":
                // `require.main === module`
                return [node.left, node.right].some((side) => isIdentifier(side, "module"));
            default:
                this.isOpen ||= isExports(node) || isIdentifier(node, "module");
                return false;
        }
    }

    /** `exports.a =`, `module.exports = { a }`, `module.exports = exports = ...`. */
    private assign({ left, right }: Node, inFunction: boolean): boolean {
        const target = left as Node;
        if (isExports(target)) {
            this.whole(right as Node);
        } else if (isExports(target.object) || isThis(target.object)) {
            this.add(target.computed === true ? undefined : target.property, target.property);
        } else {
            return false;
        }
        this.visit(right, inFunction);
        return true;
    }

    /** What `module.exports` is set to as a whole. */
    private whole(value: Node): void {
        if (value.type === "ObjectExpression") {
            this.keys(value);
        } else if (isIdentifier(value.callee, "__toCommonJS")) {
            this.bundled((value.arguments as Node[])[0]);
        } else if (!NAMELESS.has(value.type)) {
            this.isOpen = true;
        }
    }

    private keys({ properties }: Node): void {
        for (const { computed, key } of properties as Node[]) {
            this.add(computed === true ? undefined : key);
        }
    }

    /** esbuild's way: `__export(x, { a: () => a }); module.exports = __toCommonJS(x)`. */
    private bundled(target: Node | undefined): void {
        const [made, ...others] = (this.program.body as Node[])
            .map(({ expression }) => expression)
            .filter((call): call is Node => isNode(call) && call.type === "CallExpression")
            .filter((call) => isIdentifier((call.arguments as Node[])[0], String(target?.name)));
        const object = made && isIdentifier(made.callee, "__export") ? (made.arguments as Node[])[1] : undefined;
        if (others.length === 0 && object?.type === "ObjectExpression") {
            this.keys(object);
        } else {
            this.isOpen = true;
        }
    }

    /** `Object.defineProperty(exports, "a", ...)`; any other call that is given the exports may add to them. */
    private call({ callee, arguments: given }: Node, inFunction: boolean): boolean {
        const [target, key] = given as Node[];
        if (isExports(target) && isIdentifier((callee as Node).property, "defineProperty")) {
            return this.add(undefined, key);
        }
        this.isOpen ||= !inFunction && (given as Node[]).some(isThis);
        return false;
    }

    /** Adds what an identifier or a text names; anything else may be any name. */
    private add(identifier: unknown, text: unknown = identifier): boolean {
        if (isNode(identifier) && identifier.type === "Identifier") {
            this.names.add(String(identifier.name));
        } else if (isNode(text) && typeof text.value === "string") {
            this.names.add(text.value);
        } else {
            this.isOpen = true;
        }
        return true;
    }
}

function isNode(value: unknown): value is Node {
    return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function isIdentifier(node: unknown, name: string): boolean {
    return isNode(node) && node.type === "Identifier" && node.name === name;
}

function isThis(node: unknown): boolean {
    return isNode(node) && node.type === "ThisExpression";
}

/** True for a function whose parameters are called as the module's own: the wrapper of another module in a bundle. */
function hasOwnExports({ params }: Node): boolean {
    return (
        Array.isArray(params) && params.some((param) => isIdentifier(param, "exports") || isIdentifier(param, "module"))
    );
}

/** True for `exports` and `module.exports`. */
function isExports(node: unknown): boolean {
    return (
        isIdentifier(node, "exports") ||
        (isNode(node) && isIdentifier(node.object, "module") && isIdentifier(node.property, "exports"))
    );
}

/** The names that a declaration declares, those in patterns too. */
function namesIn(node: unknown): string[] {
    if (!isNode(node)) {
        return [];
    }
    switch (node.type) {
        case "Identifier":
            return [String(node.name)];
        case "VariableDeclaration":
            return (node.declarations as Node[]).flatMap(({ id }) => namesIn(id));
        case "ObjectPattern":
            return (node.properties as Node[]).flatMap((one) => namesIn(one.value ?? one));
        case "ArrayPattern":
            return (node.elements as unknown[]).flatMap(namesIn);
        case "AssignmentPattern":
            return namesIn(node.left);
        case "RestElement":
            return namesIn(node.argument);
        default:
            return namesIn(node.id);
    }
}

/** Comments and texts of Python, whichever begins first. */
const PYTHON_QUIET = /#[^\n]*|("""|''')(?:\\[^]|(?!\1)[^])*\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/g;

/**
 * The words of Python code that stand outside of functions and classes: a module has no attribute that is not among
 * them. Undefined where its attributes may be made in another way.
 */
export function pythonNames(source: string): Set<string> | undefined {
    const code = source.replaceAll(PYTHON_QUIET, " ");
    if (PYTHON_MAGIC.test(code) || code.trim() === "") {
        return undefined;
    }
    const names = new Set<string>();
    let body = Infinity;
    for (const line of code.split(/\r?\n/)) {
        const statement = line.trimStart();
        const indent = line.length - statement.length;
        if (statement === "") {
            continue;
        }
        if (indent > body) {
            // `global handler` gives the module an attribute from within a function.
            if (!/^global\b/.test(statement)) {
                continue;
            }
        } else {
            body = /^(async\s+def|def|class)\b/.test(statement) ? indent : Infinity;
        }
        (statement.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).forEach((word) => names.add(word));
    }
    return names;
}
