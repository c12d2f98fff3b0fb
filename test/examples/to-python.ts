/**
 * An example of a policy's page in Python: the program as it is written in TypeScript, with the names that Pulumi's SDK
 * for Python has. It knows what the examples use; a program with anything else has no Python form.
 */
import * as ts from "typescript";

const WIDTH = 100;
const INDENT = "    ";

/** A text, or a list in brackets that stands on one line where that is short enough. */
type Doc = string | { open: string; items: Item[]; close: string };
interface Item {
    /** What stands before the value: `name=`, `"name": `. */
    label: string;
    value: Doc;
    comments: string[];
}

class NoPythonForm extends Error {}

const OPERATORS: Partial<Record<ts.SyntaxKind, string>> = {
    [ts.SyntaxKind.EqualsEqualsEqualsToken]: "==",
    [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "!=",
    [ts.SyntaxKind.PlusToken]: "+",
    [ts.SyntaxKind.MinusToken]: "-",
    [ts.SyntaxKind.AsteriskToken]: "*",
    [ts.SyntaxKind.AsteriskAsteriskToken]: "**",
};

/** What Python's SDK calls otherwise than by the rule. */
const NAMES: Record<string, string> = {
    "pulumi.asset.FileArchive": "pulumi.FileArchive",
    "pulumi.asset.FileAsset": "pulumi.FileAsset",
    "pulumi.asset.StringAsset": "pulumi.StringAsset",
    "pulumi.asset.AssetArchive": "pulumi.AssetArchive",
    "pulumi.secret": "pulumi.Output.secret",
    "pulumi.output": "pulumi.Output.from_input",
    "pulumi.all": "pulumi.Output.all",
    "pulumi.jsonStringify": "pulumi.Output.json_dumps",
    "JSON.stringify": "json.dumps",
    String: "str",
    "config.requireNumber": "config.require_float",
};

/** Python's own words, which its SDK ends with a line. */
const RESERVED = new Set([
    "and",
    "as",
    "assert",
    "class",
    "def",
    "except",
    "from",
    "global",
    "import",
    "in",
    "is",
    "lambda",
    "not",
    "or",
    "pass",
]);

/**
 * @param checker of the program that the source file is in.
 * @param starts the positions in the source at which its parts begin, in order.
 * @returns a text for each part; none where the source has what has no form in Python.
 */
export function toPython(source: ts.SourceFile, checker: ts.TypeChecker, starts: number[]): string[] {
    const translation = new Translation(source, checker);
    const end = (part: number): number => starts[part + 1] ?? source.end;
    try {
        return starts.map((start, part) => {
            const statements = source.statements.filter((one) => one.getStart(source) >= start && one.getStart(source) < end(part));
            return translation.block(statements, "").join("\n");
        });
    } catch (error) {
        if (error instanceof NoPythonForm) {
            return [];
        }
        throw error;
    }
}

/** `kmsKeyArn` as `kms_key_arn`. Source: pulumi/pulumi `pkg/codegen/python/python.go`, PyName. */
function snake(name: string): string {
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
        .toLowerCase();
    return RESERVED.has(words) ? `${words}_` : words;
}

class Translation {
    constructor(
        private readonly source: ts.SourceFile,
        private readonly checker: ts.TypeChecker,
    ) {}

    block(statements: readonly ts.Statement[], indent: string): string[] {
        return statements.flatMap((statement) => [
            ...this.commentsOf(statement).map((comment) => indent + comment),
            ...this.statement(statement, indent),
        ]);
    }

    private statement(statement: ts.Statement, indent: string): string[] {
        if (ts.isExpressionStatement(statement)) {
            return [indent + render(this.expression(statement.expression), indent)];
        }
        if (ts.isReturnStatement(statement) && statement.expression) {
            return [`${indent}return ${render(this.expression(statement.expression), indent)}`];
        }
        if (ts.isVariableStatement(statement)) {
            const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
            return statement.declarationList.declarations.flatMap((declaration) =>
                this.declaration(declaration, isExported ?? false, indent),
            );
        }
        if (
            ts.isForOfStatement(statement) &&
            ts.isVariableDeclarationList(statement.initializer) &&
            ts.isBlock(statement.statement)
        ) {
            const [declaration] = statement.initializer.declarations;
            const name = this.bound(declaration?.name);
            const head = `${indent}for ${name} in ${render(this.expression(statement.expression), indent)}:`;
            return [head, ...this.block(statement.statement.statements, indent + INDENT)];
        }
        throw new NoPythonForm(statement.getText(this.source));
    }

    private declaration({ name, initializer }: ts.VariableDeclaration, isExported: boolean, indent: string): string[] {
        if (!initializer) {
            throw new NoPythonForm(name.getText(this.source));
        }
        if (ts.isArrowFunction(initializer)) {
            const head = `${indent}def ${this.bound(name)}(${this.parameters(initializer)}):`;
            const body = ts.isBlock(initializer.body)
                ? this.block(initializer.body.statements, indent + INDENT)
                : [`${indent}${INDENT}return ${render(this.expression(initializer.body), indent + INDENT)}`];
            return [head, ...body];
        }
        const value = this.expression(initializer);
        if (isExported) {
            return [
                indent +
                    render(
                        bracketed(
                            "pulumi.export(",
                            [item("", JSON.stringify(name.getText(this.source))), item("", value)],
                            ")",
                        ),
                        indent,
                    ),
            ];
        }
        return [`${indent}${this.bound(name)} = ${render(value, indent)}`];
    }

    private bound(name: ts.BindingName | undefined): string {
        if (name && ts.isIdentifier(name)) {
            return snake(name.text);
        }
        if (name && ts.isArrayBindingPattern(name)) {
            return name.elements
                .map((element) => (ts.isBindingElement(element) ? this.bound(element.name) : "_"))
                .join(", ");
        }
        throw new NoPythonForm(name?.getText(this.source));
    }

    private parameters({ parameters }: ts.ArrowFunction): string {
        return parameters.map(({ name }) => this.bound(name)).join(", ");
    }

    private expression(node: ts.Expression): Doc {
        if (ts.isStringLiteralLike(node)) {
            return JSON.stringify(node.text);
        }
        if (ts.isNumericLiteral(node)) {
            return node.getText(this.source);
        }
        if (ts.isIdentifier(node)) {
            return node.text === "undefined" ? "None" : (NAMES[node.text] ?? snake(node.text));
        }
        if (ts.isNonNullExpression(node) || ts.isAsExpression(node)) {
            return this.expression(node.expression);
        }
        if (ts.isParenthesizedExpression(node)) {
            return `(${this.flat(node.expression)})`;
        }
        if (ts.isArrayLiteralExpression(node)) {
            const items = node.elements.map((element) =>
                ts.isSpreadElement(element)
                    ? item("*", this.expression(element.expression))
                    : item("", this.expression(element), this.commentsOf(element)),
            );
            return bracketed("[", items, "]");
        }
        if (ts.isObjectLiteralExpression(node)) {
            return this.object(node);
        }
        if (ts.isNewExpression(node)) {
            return this.creation(node);
        }
        if (ts.isCallExpression(node)) {
            return this.call(node);
        }
        if (ts.isPropertyAccessExpression(node)) {
            return this.member(node);
        }
        if (ts.isElementAccessExpression(node)) {
            return `${this.flat(node.expression)}[${this.flat(node.argumentExpression)}]`;
        }
        if (ts.isTemplateExpression(node)) {
            return this.template(node);
        }
        if (ts.isTaggedTemplateExpression(node) && node.tag.getText(this.source) === "pulumi.interpolate") {
            return bracketed("pulumi.Output.concat(", this.parts(node.template), ")");
        }
        if (ts.isConditionalExpression(node)) {
            return `${this.flat(node.whenTrue)} if ${this.flat(node.condition)} else ${this.flat(node.whenFalse)}`;
        }
        const operator = ts.isBinaryExpression(node) ? OPERATORS[node.operatorToken.kind] : undefined;
        if (ts.isBinaryExpression(node) && operator) {
            return `${this.flat(node.left)} ${operator} ${this.flat(node.right)}`;
        }
        switch (node.kind) {
            case ts.SyntaxKind.TrueKeyword:
                return "True";
            case ts.SyntaxKind.FalseKeyword:
                return "False";
            case ts.SyntaxKind.NullKeyword:
                return "None";
            default:
                throw new NoPythonForm(node.getText(this.source));
        }
    }

    private flat(node: ts.Expression): string {
        return onOneLine(this.expression(node));
    }

    /** A name such as `aws.lambda.Runtime.NodeJS24dX` is the text that stands behind it, as a resource's member is renamed. */
    private member(node: ts.PropertyAccessExpression): string {
        const type = this.checker.getTypeAtLocation(node);
        if (type.isStringLiteral()) {
            return JSON.stringify(type.value);
        }
        const text = node.getText(this.source);
        const path = NAMES[text];
        if (path) {
            return path;
        }
        if (/^(?:fs|path|process|awsNative)\./.test(text)) {
            throw new NoPythonForm(text);
        }
        const isClass = /^[A-Z]/.test(node.name.text);
        return `${this.flat(node.expression)}.${isClass ? node.name.text : snake(node.name.text)}`;
    }

    private creation(node: ts.NewExpression): Doc {
        const [name, args, options] = node.arguments ?? [];
        const callee = this.flat(node.expression);
        if (!callee.startsWith("aws.") && !callee.startsWith("random.")) {
            return bracketed(
                `${callee}(`,
                (node.arguments ?? []).map((argument) => item("", this.expression(argument))),
                ")",
            );
        }
        if (callee === "aws.Provider" && /[[{]/.test(args?.getText(this.source).slice(1) ?? "")) {
            // The SDK sends a provider's dictionaries as JSON, with the names as they stand in Python.
            throw new NoPythonForm(node.getText(this.source));
        }
        return bracketed(
            `${callee}(`,
            [
                ...(name ? [item("", this.expression(name))] : []),
                ...(args ? this.keywords(args) : []),
                ...(options ? [item("opts=", bracketed("pulumi.ResourceOptions(", this.keywords(options), ")"))] : []),
            ],
            ")",
        );
    }

    /** An object of arguments, as Python's keywords. */
    private keywords(node: ts.Expression): Item[] {
        if (!ts.isObjectLiteralExpression(node)) {
            throw new NoPythonForm(node.getText(this.source));
        }
        const names = node.properties.map(({ name }) => name?.getText(this.source) ?? "");
        return node.properties.map((property) => {
            if (ts.isSpreadAssignment(property)) {
                const spread = this.checker.getTypeAtLocation(property.expression);
                // Python takes no keyword twice.
                if (ts.isCallExpression(property.expression) || names.some((name) => spread.getProperty(name))) {
                    throw new NoPythonForm(property.getText(this.source));
                }
                return item("**", this.expression(property.expression), this.commentsOf(property));
            }
            const [name, value] = this.entry(property);
            return item(`${snake(name)}=`, value, this.commentsOf(property));
        });
    }

    private entry(property: ts.ObjectLiteralElementLike): [string, Doc] {
        if (ts.isShorthandPropertyAssignment(property)) {
            return [property.name.text, snake(property.name.text)];
        }
        if (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)) {
            const name = ts.isPrivateIdentifier(property.name)
                ? property.name.text
                : (property.name as ts.StringLiteral).text;
            return [name, this.expression(property.initializer)];
        }
        throw new NoPythonForm(property.getText(this.source));
    }

    private object(node: ts.ObjectLiteralExpression): Doc {
        const named = this.declares(node);
        if (named === "document") {
            const dumps = this.holdsOutput(node) ? "pulumi.Output.json_dumps(" : "json.dumps(";
            return bracketed(dumps, [item("", this.dictionary(node, false))], ")");
        }
        return this.dictionary(node, named === "arguments");
    }

    private dictionary(node: ts.ObjectLiteralExpression, isRenamed: boolean): Doc {
        const items = node.properties.map((property) => {
            if (ts.isSpreadAssignment(property)) {
                return item("**", this.expression(property.expression), this.commentsOf(property));
            }
            const [name, value] = this.entry(property);
            return item(`${JSON.stringify(isRenamed ? snake(name) : name)}: `, value, this.commentsOf(property));
        });
        return bracketed("{", items, "}");
    }

    /** What an object is for: arguments, whose names Python writes in its own way, a policy document, or a map with keys. */
    private declares(node: ts.ObjectLiteralExpression): "arguments" | "document" | "map" {
        const names = node.properties.map(({ name }) => name?.getText(this.source) ?? "");
        if (names.includes("Statement") && this.isArgument(node)) {
            return "document";
        }
        // What begins with a capital is a part of a document.
        const type = this.checker.getContextualType(node) ?? this.spreadInto(node);
        const types = type ? [type, ...(type.isUnionOrIntersection() ? type.types : [])] : [];
        const isDeclared = types.some((one) =>
            names
                .filter((name) => /^[a-z]/.test(name))
                .flatMap((name) => this.checker.getPropertyOfType(one, name)?.declarations ?? [])
                .some((declaration) => declaration.getSourceFile().fileName.includes("/@pulumi/")),
        );
        return isDeclared ? "arguments" : "map";
    }

    /** True for what a resource is given as it stands; what is made a text by the program is written so by the program. */
    private isArgument(node: ts.Node): boolean {
        const call = ts.findAncestor(node.parent, (one) => ts.isCallExpression(one) || ts.isNewExpression(one));
        return call !== undefined && ts.isNewExpression(call);
    }

    /** The type of what an object in a variable is spread into. */
    private spreadInto(node: ts.ObjectLiteralExpression): ts.Type | undefined {
        const { parent } = node;
        if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) {
            return undefined;
        }
        const symbol = this.checker.getSymbolAtLocation(parent.name);
        let type: ts.Type | undefined;
        const visit = (child: ts.Node): void => {
            if (ts.isSpreadAssignment(child) && this.checker.getSymbolAtLocation(child.expression) === symbol) {
                type ??= this.checker.getContextualType(child.parent);
            }
            ts.forEachChild(child, visit);
        };
        visit(this.source);
        return type;
    }

    private holdsOutput(node: ts.Node): boolean {
        const isOutput = (child: ts.Node): boolean =>
            (ts.isPropertyAccessExpression(child) || ts.isIdentifier(child) || ts.isTaggedTemplateExpression(child)) &&
            this.checker.getPropertyOfType(this.checker.getTypeAtLocation(child), "apply") !== undefined;
        const holds = (child: ts.Node): boolean => isOutput(child) || ts.forEachChild(child, holds) === true;
        return holds(node);
    }

    private call(node: ts.CallExpression): Doc {
        const { expression: callee, arguments: args } = node;
        if (callee.getText(this.source) === "aws.iam.assumeRolePolicyForPrincipal" && args[0]) {
            const principal = item('"Principal": ', this.expression(args[0]));
            const statement = [
                item('"Sid": ', '"AllowAssumeRole"'),
                item('"Effect": ', '"Allow"'),
                principal,
                item('"Action": ', '"sts:AssumeRole"'),
            ];
            const document = [
                item('"Version": ', '"2012-10-17"'),
                item('"Statement": ', bracketed("[", [item("", bracketed("{", statement, "}"))], "]")),
            ];
            const isWhole =
                !ts.isCallExpression(node.parent) || !/stringify/i.test(node.parent.expression.getText(this.source));
            const value = bracketed("{", document, "}");
            return isWhole ? bracketed("json.dumps(", [item("", value)], ")") : value;
        }
        if (ts.isPropertyAccessExpression(callee) && callee.name.text === "map") {
            return this.comprehension(callee.expression, args[0]);
        }
        if (
            ts.isPropertyAccessExpression(callee) &&
            callee.name.text === "get" &&
            callee.getText(this.source).startsWith("aws.")
        ) {
            const [name, id, state] = args;
            const items = [name, id].map((argument) => item("", this.expression(argument as ts.Expression)));
            return bracketed(`${this.flat(callee)}(`, [...items, ...(state ? this.keywords(state) : [])], ")");
        }
        if (callee.getText(this.source).startsWith("aws.")) {
            return bracketed(`${this.flat(callee)}(`, args[0] ? this.keywords(args[0]) : [], ")");
        }
        if (
            ts.isPropertyAccessExpression(callee) &&
            /^(?:split|pop|push|then|forEach|join|slice)$/.test(callee.name.text)
        ) {
            throw new NoPythonForm(node.getText(this.source));
        }
        return bracketed(
            `${this.flat(callee)}(`,
            args.map((argument) =>
                item("", ts.isArrowFunction(argument) ? this.lambda(argument) : this.expression(argument)),
            ),
            ")",
        );
    }

    private lambda(node: ts.ArrowFunction): Doc {
        if (ts.isBlock(node.body)) {
            throw new NoPythonForm(node.getText(this.source));
        }
        return `lambda ${this.parameters(node)}: ${this.flat(node.body)}`;
    }

    private comprehension(list: ts.Expression, each: ts.Expression | undefined): Doc {
        const result =
            each && ts.isArrowFunction(each) ? (ts.isBlock(each.body) ? returned(each.body) : each.body) : undefined;
        if (!each || !ts.isArrowFunction(each) || !result) {
            throw new NoPythonForm(list.getText(this.source));
        }
        const [name, index] = each.parameters.map((parameter) => this.bound(parameter.name));
        const loop = index
            ? `for ${index}, ${name} in enumerate(${this.flat(list)})`
            : `for ${name} in ${this.flat(list)}`;
        const body = this.expression(result);
        return typeof body === "string"
            ? `[${body} ${loop}]`
            : { open: `[${body.open}`, items: body.items, close: `${body.close} ${loop}]` };
    }

    private template(node: ts.TemplateExpression): string {
        const text = (part: string): string => JSON.stringify(part).slice(1, -1).replace(/[{}]/g, "$&$&");
        const spans = node.templateSpans.map(
            ({ expression, literal }) => `{${this.flat(expression).replaceAll('"', "'")}}${text(literal.text)}`,
        );
        return `f"${text(node.head.text)}${spans.join("")}"`;
    }

    private parts(template: ts.TemplateLiteral): Item[] {
        if (ts.isNoSubstitutionTemplateLiteral(template)) {
            return [item("", JSON.stringify(template.text))];
        }
        const spans = template.templateSpans.flatMap(({ expression, literal }) => [
            item("", this.expression(expression)),
            item("", JSON.stringify(literal.text)),
        ]);
        return [item("", JSON.stringify(template.head.text)), ...spans].filter(({ value }) => value !== '""');
    }

    private commentsOf(node: ts.Node): string[] {
        const text = this.source.text;
        return (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []).map(
            ({ pos, end }) => `#${text.slice(pos, end).replace(/^\/\/|^\/\*|\*\/$/g, "")}`,
        );
    }
}

function returned({ statements: [statement, ...others] }: ts.Block): ts.Expression | undefined {
    return statement && ts.isReturnStatement(statement) && others.length === 0 ? statement.expression : undefined;
}

function item(label: string, value: Doc, comments: string[] = []): Item {
    return { label, value, comments };
}

function bracketed(open: string, items: Item[], close: string): Doc {
    return { open, items, close };
}

function onOneLine(doc: Doc): string {
    return typeof doc === "string"
        ? doc
        : `${doc.open}${doc.items.map(({ label, value }) => label + onOneLine(value)).join(", ")}${doc.close}`;
}

function render(doc: Doc, indent: string): string {
    const line = onOneLine(doc);
    if (
        typeof doc === "string" ||
        doc.items.length === 0 ||
        (!hasComments(doc) && indent.length + line.length <= WIDTH)
    ) {
        return line;
    }
    const inner = indent + INDENT;
    const lines = doc.items.flatMap(({ label, value, comments }) => [
        ...comments.map((comment) => inner + comment),
        `${inner}${label}${render(value, inner)},`,
    ]);
    return `${doc.open}\n${lines.join("\n")}\n${indent}${doc.close}`;
}

function hasComments(doc: Doc): boolean {
    return (
        typeof doc !== "string" && doc.items.some(({ comments, value }) => comments.length > 0 || hasComments(value))
    );
}
