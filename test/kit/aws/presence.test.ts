import * as assert from "node:assert/strict";

import { presence, type Sought } from "../../../kit/aws/presence";
import type { Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { unknown } from "../../harness";
import { make } from "./make";

describe("kit/presence", () => {
    const server = make("aws:transfer/server:Server", "sftp");
    const bucket = make("aws:s3/bucket:Bucket", "bucket");
    const template = (Type: string): Resource =>
        make("aws:cloudformation/stack:Stack", "made", { templateBody: JSON.stringify({ Resources: { One: { Type } } }) });
    const hidden = make("aws:cloudformation/stack:Stack", "made", { templateUrl: "https://shop.dev/a.yaml", templateBody: unknown });
    const evidence = ["aws:transfer/server:Server"];
    const templates = ["AWS::Transfer::Server"];

    const rows: [string, Partial<Sought>, Resource[], "present" | "absent" | `unclear: ${string}`, string[]?][] = [
        ["a resource", {}, [bucket, server], "present"],
        ["none", {}, [bucket], "absent"],
        ["an empty stack", {}, [], "absent"],
        ["what the setting names", {}, [bucket], "present", ["aws:s3/*::buck*"]],
        ["a resource that does not count", { counts: ({ name }) => name === "other" }, [server], "absent"],
        ["a resource that counts", { counts: ({ name }) => name === "sftp" }, [server, bucket], "present"],
        ["a template's", { templates }, [template("AWS::Transfer::Server")], "present"],
        ["a template's of a longer name", { templates }, [template("AWS::Transfer::ServerUser")], "absent"],
        ["a template's, where templates do not count", {}, [template("AWS::Transfer::Server")], "absent"],
        ["a template's of a service", { templates: ["AWS::Other::", "AWS::Transfer::"] }, [bucket, template("AWS::Transfer::User")], "present"],
        ["a template's of another service", { templates: ["AWS::Transfer::"] }, [template("AWS::S3::Bucket")], "absent"],
        ["a template's that does not count", { templates, countsInTemplate: () => false }, [template("AWS::Transfer::Server")], "absent"],
        ["a template that is not known", { templates }, [bucket, hidden], "unclear: templateBody"],
        ["a template that is not known, where templates do not count", {}, [hidden], "absent"],
        ["what the policy finds", { found: (stack) => stack.managed.length === 1 }, [bucket], "present"],
        ["what the policy does not find", { found: (stack) => stack.managed.length === 2 }, [bucket], "absent"],
        ["what the policy cannot tell", { unclear: (stack) => stack.managed[0]?.name }, [bucket], "unclear: bucket"],
        ["what the policy can tell", { unclear: () => undefined }, [bucket], "absent"],
        ["a stack that needs none", { absent: () => undefined }, [bucket], "present"],
        ["a stack that needs one", { absent: (stack) => (stack.managed.length === 1 ? "absent" : undefined) }, [bucket], "absent"],
    ];
    for (const [name, sought, resources, expected, globs = evidence] of rows) {
        it(`${expected}: ${name}`, () => {
            const said: string[] = [];
            presence({ evidence, absent: "absent", ...sought }).checkStack({
                stack: new Stack(resources),
                settings: { evidence: globs },
                report: (property, problem) => void said.push(`${property ?? ""}${problem}`),
                undecided: (property) => void said.push(`unclear: ${property}`),
            });
            assert.deepEqual(said, expected === "present" ? [] : [expected]);
        });
    }

    it("is a policy that is off, with its evidence as a setting", () => {
        const { level, settings } = presence({ evidence, absent: "absent" });
        assert.equal(level, "disabled");
        assert.deepEqual(settings.evidence.default, evidence);
        assert.equal(settings.evidence.type, "array");
        assert.deepEqual(settings.evidence.items, { type: "string" });
    });
});
