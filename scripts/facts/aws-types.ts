/** The resources of @pulumi/aws and their inputs, read from the type definitions of the installed package. */
import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

export interface AwsInput {
    /** The type as it is written there. */
    type: string;
    optional: boolean;
}

export interface AwsResource {
    token: string;
    className: string;
    inputs: ReadonlyMap<string, AwsInput>;
}

export interface AwsTypes {
    version: string;
    /** Token -> resource, sorted. */
    resources: ReadonlyMap<string, AwsResource>;
    /** The values of the enum `aws.lambda.Runtime`. */
    lambdaRuntimes: string[];
}

/** Reads the types. Syntax only, so that it takes seconds. */
export function readAwsTypes(): AwsTypes {
    const root = path.dirname(require.resolve("@pulumi/aws/package.json"));
    const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
    const resources = fs
        .readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => fs.readdirSync(path.join(root, name)).map((file) => path.join(root, name, file)))
        .filter((file) => file.endsWith(".d.ts"))
        .map(readResource)
        .filter((resource) => resource !== undefined)
        .sort((a, b) => (a.token < b.token ? -1 : 1));
    return {
        version,
        resources: new Map(resources.map((resource) => [resource.token, resource])),
        lambdaRuntimes: readEnum(path.join(root, "types", "enums", "lambda", "index.d.ts"), "Runtime"),
    };
}

function readResource(file: string): AwsResource | undefined {
    const source = parse(file);
    const resource = source.statements.filter(ts.isClassDeclaration).find(({ heritageClauses = [] }) =>
        heritageClauses.some((clause) => clause.getText(source) === "extends pulumi.CustomResource"),
    );
    if (!resource?.name) {
        return undefined;
    }
    const className = resource.name.text;
    const args = source.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === `${className}Args`);
    // File names differ from tokens in case; the compiled class has the token.
    const [, token] = /__pulumiType = '([^']+)'/.exec(fs.readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8")) ?? [];
    if (!args || !token) {
        throw new Error(`@pulumi/aws has a resource in a form that is not known: ${path.basename(file)}`);
    }
    const inputs = args.members.filter(ts.isPropertySignature).map((member): [string, AwsInput] => [
        member.name.getText(source),
        { type: (member.type?.getText(source) ?? "").replace(/\s+/g, " "), optional: member.questionToken !== undefined },
    ]);
    return { token, className, inputs: new Map(inputs) };
}

function readEnum(file: string, name: string): string[] {
    const source = parse(file);
    const declaration = source.statements
        .filter(ts.isVariableStatement)
        .flatMap(({ declarationList }) => declarationList.declarations)
        .find((candidate) => candidate.name.getText(source) === name);
    const type = declaration?.type;
    const members = type && ts.isTypeLiteralNode(type) ? [...type.members] : [];
    return members.filter(ts.isPropertySignature).map((member) => JSON.parse(member.type?.getText(source) ?? '""') as string);
}

function parse(file: string): ts.SourceFile {
    return ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
}
