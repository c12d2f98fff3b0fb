import * as assert from "node:assert/strict";

import { accountIn, allStatementsOf, awsPrincipals, conditionKeys, isPlaceholderAccount, statementsOf, texts } from "../../../kit/aws/iam";
import { guard, UnknownValue } from "../../../kit/unknown";
import { unknown } from "../../harness";

describe("kit/iam", () => {
    it("reads JSON text and objects, one statement and lists", () => {
        const statement = { Effect: "Allow", Action: "*" };
        for (const document of [{ Statement: statement }, { Statement: [statement] }]) {
            assert.deepEqual(statementsOf(document), [statement]);
            assert.deepEqual(statementsOf(JSON.stringify(document)), [statement]);
        }
    });

    it("reads nothing where there is no document", () => {
        for (const odd of [undefined, null, 5, "", "{", "[]", [], {}, { Statement: "x" }, { Statement: [null, 3] }]) {
            assert.deepEqual(statementsOf(odd), []);
        }
    });

    it("skips what is not known yet, and throws on the read of an element that is not", () => {
        const [statement] = statementsOf(guard({ Statement: [unknown, { Effect: "Allow", Action: ["a", unknown], Resource: unknown }] }));
        assert.deepEqual(texts(statement?.Action), ["a"]);
        assert.throws(() => statement?.Resource, UnknownValue);
    });

    it("tells AWS principals from services and identity providers", () => {
        assert.deepEqual(awsPrincipals({ Principal: "*" }), ["*"]);
        assert.deepEqual(awsPrincipals({ Principal: { AWS: ["1", "2"], Service: "ec2.amazonaws.com" } }), ["1", "2"]);
        assert.deepEqual(awsPrincipals({ Principal: { Federated: "x" } }), []);
        assert.deepEqual(awsPrincipals({}), []);
    });

    it("names the keys of conditions, whose values may be unknown", () => {
        const [statement] = statementsOf(
            guard({ Statement: { Condition: { StringEquals: { "sts:ExternalId": unknown }, Bool: { "aws:MultiFactorAuthPresent": "true" } } } }),
        );
        assert.deepEqual(statement && conditionKeys(statement), ["sts:externalid", "aws:multifactorauthpresent"]);
    });

    it("names no keys of what is no condition", () => {
        for (const Condition of [undefined, null, "x", {}, { Bool: null }, { Bool: "x" }] as never[]) {
            assert.deepEqual(conditionKeys({ Condition }), []);
        }
        assert.deepEqual(awsPrincipals({ Principal: null as never }), []);
    });

    it("reads every statement, or throws", () => {
        const statement = { Effect: "Allow", Action: "*" };
        assert.deepEqual(allStatementsOf({ Statement: statement }), [statement]);
        assert.deepEqual(allStatementsOf({ Statement: [statement, null] }), [statement]);
        assert.throws(() => allStatementsOf(guard({ Statement: [statement, unknown] })), UnknownValue);
    });

    it("finds the account in an ARN or alone", () => {
        assert.equal(accountIn("arn:aws:iam::604219837745:root"), "604219837745");
        assert.equal(accountIn("arn:aws-cn:sqs:cn-north-1:604219837745:q"), "604219837745");
        assert.equal(accountIn("604219837745"), "604219837745");
        for (const none of ["*", "arn:aws:s3:::logs", "arn:aws:iam::aws:policy/x", "orders-604219837745"]) {
            assert.equal(accountIn(none), undefined);
        }
    });

    it("knows the accounts of documentation", () => {
        assert.ok(["123456789012", "111122223333", "444444444444"].every(isPlaceholderAccount));
        assert.ok(!isPlaceholderAccount("604219837745"));
    });
});
