import { lambdaInlineCode } from "../../../policies/lambda/lambda-inline-code";
import { assetArchive, fileArchive, policyTests, resource, stringAsset, unknown, type TestResource, type Value } from "../../harness";

const fn = (code: Value, handler: Value = "index.handler"): TestResource =>
    resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", handler, code });
const source = "exports.handler = async () => {\n    return 200;\n    \n};\n";
const fileAsset = (path: string): never => {
    const asset: { text?: string } = { ...(stringAsset("") as { text: string }) };
    delete asset.text;
    return { ...asset, path } as never;
};
const expect = [{ resource: "orders", property: "code", level: "advisory" as const, says: /3 lines of the handler index\.js stand in/ }];

policyTests(lambdaInlineCode, {
    example: {
        bad: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn,
                code: new pulumi.asset.AssetArchive({
                    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 200;"),
                }),
            });`,
        good: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn,
                code: new pulumi.asset.FileArchive("./functions/orders"),
            });`,
    },
    pass: [
        { name: "a folder", stack: [fn(fileArchive("./functions/orders"))] },
        { name: "a folder in an archive", stack: [fn(assetArchive({ ".": fileArchive("./functions/orders") }))] },
        {
            name: "a text beside a handler that is a file",
            kind: "lookalike",
            stack: [fn(assetArchive({ "index.js": fileAsset("./index.js"), "config.json": stringAsset("{}") }))],
        },
        { name: "code that is not known yet", stack: [fn(unknown)] },
        { name: "a handler that is not known yet", stack: [fn(assetArchive({ "index.js": stringAsset(source) }), unknown)] },
        { name: "a callback that Pulumi serialized", stack: [fn(assetArchive({ "__index.js": stringAsset(source) }), "__index.handler")] },
        { name: "no code", kind: "default", stack: [resource("aws:lambda/function:Function", "orders", { packageType: "Image" })] },
        { name: "few lines", settings: { lines: 5 }, stack: [fn(assetArchive({ "index.js": stringAsset(source) }))] },
    ],
    fail: [
        { name: "a handler in a string", stack: [fn(assetArchive({ "index.js": stringAsset(source) }))], expect },
        {
            name: "in a folder",
            stack: [fn(assetArchive({ "./src.v2/index.mjs": stringAsset(source) }), "src.v2/index.handler")],
            expect: [{ ...expect[0]!, says: /src\.v2\/index\.mjs/ }],
        },
        {
            name: "one line",
            stack: [fn(assetArchive({ "index.js": stringAsset("exports.handler = async () => 200;") }))],
            expect: [{ ...expect[0]!, says: /one line of the handler index\.js stands in/ }],
        },
        { name: "more lines than allowed", settings: { lines: 2 }, stack: [fn(assetArchive({ "index.js": stringAsset(source) }))], expect },
    ],
});
