import * as assert from "node:assert/strict";

import { intrinsic, TEMPLATE_TOKENS, templateResources } from "../../../kit/aws/cloudformation";
import { unknown } from "../../harness";

const stack = (templateBody: unknown): ReturnType<typeof templateResources> =>
    templateResources({ token: "aws:cloudformation/stack:Stack", unguarded: { templateBody } });

describe("templateResources", () => {
    it("reads a template in JSON", () => {
        const body = JSON.stringify({ Resources: { Queue: { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: 5 } } } });
        assert.deepEqual(stack(body), [{ logicalId: "Queue", type: "AWS::SQS::Queue", properties: { DelaySeconds: 5 } }]);
    });

    it("reads a template in YAML with intrinsic functions of every kind", () => {
        const body = `
Resources:
  Template:
    Type: AWS::MGN::ReplicationConfigurationTemplate
    Properties:
      StagingAreaSubnetId: !Ref Subnet
      EbsEncryption: !If [own, CUSTOM, DEFAULT]
      CreatePublicIP: false
      Tags: !Transform { Name: x }
`;
        assert.deepEqual(stack(body)?.[0]?.properties, {
            StagingAreaSubnetId: intrinsic,
            EbsEncryption: intrinsic,
            CreatePublicIP: false,
            Tags: intrinsic,
        });
    });

    it("reads what Cloud Control makes", () => {
        const values = { typeName: "AWS::SQS::Queue", desiredState: '{"DelaySeconds":5}' };
        assert.deepEqual(templateResources({ token: "aws:cloudcontrol/resource:Resource", unguarded: values }), [
            { logicalId: "", type: "AWS::SQS::Queue", properties: { DelaySeconds: 5 } },
        ]);
    });

    it("reads what aws-native takes as an object", () => {
        const control = (unguarded: Record<string, unknown>): unknown => templateResources({ token: "aws-native:index:ExtensionResource", unguarded });
        const made = { logicalId: "", type: "AWS::SQS::Queue" };
        assert.deepEqual(control({ type: "AWS::SQS::Queue", properties: { DelaySeconds: 5 } }), [{ ...made, properties: { DelaySeconds: 5 } }]);
        assert.deepEqual(control({ type: "AWS::SQS::Queue", properties: unknown }), [{ ...made, properties: undefined }]);
        assert.deepEqual(control({ type: "AWS::SQS::Queue", properties: 5 }), [{ ...made, properties: undefined }]);
        assert.equal(control({ type: 5 }), undefined);
        assert.deepEqual(stack({ Resources: { Queue: { Type: "AWS::SQS::Queue" } } }), [{ logicalId: "Queue", type: "AWS::SQS::Queue", properties: {} }]);
        assert.equal(stack("null"), undefined);
        assert.equal(stack(null), undefined);
    });

    it("names the types that make others", () => {
        assert.deepEqual([...TEMPLATE_TOKENS].sort(), [
            ...["aws-native:cloudformation:Stack", "aws-native:cloudformation:StackSet", "aws-native:index:ExtensionResource"],
            ...["aws:cloudcontrol/resource:Resource", "aws:cloudformation/stack:Stack", "aws:cloudformation/stackSet:StackSet"],
        ]);
        assert.deepEqual(intrinsic, { Ref: "" });
    });

    it("says when it cannot know", () => {
        assert.equal(stack(unknown), undefined);
        assert.equal(stack(undefined), undefined);
        assert.equal(stack("{ not: [a template"), undefined);
        const values = { typeName: unknown };
        assert.equal(templateResources({ token: "aws:cloudcontrol/resource:Resource", unguarded: values }), undefined);
    });

    it("has nothing for another type, or for odd input", () => {
        assert.deepEqual(templateResources({ token: "aws:sqs/queue:Queue", unguarded: {} }), []);
        assert.deepEqual(stack('{"Resources": [1, null, {"Type": 3}]}'), []);
        assert.deepEqual(stack('{"Resources": null}'), []);
    });
});
