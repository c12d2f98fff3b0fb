import * as assert from "node:assert/strict";

import { dependentsOf, isTouchedByStrangers } from "../../kit/dependents";
import { Resource, type ResourceData, type Values } from "../../kit/resource";
import { UNKNOWN } from "../../kit/sentinels";
import { Stack } from "../../kit/stack";

const QUEUE = "aws:sqs/queue:Queue";
const made = (type: string, name: string, more: Partial<ResourceData> = {}, inputs?: Values): Resource =>
    new Resource({ urn: `urn:${name}`, type, name, properties: {}, ...more }, inputs);
const provider = { urn: "urn:provider", type: "pulumi:providers:x", name: "x", properties: {} };
const fromJobs = { propertyDependencies: { queue: ["urn:jobs"] } };
const jobs = made(QUEUE, "jobs");

describe("kit/dependents", () => {
    it("finds what was given something of a resource, each once", () => {
        const both = made(QUEUE, "both", { propertyDependencies: { a: ["urn:jobs", "urn:other"], b: ["urn:jobs"] } });
        const one = made(QUEUE, "one", fromJobs);
        const stack = new Stack([jobs, both, one]);
        assert.deepEqual(dependentsOf(stack, jobs), [both, one]);
        assert.deepEqual(dependentsOf(stack, one), []);
    });

    const strangers: [name: string, stranger: Resource[], touched: boolean][] = [
        ["a resource of another provider", [made("k8s:a:B", "b", { provider, ...fromJobs })], true],
        ["a template", [made("aws:cloudformation/stack:Stack", "b", { provider, ...fromJobs })], true],
        ["a resource of Cloud Control", [made("aws:cloudcontrol/resource:Resource", "b", { provider, ...fromJobs })], true],
        ["a resource of AWS", [made(QUEUE, "b", { provider, ...fromJobs })], false],
        ["a provider whose name ends so", [made("notaws:sqs/queue:Queue", "b", { provider, ...fromJobs })], true],
        ["a component of the program, which has no provider", [made("shop:index:Api", "b", fromJobs)], false],
        ["a component whose children are seen", [made("shop:index:Api", "b", { provider, ...fromJobs }), made(QUEUE, "c", { parent: "urn:b" })], false],
        ["a stranger that was given something else", [made("k8s:a:B", "b", { provider })], false],
        ["a stranger that was given what nothing tells", [made("k8s:a:B", "b", { provider }, { a: 1, b: [UNKNOWN] })], true],
        ["a stranger that was given what is known", [made("k8s:a:B", "b", { provider }, { a: 1 })], false],
        ["a stranger that was given another's output", [made("k8s:a:B", "b", { provider, propertyDependencies: { a: ["urn:c"] } }, { a: UNKNOWN })], false],
        ["one stranger among dependents", [made(QUEUE, "a", { provider, ...fromJobs }), made("k8s:a:B", "b", { provider, ...fromJobs })], true],
    ];
    for (const [name, others, touched] of strangers) {
        it(`${touched ? "is touched by" : "is not touched by"} ${name}`, () => {
            assert.equal(isTouchedByStrangers(new Stack([jobs, ...others]), jobs), touched);
        });
    }
});
