/** Who may use a resource, by the policies that resources hold. */
import * as assert from "node:assert/strict";

import type { Statement } from "../../../kit/aws/iam";
import {
    isAnyone,
    isRestricted,
    openStatements,
    policyHeldBy,
    policyHoldersOf,
    ResourcePolicyHolder,
    servicesForAnyAccount,
} from "../../../kit/aws/resource-policies";
import { Resource, type Values } from "../../../kit/resource";
import { UNKNOWN } from "../../../kit/sentinels";
import { guard, UnknownValue } from "../../../kit/unknown";
import { impossible, isAwsToken } from "../../aws";

const holder = (type: string, properties: Values): Resource => new Resource({ urn: "urn:holder", type, name: "holder", properties });
const open: Statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage" };
const document = JSON.stringify({ Statement: open });

describe("kit/resource-policies", () => {
    const documents = { policy: document, policyDocument: document, accessPolicies: document, accessPolicy: document, principal: "*" };
    for (const type of ResourcePolicyHolder.tokens) {
        it(`knows where the policy of ${type} stands, and of what it is`, () => {
            const held = policyHeldBy(holder(type, documents));
            assert.equal(held?.statements.length, 1);
            assert.equal(held?.statements[0]?.Effect, "Allow");
            assert.ok(isAwsToken(type));
            assert.deepEqual(impossible(type, [held.property, ...(held.of === undefined ? [] : [held.of])], false), []);
        });
    }

    it("finds no policy where there is none", () => {
        assert.equal(policyHeldBy(holder("aws:sqs/queue:Queue", {})), undefined);
        assert.equal(policyHeldBy(holder("aws:ec2/vpc:Vpc", documents)), undefined);
        assert.throws(() => policyHeldBy(holder("aws:sqs/queue:Queue", { policy: UNKNOWN })), UnknownValue);
    });

    it("knows which types hold the policy of another", () => {
        const of = (type: string): string[] => policyHoldersOf(holder(type, {})).map(({ holder: { tokens }, of: property }) => `${tokens.join()} ${property}`);
        assert.deepEqual(of("aws:sqs/queue:Queue"), ["aws:sqs/queuePolicy:QueuePolicy queueUrl"]);
        assert.deepEqual(of("aws:lambda/function:Function"), [
            "aws:lambda/resourcePolicy:ResourcePolicy resourceArn",
            "aws:lambda/permission:Permission function",
        ]);
        assert.deepEqual(of("aws:ec2/vpc:Vpc"), []);
    });

    describe("reads a permission as a statement", () => {
        const read = (properties: Values, type = "aws:lambda/permission:Permission"): unknown => {
            const [statement] = policyHeldBy(holder(type, properties))?.statements ?? [];
            return JSON.parse(JSON.stringify(statement));
        };
        it("of a service", () => {
            assert.deepEqual(read({ principal: "s3.amazonaws.com", action: "lambda:InvokeFunction", sourceArn: "arn:aws:s3:::a", sourceAccount: "1" }), {
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "lambda:InvokeFunction",
                Condition: { StringLike: { "aws:SourceArn": "arn:aws:s3:::a" }, StringEquals: { "aws:SourceAccount": "1" } },
            });
        });
        it("of an account, an organisation, or what looks like a service", () => {
            const principals = ["123456789012", "*", "arn:aws:iam::123456789012:root", "alexa-appkit.amazon.com", "logs.amazonaws.com.cn"];
            assert.deepEqual(
                principals.map((principal) => Object.keys((read({ principal, action: "a" }) as { Principal: object }).Principal)),
                [["AWS"], ["AWS"], ["AWS"], ["Service"], ["Service"]],
            );
        });
        it("of a bus, with a condition of its own", () => {
            const type = "aws:cloudwatch/eventPermission:EventPermission";
            const condition = { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-1" };
            assert.deepEqual(read({ principal: "*", condition }, type), {
                ...{ Effect: "Allow", Principal: { AWS: "*" }, Action: "events:PutEvents", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
            });
        });
        it("whose principal or condition is not known", () => {
            const type = "aws:cloudwatch/eventPermission:EventPermission";
            const principal = policyHeldBy(holder(type, { principal: UNKNOWN }))?.statements[0];
            assert.throws(() => principal?.Principal, UnknownValue);
            for (const condition of [UNKNOWN, { type: UNKNOWN, key: "a", value: "b" }, { type: "a", key: UNKNOWN, value: "b" }]) {
                const [statement] = policyHeldBy(holder(type, { principal: "*", condition }))?.statements ?? [];
                assert.throws(() => statement?.Condition, UnknownValue);
            }
        });
    });

    it("knows who is anyone", () => {
        const principals: [Statement, boolean][] = [
            [{ Principal: "*" }, true],
            [{ Principal: { AWS: "*" } }, true],
            [{ Principal: { AWS: ["123456789012", "*"] } }, true],
            [{ Principal: { AWS: "123456789012" } }, false],
            [{ Principal: { Service: "*" } }, false],
            [{ Principal: "123456789012" as "*" }, false],
            [{ NotPrincipal: { AWS: "123456789012" } }, true],
            [{}, false],
            [{ Principal: null as never }, false],
        ];
        for (const [statement, anyone] of principals) {
            assert.equal(isAnyone(statement), anyone, JSON.stringify(statement));
        }
    });

    it("knows services that act for any account", () => {
        const services = (more: Statement): string[] => servicesForAnyAccount({ Effect: "Allow", Principal: { Service: ["sns.amazonaws.com"] }, ...more });
        assert.deepEqual(services({}), ["sns.amazonaws.com"]);
        const others: Statement[] = [
            { Effect: "Deny" },
            { Principal: "*" as const },
            { Principal: { AWS: "*" } },
            { Principal: { Service: [] } },
            { Principal: null as never },
        ];
        for (const other of others) {
            assert.deepEqual(services(other), [], JSON.stringify(other));
        }
        assert.deepEqual(services({ Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }), []);
    });

    describe("knows a condition that says who, or from where", () => {
        const rows: [operator: string, key: string, value: string | string[], restricted: boolean][] = [
            ["StringEquals", "aws:SourceAccount", "123456789012", true],
            ["stringequalsignorecase", "AWS:SourceAccount", "123456789012", true],
            ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/*", true],
            ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:123456789012:*", true],
            ["ArnEquals", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/a", true],
            ["IpAddress", "aws:SourceIp", "10.0.0.0/8", true],
            ["Bool", "aws:PrincipalIsAWSService", "true", true],
            ["Bool", "aws:PrincipalIsAWSService", "false", false],
            ["StringEqualsIfExists", "aws:SourceAccount", "123456789012", false],
            ["ForAllValues:StringEquals", "aws:SourceAccount", "123456789012", false],
            ["StringNotEquals", "aws:SourceAccount", "123456789012", false],
            ["StringEquals", "aws:PrincipalTag/team", "a", false],
            ["StringEquals", "x-aws:SourceAccount", "a", false],
            ["StringEquals", "aws:SourceAccounts", "a", false],
            ["StringLike", "aws:SourceAccount", "*", false],
            ["StringLike", "aws:SourceAccount", "**", false],
            ["StringLike", "aws:SourceAccount", "", false],
            ["StringLike", "aws:SourceAccount", "1*", true],
            ["StringLike", "aws:SourceAccount", ["123456789012", "*"], false],
            ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*", false],
            ["ArnLike", "aws:SourceArn", "arn:aws:s3:::*", false],
            ["ArnLike", "aws:SourceArn", "arn:*:*:*:*:*:*/*", false],
            ["ArnLike", "aws:SourceArn", "arn:aws:s3:::logs", true],
            ["ArnLike", "aws:SourceArn", "arn:aws:iam::*:role/x", true],
            ["StringLike", "aws:SourceArn", "xarn:aws:s3:::*", true],
            ["IpAddress", "aws:SourceIp", "10.0.0.0/7", false],
            ["IpAddress", "aws:SourceIp", "0.0.0.0/0", false],
            ["IpAddress", "aws:SourceIp", "::/0", false],
            ["IpAddress", "aws:SourceIp", "2001:db8::/9", true],
            ["IpAddress", "aws:SourceIp", "::/32", true],
            ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "0.0.0.0/0"], false],
        ];
        for (const [operator, key, value, restricted] of rows) {
            it(`${operator} ${key} ${String(value)}: ${restricted ? "it does" : "it does not"}`, () => {
                assert.equal(isRestricted({ Condition: { [operator]: { [key]: value } } }), restricted);
            });
        }

        it("also one whose value is not known", () => {
            assert.equal(isRestricted(guard({ Condition: { StringEquals: { "aws:SourceAccount": UNKNOWN } } })), true);
            assert.equal(isRestricted({}), false);
            assert.equal(isRestricted({ Condition: { StringEquals: null as never } }), false);
        });
    });

    describe("knows a denial that closes what is open", () => {
        const closing = (denial: Statement, statement = open): boolean =>
            openStatements([statement, { Effect: "Deny", Principal: "*", ...denial }]).length === 0;
        const unless = (operator: string, key: string, value: string): Statement => ({ Action: "*", Condition: { [operator]: { [key]: value } } });
        const rows: [name: string, denial: Statement, closed: boolean][] = [
            ["of every action", { Action: "*" }, true],
            ["of the action", { Action: ["sqs:SendMessage"] }, true],
            ["of another action", { Action: "sqs:ReceiveMessage" }, false],
            ["of all but some actions", { NotAction: "sqs:Get*" }, true],
            ["of actions that are not known", guard({ Action: [UNKNOWN] }), true],
            ["of one account", { Action: "*", Principal: { AWS: "123456789012" } }, false],
            ["of an account that is not known", guard({ Action: "*", Principal: { AWS: [UNKNOWN] } }), true],
            ["for all but one account", unless("StringNotEquals", "aws:SourceAccount", "1"), true],
            ["for all but one account, where there is one", unless("StringNotEqualsIfExists", "aws:SourceAccount", "1"), true],
            ["for all but some", unless("ForAllValues:StringNotLike", "aws:PrincipalOrgPaths", "o-1/*"), true],
            ["for all but any", unless("ForAnyValue:StringNotLike", "aws:PrincipalOrgPaths", "o-1/*"), true],
            ["for all but one ARN", unless("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::1:role/a"), true],
            ["for all but some networks", unless("NotIpAddress", "aws:SourceIp", "10.0.0.0/8"), true],
            ["for all but no network", unless("NotIpAddress", "aws:SourceIp", "0.0.0.0/0"), false],
            ["for all but services", unless("Bool", "aws:PrincipalIsAWSService", "false"), true],
            ["for services", unless("Bool", "aws:PrincipalIsAWSService", "true"), false],
            ["for one account", unless("StringEquals", "aws:SourceAccount", "1"), false],
            ["without TLS", unless("Bool", "aws:SecureTransport", "false"), false],
            ["by an operator that does not exist", unless("StringNotEqualsAtAll!", "aws:SourceAccount", "1"), false],
            ["that allows", { Effect: "Allow", Action: "x:Y", Principal: { AWS: "1" } }, false],
        ];
        for (const [name, denial, closed] of rows) {
            it(`${name}: ${closed ? "it does" : "it does not"}`, () => assert.equal(closing(denial), closed));
        }

        it("by one of its conditions", () => {
            const condition = { StringNotEquals: { "aws:SourceAccount": "1" }, Bool: { "aws:SecureTransport": "false" } };
            assert.ok(closing({ Action: "*", Condition: condition }));
        });

        it("for all of the actions", () => {
            const two = { ...open, Action: ["sqs:SendMessage", "sqs:ReceiveMessage"] };
            assert.ok(!closing({ Action: "sqs:Send*" }, two));
            assert.ok(closing({ Action: ["sqs:Send*", "sqs:Receive*"] }, two));
            assert.ok(!closing({ Action: "sqs:*" }, { Effect: "Allow", Principal: "*" }), "what allows no action is not closed");
        });
    });
});
