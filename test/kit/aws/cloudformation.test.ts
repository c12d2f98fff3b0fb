import * as assert from "node:assert/strict";

import { intrinsic, templateResources } from "../../../kit/aws/cloudformation";
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
