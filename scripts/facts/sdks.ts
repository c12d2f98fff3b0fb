/** The resources and data sources of Pulumi's providers, read from the type definitions of the installed Node SDKs. */
import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/** A property as the type definitions have it. */
export interface Property {
    type: string;
    optional: boolean;
}

export interface SdkResource {
    token: string;
    className: string;
    inputs: ReadonlyMap<string, Property>;
    outputs: ReadonlyMap<string, Property>;
}

export interface Sdk {
    version: string;
    /** Token -> resource, sorted. */
    resources: ReadonlyMap<string, SdkResource>;
    /** Interface of nested arguments, such as `ec2.InstanceRootBlockDevice` -> its properties. */
    nested: ReadonlyMap<string, ReadonlyMap<string, Property>>;
    /** Token of a data source -> the properties of its result, sorted by token. */
    functions: ReadonlyMap<string, ReadonlyMap<string, Property>>;
}

/** What the project's development dependencies say. */
export interface Installed {
    aws: Sdk;
    random: Sdk;
    /** The values of the enum `aws.lambda.Runtime`. */
    lambdaRuntimes: string[];
}

/** Reads the SDKs. Syntax only, so that it takes seconds. */
export function readInstalled(): Installed {
    const enums = path.join(folderOf("@pulumi/aws"), "types", "enums", "lambda", "index.d.ts");
    return {
        aws: readSdk("@pulumi/aws"),
        random: readSdk("@pulumi/random"),
        lambdaRuntimes: readEnum(enums, "Runtime"),
    };
}

function folderOf(name: string): string {
    return path.dirname(require.resolve(`${name}/package.json`));
}

function readSdk(name: string): Sdk {
    const folder = folderOf(name);
    const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
    const resources = new Map<string, SdkResource>();
    const functions = new Map<string, ReadonlyMap<string, Property>>();
    for (const file of fs.readdirSync(folder, { recursive: true }) as string[]) {
        if (!file.endsWith(".d.ts") || /(^|[\\/])(types|node_modules)[\\/]/.test(file)) {
            continue;
        }
        // The compiled code has the tokens; file names differ from them in case.
        const code = fs.readFileSync(path.join(folder, file.replace(/\.d\.ts$/, ".js")), "utf8");
        const [, resource] = /__pulumiType = '([^'][^'/]*\/[^']+)'/.exec(code) ?? [];
        const [, invoked] = /runtime\.invoke(?:Single)?\("([^"]+)"/.exec(code) ?? [];
        if (resource === undefined && invoked === undefined) {
            continue;
        }
        const source = parse(path.join(folder, file));
        if (resource !== undefined) {
            resources.set(resource, readResource(resource, source));
        }
        if (invoked !== undefined) {
            const result = source.statements
                .filter(ts.isInterfaceDeclaration)
                .find((declaration) => /^Get\w+Result$/.test(declaration.name.text));
            functions.set(invoked, propertiesOf(result?.members ?? [], source));
        }
    }
    return { version, resources: byKey(resources), nested: readNested(folder), functions: byKey(functions) };
}

function readNested(folder: string): Map<string, Map<string, Property>> {
    const nested = new Map<string, Map<string, Property>>();
    const file = path.join(folder, "types", "input.d.ts");
    const source = fs.existsSync(file) ? parse(file) : undefined;
    const visit = (statements: Iterable<ts.Statement>, prefix: string): void => {
        for (const statement of statements) {
            if (ts.isInterfaceDeclaration(statement)) {
                nested.set(prefix + statement.name.text, propertiesOf(statement.members, source as ts.SourceFile));
            } else if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
                visit(statement.body.statements, `${prefix}${statement.name.text}.`);
            }
        }
    };
    visit(source?.statements ?? [], "");
    return nested;
}

function readResource(token: string, source: ts.SourceFile): SdkResource {
    const className = token.split(":").pop() as string;
    const resource = source.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === className);
    const args = source.statements
        .filter(ts.isInterfaceDeclaration)
        .find(({ name }) => name.text === `${className}Args`);
    if (!resource || !args) {
        throw new Error(`The SDK has ${token} in a form that is not known.`);
    }
    return {
        token,
        className,
        inputs: propertiesOf(args.members, source),
        outputs: propertiesOf(resource.members, source),
    };
}

/** The properties among the members of an interface or a class, statics aside. */
function propertiesOf(
    members: Iterable<ts.TypeElement | ts.ClassElement>,
    source: ts.SourceFile,
): Map<string, Property> {
    const properties = new Map<string, Property>();
    for (const member of members) {
        const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
        if (isProperty && !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) {
            properties.set(member.name.getText(source), {
                type: (member.type?.getText(source) ?? "").replace(/\s+/g, " "),
                optional: member.questionToken !== undefined,
            });
        }
    }
    return properties;
}

function readEnum(file: string, name: string): string[] {
    const source = parse(file);
    const declaration = source.statements
        .filter(ts.isVariableStatement)
        .flatMap(({ declarationList }) => declarationList.declarations)
        .find((candidate) => candidate.name.getText(source) === name);
    const type = declaration?.type;
    const members =
        type && ts.isTypeLiteralNode(type) ? propertiesOf(type.members, source) : new Map<string, Property>();
    return [...members.values()].map((member) => JSON.parse(member.type) as string);
}

function parse(file: string): ts.SourceFile {
    return ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
}

function byKey<T>(map: ReadonlyMap<string, T>): Map<string, T> {
    return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
