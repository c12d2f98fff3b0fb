/** Texts that are known in part: what a deep run has learned, as policies see it. */
import * as assert from "node:assert/strict";

import { containersOf } from "../../../kit/aws/containers";
import { textsOf } from "../../../kit/aws/texts";
import { openStatements } from "../../../kit/aws/resource-policies";
import { allStatementsOf } from "../../../kit/aws/iam";
import { clearPartials, PARTS, partialText, referenceOf, referencesIn, withLearned, withReferencesNamed } from "../../../kit/engine/partial";
import { Secrets } from "../../../kit/engine/redact";
import { Resource, resourceType } from "../../../kit/resource";
import { UNKNOWN } from "../../../kit/sentinels";
import { Stack } from "../../../kit/stack";
import { hasUnknown, isUnknownValue, UnknownValue } from "../../../kit/unknown";

const arn = { urn: "urn:queue", name: "orders", property: "arn" };
const url = { urn: "urn:queue", name: "orders", property: "url" };
const anything = { urn: "", name: "", property: "" };

/** The value that policies see of parts in a property. */
function seen(property: string, parts: unknown[]): unknown {
    return withLearned({ [property]: UNKNOWN }, [{ path: [property], value: { [PARTS]: parts } }])[property];
}

describe("texts known in part", () => {
    beforeEach(clearPartials);

    it("are unknown to a policy that does not ask", () => {
        for (const value of [seen("value", [arn]), seen("value", ["of ", arn]), seen("value", ['{"a":"', arn, '"}'])]) {
            assert.ok(isUnknownValue(value));
            const resource = new Resource({ urn: "u", type: "aws:ssm/parameter:Parameter", name: "n", properties: { value } });
            assert.throws(() => resource.props.value, UnknownValue);
        }
    });

    it("fill in only what is unknown", () => {
        const properties = { list: ["a", UNKNOWN], known: "text" };
        const whole = withLearned(properties, [
            { path: ["list", 1], value: { [PARTS]: [arn] } },
            { path: ["known"], value: { [PARTS]: [arn] } },
            { path: ["gone", "below"], value: { [PARTS]: [arn] } },
        ]);
        assert.equal(whole.known, "text");
        assert.deepEqual(referenceOf((whole.list as unknown[])[1]), arn);
        assert.deepEqual(properties.list, ["a", UNKNOWN]);
        assert.equal(referenceOf(seen("value", [arn])), referenceOf(seen("value", [arn])), "one output, one unknown");
    });

    it("are read as documents, in which outputs are unknown leaves", () => {
        const text = ['{"Statement":[{"Effect":"Allow","Principal":{"AWS":"', arn, '"},"Action":"sqs:*","Resource":["', arn, '/*"]}]}'];
        const document = seen("policy", text) as { Statement: { Principal: { AWS: string }; Resource: string[] }[] };
        const [statement] = document.Statement;
        assert.deepEqual(referenceOf(statement?.Principal.AWS), arn);
        assert.ok(!statement?.Resource.includes("*") && !hasUnknown(statement?.Resource), "a name is no wildcard");
        assert.equal(withReferencesNamed(String(statement?.Resource[0])), "the ARN of orders/*");
        const open = seen("policy", [String(text[0]).replace('{"AWS":"', '"*","Sid":"'), arn, '","Action":"sqs:*"}]}']);
        assert.equal(openStatements(allStatementsOf(open)).length, 1);
        assert.ok(isUnknownValue(seen("policy", ["{", arn])), "no JSON is unknown");
    });

    it("tell an image's tag only where it is written", () => {
        const image = (...parts: unknown[]): unknown => {
            const definitions = seen("containerDefinitions", ['[{"image":"', ...parts, '"}]']);
            const type = "aws:ecs/taskDefinition:TaskDefinition";
            const task = new Resource({ urn: "u", type, name: "task", properties: { containerDefinitions: definitions } });
            const [container] = containersOf(task);
            return [container?.image, container?.tagged?.replace(/^.*}/, ""), container?.unread];
        };
        assert.deepEqual(image(url, ":latest"), [undefined, ":latest", undefined]);
        assert.deepEqual(image(url, ":1.4@sha256:abc"), [undefined, ":1.4@sha256:abc", undefined]);
        assert.deepEqual(image(url), [undefined, undefined, "unknown"]);
        assert.deepEqual(image("registry.shop.dev:5000/", url), [undefined, undefined, "unknown"]);
    });

    it("lead to the resource that each came from", () => {
        const Queue = resourceType("aws:sqs/queue:Queue");
        const queue = (name: string): Resource => new Resource({ urn: `urn:${name}`, type: "aws:sqs/queue:Queue", name, properties: {} });
        const variables = withLearned({ variables: { A: UNKNOWN, B: UNKNOWN, C: UNKNOWN } }, [
            { path: ["variables", "A"], value: { [PARTS]: [{ ...arn, urn: "urn:one" }] } },
            { path: ["variables", "B"], value: { [PARTS]: ["at ", { ...arn, urn: "urn:two" }] } },
            { path: ["variables", "C"], value: { [PARTS]: ["of ", anything] } },
        ]);
        const user = new Resource({
            ...{ urn: "urn:user", type: "aws:lambda/function:Function", name: "user", properties: variables },
            propertyDependencies: { variables: ["urn:one", "urn:two"] },
        });
        const stack = new Stack([queue("one"), queue("two"), user]);
        const names = (path: string): string[] => stack.targets(user, path, Queue).resources.map(({ name }) => name);
        assert.deepEqual(names("variables.A"), ["one"]);
        assert.deepEqual(names("variables.B"), ["two"]);
        const Bucket = resourceType("aws:s3/bucket:Bucket");
        const read = new Resource({ urn: "urn:one", type: "aws:s3/bucket:Bucket", name: "read", properties: {} });
        const foreign = { path: ["bucket"], value: { [PARTS]: [{ ...arn, urn: "urn:other-stack" }] } };
        const holder = new Resource({
            ...{ urn: "urn:holder", type: "aws:s3/bucketPolicy:BucketPolicy", name: "holder" },
            properties: withLearned({ bucket: UNKNOWN }, [foreign]),
            propertyDependencies: { bucket: ["urn:one", "urn:other-stack"] },
        });
        const { resources } = new Stack([read, holder]).targets(holder, "bucket", Bucket);
        assert.deepEqual(resources, [read], "by an output of another stack, a bucket is read");
        assert.deepEqual(names("variables.C"), ["one", "two"], "what tells of none came from any");
    });

    it("are searched for credentials, of which an output is none", () => {
        const properties = { userData: seen("userData", ["export DB=postgres://app:Zk7pQ2mXw9Lr4T@", url, "/app"]) };
        const resource = new Resource({ urn: "u", type: "aws:ec2/instance:Instance", name: "n", properties });
        const { texts, unread } = textsOf(resource, "userData");
        assert.deepEqual(unread, []);
        assert.match(String(texts[0]?.text), /^export DB=postgres:\/\/app:Zk7pQ2mXw9Lr4T@\$\{[^}]+\}\/app$/);
        const secrets = new Secrets();
        secrets.note("u", seen("value", ["of ", arn, " Zk7pQ2mXw9Lr4T"]), "value", true);
        assert.equal(secrets.redact("it holds Zk7pQ2mXw9Lr4T"), "it holds [secret]");
    });

    it("fill in whole lists and maps", () => {
        const value = { a: [{ [PARTS]: [arn] }, 7, null], b: { c: { [PARTS]: ["x ", arn] }, d: "e" } };
        const { made } = withLearned({ made: UNKNOWN }, [{ path: ["made"], value }]) as { made: { a: unknown[]; b: Record<string, unknown> } };
        assert.deepEqual(made.a.slice(1), [7, null]);
        assert.deepEqual(referenceOf(made.a[0]), arn);
        assert.equal(made.b.d, "e");
        assert.match(String(partialText(made.b.c)), /^x \$\{/);
    });

    it("are left out where nothing holds them", () => {
        const properties = { none: null, text: "x" };
        const learned = [
            { path: ["none", "a"], value: "y" },
            { path: ["text", "length"], value: "y" },
            { path: ["gone", "a", "b"], value: "y" },
        ];
        assert.deepEqual(withLearned(properties, learned), properties);
    });

    it("are documents in the properties that hold some, at any depth", () => {
        const at = (path: (string | number)[], text = ['{"a":"', arn, '"}']): unknown => {
            const holder = path.reduceRight<unknown>((inner, key) => (typeof key === "number" ? [inner] : { [key]: inner }), UNKNOWN);
            let value: unknown = withLearned(holder as Record<string, unknown>, [{ path, value: { [PARTS]: text } }]);
            for (const key of path) {
                value = (value as Record<string, unknown>)[key];
            }
            return typeof value;
        };
        for (const path of [
            ["policy"],
            ["policy", "value"],
            ["policy", 0],
            ["inlinePolicies", 0, "policyDocument"],
            ["accessPolicies"],
            ["eventPattern", 0, "value"],
        ]) {
            assert.equal(at(path), "object", path.join("."));
        }
        for (const path of [["policyText"], ["thePolicy"], ["mypolicy"], ["policyx"], ["policy", "name"], ["value"]]) {
            assert.equal(at(path), "string", path.join("."));
        }
        // A text of one part, and JSON that describes no object.
        assert.equal(at(["policy"], ['{"a":1}']), "object");
        for (const text of [["null"], ['"', arn, '"'], ["7"], ["{", arn]]) {
            assert.equal(at(["policy"], text as never), "string");
        }
    });

    it("hold what is no text, and texts in part, as they are", () => {
        const made = seen("policy", [
            '{"a":[1,null,true,"b"],"Resource":"',
            arn,
            '","NotResource":["',
            arn,
            '"],"Resources":"',
            arn,
            '","OfResource":"',
            arn,
            '","c":"x',
            arn,
            '"}',
        ]);
        const { a, Resource, NotResource, Resources, OfResource, c } = made as Record<string, unknown>;
        assert.deepEqual(a, [1, null, true, "b"]);
        assert.match(JSON.stringify([Resource, NotResource]), /^\["\$\{[^"]*","?\["\$\{|^\["\$\{[^"]*\}",\["\$\{[^"]*\}"\]\]$/);
        assert.deepEqual([Resources, OfResource].map(referenceOf), [arn, arn]);
        assert.match(String(partialText(c)), /^x\$\{/);
    });

    it("are forgotten with the run", () => {
        const before = seen("value", [arn]);
        clearPartials();
        assert.equal(referenceOf(before), undefined);
        assert.equal(seen("value", [{ ...arn, name: "x" }]), before, "sentinels begin anew");
        assert.equal(referenceOf(before)?.name, "x");
        assert.equal(referenceOf(seen("value", [arn]))?.name, "orders");
    });

    it("tell nothing of what is no text", () => {
        for (const value of [7, null, undefined, "a", UNKNOWN, ["a"]]) {
            assert.deepEqual([partialText(value), referenceOf(value), referencesIn(value)], [undefined, undefined, []]);
        }
        assert.deepEqual(referencesIn(seen("value", ["a ", arn, url])), [arn, url]);
        assert.deepEqual(referencesIn(seen("value", [arn])), [arn]);
    });

    it("name properties in the words that people use", () => {
        const named = (property: string): string => withReferencesNamed(String(seen("value", [{ ...arn, property }])));
        assert.deepEqual(
            ["arn", "id", "url", "uri", "arns", "vpcId", "identity", "result"].map(named),
            ["ARN", "id", "URL", "URI", "arns", "vpcId", "identity", "result"].map((word) => `the ${word} of orders`),
        );
    });

    it("are named in messages", () => {
        const shown = [seen("value", [arn]), seen("value", ["of ", arn, " and ", url]), seen("value", [anything])].map(String);
        assert.deepEqual(
            shown.map((text) => withReferencesNamed(`"${text}" is wrong`)),
            ['"the ARN of orders" is wrong', '"the ARN of orders and the URL of orders" is wrong', '"a value that is not known yet" is wrong'],
        );
        assert.match(String(partialText(shown[1])), /^of \$\{/);
    });
});
