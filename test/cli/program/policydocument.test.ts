import * as assert from "node:assert/strict";

import type { Values } from "../../../cli/inputs/stack";
import { policyDocument } from "../../../cli/program/policydocument";

const document = (args: Values): unknown => JSON.parse(String(policyDocument(args).json));

describe("policy document", () => {
    it("writes statements as the provider does", () => {
        const statement = {
            sid: "Read",
            actions: ["s3:ListBucket", "s3:GetObject"],
            resources: ["arn:aws:s3:::logs"],
            principals: [
                { type: "AWS", identifiers: ["arn:aws:iam::604219837745:root"] },
                { type: "Service", identifiers: ["lambda.amazonaws.com", "ecs.amazonaws.com"] },
            ],
            conditions: [
                { test: "StringEquals", variable: "aws:RequestedRegion", values: ["eu-west-1"] },
                { test: "StringEquals", variable: "aws:ResourceTag/Team", values: ["a", "b"] },
            ],
        };
        const { json, minifiedJson } = policyDocument({ statements: [statement] });
        assert.equal(
            json,
            JSON.stringify(
                {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Sid: "Read",
                            Effect: "Allow",
                            Action: ["s3:GetObject", "s3:ListBucket"],
                            Resource: "arn:aws:s3:::logs",
                            Principal: {
                                AWS: "arn:aws:iam::604219837745:root",
                                Service: ["ecs.amazonaws.com", "lambda.amazonaws.com"],
                            },
                            Condition: {
                                StringEquals: { "aws:RequestedRegion": "eu-west-1", "aws:ResourceTag/Team": ["a", "b"] },
                            },
                        },
                    ],
                },
                null,
                2,
            ),
        );
        assert.deepEqual(JSON.parse(String(minifiedJson)), JSON.parse(String(json)));
    });

    it("knows everyone, denials and exceptions", () => {
        const everyone = [{ type: "*", identifiers: ["*"] }];
        assert.deepEqual(
            document({
                policyId: "p",
                version: "2008-10-17",
                statements: [{ effect: "Deny", notActions: ["iam:*"], notResources: ["*"], principals: everyone }],
            }),
            {
                Version: "2008-10-17",
                Id: "p",
                Statement: [{ Effect: "Deny", NotAction: "iam:*", NotResource: "*", Principal: "*" }],
            },
        );
    });

    it("puts the statements of other documents before its own, or over them by Sid", () => {
        const source = '{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:Old"},{"Effect":"Allow","Action":"b:Any"}]}';
        const override = '{"Statement":{"Sid":"A","Effect":"Deny","Action":"a:New"}}';
        assert.deepEqual(
            document({
                sourcePolicyDocuments: [source],
                overridePolicyDocuments: [override],
                statements: [{ sid: "C", actions: ["c:Own"] }],
            }),
            {
                Version: "2012-10-17",
                Statement: [
                    { Sid: "A", Effect: "Deny", Action: "a:New" },
                    { Effect: "Allow", Action: "b:Any" },
                    { Sid: "C", Effect: "Allow", Action: "c:Own" },
                ],
            },
        );
        assert.deepEqual(document({}), { Version: "2012-10-17", Statement: [] });
    });
});
