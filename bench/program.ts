/** A Pulumi program of any size, and a script that runs it under Pulumi's own mocks. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { ROOT } from "./packs";

/** Four resources, of which three refer to others. */
const ROUND = `
    const key = new aws.kms.Key(\`key-\${i}\`, { enableKeyRotation: true, deletionWindowInDays: 30 });
    const topic = new aws.sns.Topic(\`topic-\${i}\`, { kmsMasterKeyId: key.id, tags: { Name: \`topic-\${i}\` } });
    const role = new aws.iam.Role(\`role-\${i}\`, {
        assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }] }),
    });
    new aws.lambda.Function(\`worker-\${i}\`, {
        role: role.arn, runtime: "nodejs22.x", handler: "index.handler", kmsKeyArn: key.arn,
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => {};") }),
        environment: { variables: { TOPIC: topic.arn } },
    });
`;

const MOCKS = `
    const compilerOptions = { module: "nodenext", moduleResolution: "nodenext", target: "ES2022" };
    require("ts-node").register({ transpileOnly: true, compilerOptions });
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name + "-id", state: { ...inputs, arn: "arn:aws:x:::" + name } }),
        call: ({ inputs }) => inputs,
    }, "bench", "prod", false);
    require("./index.ts");
`;

export interface Program {
    folder: string;
    /** Runs the program under Pulumi's mocks. */
    mocks: string;
    remove(): void;
}

/** Writes a program of `size` resources into a temporary folder, with this project's packages. */
export function makeProgram(size: number): Program {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-bench-"));
    const imports = `import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n`;
    const files = {
        "Pulumi.yaml": "name: bench\nruntime: nodejs\n",
        "Pulumi.prod.yaml": "config:\n  aws:region: us-east-1\n",
        "package.json": '{ "name": "bench", "main": "index.ts" }',
        "index.ts": `${imports}for (let i = 0; i < ${size / 4}; i++) {${ROUND}}\n`,
        "mocks.js": MOCKS,
    };
    for (const [name, content] of Object.entries(files)) {
        fs.writeFileSync(path.join(folder, name), content);
    }
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    return {
        folder,
        mocks: path.join(folder, "mocks.js"),
        remove: () => fs.rmSync(folder, { recursive: true, force: true }),
    };
}
