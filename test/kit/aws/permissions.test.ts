import * as assert from "node:assert/strict";

import type { Statement } from "../../../kit/aws/iam";
import { allows, type Answer, type Document, IDENTITY, matchesAction, NOT_KNOWN, readable, type Request, weigh } from "../../../kit/aws/permissions";
import { roleMay } from "../../../kit/aws/role-permissions";
import { serviceMay } from "../../../kit/aws/service-permissions";
import type { Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { guard } from "../../../kit/unknown";
import { unknown } from "../../harness";
import { from, make } from "./make";

const document = (...statements: Statement[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

const ARN = "arn:aws:sqs:eu-west-1:604219837745:orders";
const queue = make("aws:sqs/queue:Queue", "orders", { arn: ARN });
const newQueue = make("aws:sqs/queue:Queue", "new", { arn: unknown });
const rule = make("aws:cloudwatch/eventRule:EventRule", "rule", { arn: "arn:aws:events:eu-west-1:604219837745:rule/a" });
const newRule = make("aws:cloudwatch/eventRule:EventRule", "new", { arn: unknown });
const request: Request = { action: "sqs:SendMessage", on: queue };

describe("kit/permissions", () => {
    const table: [string, Statement | Statement[] | undefined, Answer, Request?][] = [
        ["nothing said", [], "no"],
        ["a document that is not known", undefined, "not known"],
        ["the action and the resource", { Effect: "Allow", Action: "sqs:SendMessage", Resource: ARN }, "yes"],
        ["another case of the action", { Effect: "Allow", Action: "SQS:sendmessage", Resource: ARN }, "yes"],
        ["wildcards", { Effect: "Allow", Action: ["s3:*", "sqs:Send*"], Resource: "arn:aws:sqs:*:*:ord?rs" }, "yes"],
        ["another action", { Effect: "Allow", Action: "sqs:Receive*", Resource: "*" }, "no"],
        ["another resource", { Effect: "Allow", Action: "sqs:*", Resource: `${ARN}-failed` }, "no"],
        ["an action that is not known", { Effect: "Allow", Action: unknown, Resource: "*" }, "not known"],
        ["a resource that is not known", { Effect: "Allow", Action: "*", Resource: [unknown] }, "not known"],
        ["an effect that is not known", { Effect: unknown, Action: "*", Resource: "*" }, "not known"],
        ["all but other actions", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, "yes"],
        ["all but this action", { Effect: "Allow", NotAction: "sqs:*", Resource: "*" }, "no"],
        ["all but another resource", { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::*" }, "yes"],
        ["all but this resource", { Effect: "Allow", Action: "*", NotResource: ARN }, "no"],
        ["a known action beside one that is not", { Effect: "Allow", Action: [unknown, "sqs:*"], Resource: "*" }, "yes"],
        ["a resource that is not known, of another action", { Effect: "Allow", Action: "s3:*", Resource: unknown }, "no"],
        ["all but an action that is not known", { Effect: "Allow", NotAction: [unknown], Resource: "*" }, "not known"],
        ["all but this action, and one that is not known", { Effect: "Allow", NotAction: [unknown, "sqs:*"], Resource: "*" }, "no"],
        ["all but a resource that is not known", { Effect: "Allow", Action: "*", NotResource: unknown }, "not known"],
        ["a part of a name", { Effect: "Allow", Action: "sqs:Send", Resource: "*" }, "no"],
        ["one character in place of one", { Effect: "Allow", Action: "sqs:SendMessag?", Resource: "*" }, "yes"],
        ["one character in place of none", { Effect: "Allow", Action: "sqs:SendMessage?", Resource: "*" }, "no"],
        ["another case of the resource", { Effect: "Allow", Action: "*", Resource: ARN.replace("orders", "Orders") }, "no"],
        ["what is below the resource", { Effect: "Allow", Action: "*", Resource: `${ARN}/*` }, "not known"],
        ["a condition that is not known", { Effect: "Allow", Action: "*", Resource: "*", Condition: unknown }, "not known"],
        ["a condition of another action", { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: unknown }, "no"],
        [
            "a condition that fails beside one that is not decided",
            {
                Effect: "Allow",
                Action: "*",
                Resource: "*",
                Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalTag/team": "a" } },
            },
            "no",
        ],
        ["a condition on a tag", { Effect: "Allow", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } }, "not known"],
        ["a condition on TLS", { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }, "yes"],
        ["a variable", { Effect: "Allow", Action: "*", Resource: "arn:aws:sqs:*:*:${aws:username}" }, "not known"],
        [
            "a denial",
            [
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", Action: "sqs:*", Resource: ARN },
            ],
            "no",
        ],
        [
            "a denial of all but another action",
            [
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", NotAction: "s3:*", Resource: "*" },
            ],
            "no",
        ],
        [
            "a denial of another action",
            [
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", Action: "sqs:Receive*", Resource: "*" },
            ],
            "yes",
        ],
        [
            "a denial of a resource that is not known",
            [
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", Action: "sqs:*", Resource: unknown },
            ],
            "not known",
        ],
        ["a denial, and nothing that allows it", { Effect: "Deny", Action: "*", Resource: unknown }, "no"],
        [
            "a denial of plain HTTP",
            [
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
            ],
            "yes",
        ],
        [
            "a denial on a condition",
            [
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", Action: "*", Resource: "*", Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } },
            ],
            "not known",
        ],
        ["any queue, of a new one", { Effect: "Allow", Action: "*", Resource: "arn:aws:sqs:*:*:*" }, "yes", { action: "sqs:SendMessage", on: newQueue }],
        [
            "another service, of a new one",
            { Effect: "Allow", Action: "*", Resource: "arn:aws:sns:*:*:orders" },
            "no",
            { action: "sqs:SendMessage", on: newQueue },
        ],
        ["some queue, of a new one", { Effect: "Allow", Action: "*", Resource: ARN }, "not known", { action: "sqs:SendMessage", on: newQueue }],
        ["an action that knows no resources", { Effect: "Allow", Action: "*", Resource: "*" }, "yes", { action: "ec2:CreateNetworkInterface" }],
        ["an action and no other element", { Effect: "Allow", Resource: "*" }, "no"],
        ["a text that is no ARN, of a new one", { Effect: "Allow", Action: "*", Resource: "orders" }, "not known", { action: "sqs:SendMessage", on: newQueue }],
        [
            "a text with an ARN in it",
            { Effect: "Allow", Action: "*", Resource: "xarn:aws:sns:*:*:*" },
            "not known",
            { action: "sqs:SendMessage", on: newQueue },
        ],
        ["every queue, briefly", { Effect: "Allow", Action: "*", Resource: "arn:aws:sqs:::*" }, "yes", { action: "sqs:SendMessage", on: newQueue }],
        [
            "queues of one Region",
            { Effect: "Allow", Action: "*", Resource: "arn:aws:sqs:eu-west-1:*:*" },
            "not known",
            { action: "sqs:SendMessage", on: newQueue },
        ],
        [
            "queues of one account",
            { Effect: "Allow", Action: "*", Resource: "arn:aws:sqs:*:604219837745:*" },
            "not known",
            { action: "sqs:SendMessage", on: newQueue },
        ],
        ["queues of one name", { Effect: "Allow", Action: "*", Resource: "arn:aws:sqs:*:*:*s" }, "not known", { action: "sqs:SendMessage", on: newQueue }],
        ["any service, of a new one", { Effect: "Allow", Action: "*", Resource: "arn:aws:*:*:*:*" }, "not known", { action: "sqs:SendMessage", on: newQueue }],
        [
            "another service, of a type that nobody listed",
            { Effect: "Allow", Action: "*", Resource: "arn:aws:sns:*:*:*" },
            "not known",
            { action: "a:B", on: newRule },
        ],
        ["an ARN, of the same", { Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::logs" }, "yes", { action: "s3:ListBucket", on: "arn:aws:s3:::logs" }],
        [
            "what is below an ARN",
            { Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::logs/*" },
            "not known",
            { action: "s3:GetObject", on: "arn:aws:s3:::logs" },
        ],
        ["a longer name", { Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::logs-old/*" }, "no", { action: "s3:GetObject", on: "arn:aws:s3:::logs" }],
        [
            "a resource that is not known, of an ARN",
            { Effect: "Allow", Action: "*", Resource: unknown },
            "not known",
            { action: "s3:GetObject", on: "arn:aws:s3:::logs" },
        ],
        ["a resource that is not known, of none", { Effect: "Allow", Action: "*", Resource: unknown }, "not known", { action: "s3:ListAllMyBuckets" }],
        ["conditions that are not known", { Effect: "Allow", Action: "*", Resource: "*", Condition: unknown }, "not known"],
        ["a condition whose keys are not known", { Effect: "Allow", Action: "*", Resource: "*", Condition: { StringEquals: unknown } }, "not known"],
        ["TLS that is not known", { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": unknown } } }, "not known"],
        ["TLS where it is told", { Effect: "Allow", Action: "*", Resource: "*", Condition: { BoolIfExists: { "aws:SecureTransport": "true" } } }, "yes"],
        [
            "TLS by another operator",
            { Effect: "Allow", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:SecureTransport": "true" } } },
            "not known",
        ],
        [
            "TLS by an operator that does not exist",
            { Effect: "Allow", Action: "*", Resource: "*", Condition: { NotBoolX: { "aws:SecureTransport": "true" } } },
            "not known",
        ],
        ["another switch", { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:ViaAWSService": "true" } } }, "not known"],
        [
            "a source, of a request without one",
            { Effect: "Allow", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:SourceArn": ARN } } },
            "not known",
        ],
        [
            "a denial, beside what is not known",
            [
                { Effect: "Allow", Action: unknown, Resource: "*" },
                { Effect: "Deny", Action: "*", Resource: "*" },
            ],
            "no",
        ],
        ["such an action on some resource", { Effect: "Allow", Action: "*", Resource: ARN }, "not known", { action: "ec2:CreateNetworkInterface" }],
    ];
    for (const [name, statements, answer, asked = request] of table) {
        it(`${answer}: ${name}`, () => assert.equal(allows([statements ? { statements: [statements].flat() } : NOT_KNOWN], asked), answer));
    }

    it("reads a document as far as it is known", () => {
        assert.deepEqual(
            readable(() => undefined),
            NOT_KNOWN,
        );
        assert.equal(readable(() => ({ Statement: [{}] })).statements?.length, 1);
        assert.deepEqual(
            readable(() => guard({ Statement: [unknown] })),
            NOT_KNOWN,
        );
        const broken = (): never => {
            throw new TypeError("broken");
        };
        assert.throws(() => readable(broken), TypeError);
    });

    it("matches an action by one of several patterns", () => {
        assert.ok(matchesAction(["s3:*", "SQS:Send*"], "sqs:SendMessage"));
        assert.ok(!matchesAction(["s3:*", "sqs:Send"], "sqs:SendMessage") && !matchesAction([], "sqs:SendMessage"));
    });

    it("weighs several actions", () => {
        const answers: Record<string, Answer> = { "a:A": "yes", "a:B": "no", "a:C": "not known" };
        const of = (...actions: string[]): unknown => weigh(actions, (action) => answers[action] as Answer);
        assert.deepEqual(of("a:A", "a:B", "a:C"), { missing: ["a:B"], isOpen: true });
        assert.deepEqual(of("a:A", "a:B"), { missing: ["a:B"], isOpen: false });
    });

    describe("names a principal", () => {
        const rows: [Partial<Statement>, service: string, Answer][] = [
            [{}, "logs.amazonaws.com", "no"],
            [{ NotPrincipal: { AWS: "*" } }, "logs.amazonaws.com", "not known"],
            [{ Principal: unknown }, "logs.amazonaws.com", "not known"],
            [{ Principal: "*" }, "logs.amazonaws.com", "yes"],
            [{ Principal: "logs.amazonaws.com" as "*" }, "logs.amazonaws.com", "no"],
            [{ Principal: { Service: "logs.eu-west-1.amazonaws.com" } }, "logs.amazonaws.com", "yes"],
            [{ Principal: { Service: "logs.us-gov-west-1.amazonaws.com" } }, "logs.amazonaws.com", "yes"],
            [{ Principal: { Service: "LOGS.amazonaws.com.cn" } }, "logs.amazonaws.com", "yes"],
            [{ Principal: { Service: "logs.amazonaws.cn.com" } }, "logs.amazonaws.com", "no"],
            [{ Principal: { Service: "x.logs.eu-west-1.amazonaws.com" } }, "x.logs.amazonaws.com", "no"],
            [{ Principal: { Service: [unknown] } }, "logs.amazonaws.com", "not known"],
            [{ Principal: { Federated: "logs.amazonaws.com" } }, "logs.amazonaws.com", "no"],
            [{ Principal: { AWS: "*" } }, "logs.amazonaws.com", "yes"],
            [{ Principal: { AWS: "604219837745" } }, "logs.amazonaws.com", "no"],
            [{ Principal: { AWS: "604219837745" } }, IDENTITY, "not known"],
        ];
        for (const [more, service, answer] of rows) {
            it(`${JSON.stringify(more)} of ${service}: ${answer}`, () => {
                assert.equal(allows([{ statements: [{ Effect: "Allow", Action: "*", Resource: "*", ...more }] }], { action: "logs:Put", service }), answer);
            });
        }
    });

    describe("holds a condition on the source", () => {
        const source = "arn:aws:events:eu-west-1:604219837745:rule/a";
        const rows: [operator: string, key: string, value: unknown, Answer][] = [
            ["StringEquals", "aws:SourceArn", source, "yes"],
            ["StringEqualsIgnoreCaseIfExists", "AWS:SourceArn", source, "yes"],
            ["StringEquals", "aws:SourceArn", "arn:aws:events:*:*:rule/a", "no"],
            ["ArnLike", "aws:SourceArn", "arn:aws:events:*:*:rule/a", "yes"],
            ["StringLikeIfExists", "aws:SourceArn", "arn:aws:events:*", "yes"],
            ["ArnEquals", "aws:SourceArn", "arn:aws:events:*:*:rule/b", "no"],
            ["StringEquals", "aws:SourceArn", unknown, "not known"],
            ["StringEquals", "aws:SourceArn", 7, "not known"],
            ["StringNotEquals", "aws:SourceArn", source, "not known"],
            ["ForAnyValue:StringEquals", "aws:SourceArn", source, "not known"],
            ["StringEqualsX", "aws:SourceArn", source, "not known"],
            ["ForAnyValue:ArnLike", "aws:SourceArn", source, "not known"],
            ["ArnLikeX", "aws:SourceArn", source, "not known"],
            ["StringEquals", "aws:SourceAccount", "604219837745", "yes"],
            ["StringLike", "aws:SourceAccount", "604219837746", "no"],
            ["StringLike", "aws:SourceAccount", "60421983774*", "not known"],
            ["StringEquals", "aws:SourceAccount", unknown, "not known"],
            ["StringEquals", "aws:SourceOrgID", "o-1", "not known"],
        ];
        for (const [operator, key, value, answer] of rows) {
            it(`${operator} ${key} ${String(value)}: ${answer}`, () => {
                const statement = { Effect: "Allow", Action: "*", Resource: "*", Principal: "*", Condition: { [operator]: { [key]: value } } } as Statement;
                assert.equal(allows([{ statements: [statement] }], { action: "sqs:SendMessage", service: "events.amazonaws.com", source }), answer);
            });
        }
    });

    it("weighs all documents together", () => {
        const allow: Document = { statements: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }] };
        const deny: Document = { statements: [{ Effect: "Deny", Action: "sqs:*", Resource: "*" }] };
        assert.equal(allows([], request), "no");
        assert.equal(allows([allow, deny], request), "no");
        assert.equal(allows([deny, NOT_KNOWN], request), "no");
        assert.equal(allows([allow, NOT_KNOWN], request), "yes");
    });

    const events = "events.amazonaws.com";
    const send = (principal: Statement["Principal"], condition?: Statement["Condition"]): Document => ({
        statements: [{ Effect: "Allow", Principal: principal, Action: "sqs:SendMessage", Resource: "*", Condition: condition }],
    });
    const sent = (condition: Statement["Condition"]): Document => send({ Service: events }, condition);
    const ruleArn = rule.output("arn") as string;
    const services: [string, Document, Answer][] = [
        ["the service", send({ Service: ["sns.amazonaws.com", events] }), "yes"],
        ["the service of a Region", send({ Service: "events.eu-west-1.amazonaws.com" }), "yes"],
        ["everyone", send("*"), "yes"],
        ["every account", send({ AWS: "*" }), "yes"],
        ["an account", send({ AWS: "604219837745" }), "no"],
        ["another service", send({ Service: "sns.amazonaws.com" }), "no"],
        ["a principal that is not known", send({ Service: unknown }), "not known"],
        ["this rule", sent({ ArnEquals: { "aws:SourceArn": ruleArn } }), "yes"],
        ["rules of this account", sent({ ArnLike: { "AWS:SourceArn": "arn:aws:events:*:604219837745:rule/*" } }), "yes"],
        ["another rule only", sent({ ArnEquals: { "aws:SourceArn": [`${ruleArn}-b`] } }), "no"],
        ["a wildcard that StringEquals takes for a character", sent({ StringEquals: { "aws:SourceArn": "*" } }), "no"],
        ["this account", sent({ StringEquals: { "aws:SourceAccount": "604219837745" } }), "yes"],
        ["another account", sent({ StringEquals: { "aws:SourceAccount": "111122223333" } }), "no"],
        ["an account that is not known", sent({ StringEquals: { "aws:SourceAccount": unknown } }), "not known"],
        ["an organisation", sent({ StringEquals: { "aws:SourceOrgID": "o-1" } }), "not known"],
    ];
    for (const [name, document, answer] of services) {
        it(`${answer} to a service: ${name}`, () =>
            assert.equal(allows([document], { action: "sqs:SendMessage", on: queue, service: events, source: rule }), answer));
    }

    describe("of a role", () => {
        const role = make("aws:iam/role:Role", "worker", { name: "worker" });
        const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        const attachment = (policyArn: unknown, of: Resource = role): Resource =>
            make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", { role: from(of), policyArn });
        const own = make("aws:iam/policy:Policy", "own", { policy: document({ Effect: "Allow", Action: "sqs:*", Resource: "*" }) });
        const lookedUp = make("aws:iam/policy:Policy", "lookedUp", { arn: unknown });
        const inline = (policy: unknown): Resource => make("aws:iam/rolePolicy:RolePolicy", "inline", { role: "worker", policy });
        const may = (...resources: Resource[]): Answer => {
            const roles = resources.some(({ type }) => type === role.type) ? resources : [role, ...resources];
            const judged = roles.find(({ type }) => type === role.type) as Resource;
            return roleMay(new Stack([queue, ...roles]), judged, "sqs:ReceiveMessage", queue);
        };
        const all = document({ Effect: "Allow", Action: "sqs:*", Resource: ARN });

        it("reads every place that a policy may stand in", () => {
            assert.equal(may(), "no");
            assert.equal(may(inline(all)), "yes");
            assert.equal(may(attachment(from(own)), own), "yes");
            assert.equal(may(attachment("arn:aws-cn:iam::aws:policy/AmazonSQSFullAccess")), "yes");
            assert.equal(may(make("aws:iam/policyAttachment:PolicyAttachment", "a", { roles: ["worker"], policyArn: from(own) }), own), "yes");
            assert.equal(
                may(make("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "a", { roleName: "worker", policyArns: [basic, unknown] })),
                "not known",
            );
            assert.equal(may(make("aws:iam/role:Role", "r", { inlinePolicies: [{ name: "a", policy: all }] })), "yes");
            assert.equal(may(make("aws:iam/role:Role", "r", { managedPolicyArns: [basic, "arn:aws:iam::aws:policy/AmazonSQSFullAccess"] })), "yes");
        });

        it("is sure of AWS's own policies that the facts have", () => {
            assert.equal(may(attachment(basic)), "no");
            assert.equal(may(attachment("arn:aws:iam::aws:policy/NotInTheFacts")), "not known");
        });

        it("does not know what it cannot read", () => {
            assert.equal(may(inline(unknown)), "not known");
            assert.equal(may(inline(from(queue))), "not known");
            assert.equal(may(attachment("arn:aws:iam::604219837745:policy/elsewhere")), "not known");
            assert.equal(may(attachment(unknown)), "not known");
            assert.equal(may(attachment(from(lookedUp)), lookedUp), "not known");
            assert.equal(may(make("aws:iam/role:Role", "r", { inlinePolicies: unknown })), "not known");
            assert.equal(may(make("aws:iam/role:Role", "r", { inlinePolicies: [unknown] })), "not known");
            assert.equal(may(make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: unknown, policyArn: basic })), "not known");
            assert.equal(may(make("command:local:Command", "attach", { create: from(role) })), "not known");
        });

        it("leaves what a permissions boundary allows open", () => {
            const bounded = make("aws:iam/role:Role", "r", { permissionsBoundary: "arn:aws:iam::604219837745:policy/b", inlinePolicies: [{ policy: all }] });
            assert.equal(may(bounded), "not known");
            assert.equal(may(make("aws:iam/role:Role", "r", { permissionsBoundary: unknown, inlinePolicies: [{ policy: all }] })), "not known");
            assert.equal(may(make("aws:iam/role:Role", "r", { permissionsBoundary: "arn:aws:iam::604219837745:policy/b" })), "no");
        });

        it("holds a denial of one policy against what another allows", () => {
            const never = document({ Effect: "Deny", Action: "sqs:*", Resource: "*" });
            assert.equal(may(inline(never), attachment(from(own)), own), "no");
            assert.equal(may(inline(never), attachment(unknown)), "no");
        });
    });

    describe("of a resource policy", () => {
        const send = { service: events, action: "sqs:SendMessage", source: rule };
        const allowing = document({ Effect: "Allow", Principal: { Service: events }, Action: "sqs:SendMessage", Resource: ARN });

        it("reads the policy in the resource and beside it", () => {
            const beside = (policy: unknown, queueUrl: unknown = from(queue)): Resource =>
                make("aws:sqs/queuePolicy:QueuePolicy", "policy", { queueUrl, policy });
            assert.equal(serviceMay(new Stack([queue, rule]), queue, send), "no");
            assert.equal(serviceMay(new Stack([queue, rule, beside(allowing)]), queue, send), "yes");
            assert.equal(serviceMay(new Stack([queue, rule, beside(from(queue))]), queue, send), "not known");
            assert.equal(serviceMay(new Stack([queue, rule, beside(allowing, unknown)]), queue, send), "not known");
            assert.equal(serviceMay(new Stack([queue, rule, beside(allowing, from(newQueue)), newQueue]), queue, send), "no");
            const inside = make("aws:sqs/queue:Queue", "inside", { arn: ARN, policy: allowing });
            assert.equal(serviceMay(new Stack([inside]), inside, send), "yes");
        });

        it("reads permissions by every name of a function", () => {
            const arn = "arn:aws:lambda:eu-west-1:604219837745:function:work";
            const fn = make("aws:lambda/function:Function", "fn", { arn, name: "work" });
            const other = make("aws:lambda/function:Function", "other", { arn: unknown, name: "other" });
            const alias = make("aws:lambda/alias:Alias", "live", { functionName: from(fn) });
            const permission = (properties: Record<string, unknown>): Resource =>
                make("aws:lambda/permission:Permission", "permission", { action: "lambda:InvokeFunction", principal: events, ...properties });
            const may = (properties: Record<string, unknown>): Answer =>
                serviceMay(new Stack([fn, other, alias, rule, newRule, permission(properties)]), fn, {
                    ...{ service: events, action: "lambda:InvokeFunction", source: newRule },
                });
            for (const named of ["work", "work:live", arn, `${arn}:live`, "604219837745:function:work", from(fn), from(alias)]) {
                assert.equal(may({ function: named }), "yes", JSON.stringify(named));
            }
            assert.equal(may({ function: from(other) }), "no");
            assert.equal(may({ function: "other" }), "no");
            assert.equal(may({ function: unknown }), "not known");
            assert.equal(may({ function: "work", principal: "s3.amazonaws.com" }), "no");
            assert.equal(may({ function: "work", action: "lambda:GetFunction" }), "no");
            assert.equal(may({ function: "work", sourceArn: from(newRule) }), "yes");
            assert.equal(may({ function: "work", sourceArn: from(rule) }), "no");
            assert.equal(may({ function: "work", sourceArn: from(newRule, rule) }), "not known");
            assert.equal(may({ function: "work", sourceArn: from(other) }), "not known");
            assert.equal(may({ function: "work", sourceArn: unknown }), "not known");
            assert.equal(may({ function: "work", sourceAccount: "604219837745" }), "not known");
        });
    });
});
