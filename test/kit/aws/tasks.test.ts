import * as assert from "node:assert/strict";

import type { Answer } from "../../../kit/answer";
import { isAwsvpc, isFromEcr, isOnFargate, launchOf, taskInterfaces } from "../../../kit/aws/tasks";
import { Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { unknown } from "../../harness";
import { from, make } from "./make";

const SERVICE = "aws:ecs/service:Service";
const task = (networkMode?: unknown): Resource => make("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "orders", networkMode });
const byFargate = { launchType: "FARGATE" };

describe("kit/tasks", () => {
    const starts: [type: string, properties: Record<string, unknown>, path: string | undefined][] = [
        [SERVICE, { taskDefinition: from(task()) }, ""],
        ["aws:cloudwatch/eventTarget:EventTarget", { ecsTarget: { taskDefinitionArn: from(task()) } }, "ecsTarget."],
        ["aws:scheduler/schedule:Schedule", { target: { ecsParameters: { taskDefinitionArn: from(task()) } } }, "target.ecsParameters."],
        ["aws:cloudwatch/eventTarget:EventTarget", { arn: "arn:aws:sqs:eu-west-1:604219837745:a" }, undefined],
        ["aws:cloudwatch/eventTarget:EventTarget", { ecsTarget: unknown }, undefined],
        ["aws:scheduler/schedule:Schedule", { target: { arn: "arn:a" } }, undefined],
        ["aws:scheduler/schedule:Schedule", { target: { ecsParameters: null } }, undefined],
    ];
    for (const [type, properties, path] of starts) {
        it(`${path === undefined ? "starts none" : "starts tasks"}: ${type} with ${JSON.stringify(properties)}`, () => {
            const [one, definition] = [make(type, "one", properties), task()];
            const launch = launchOf(new Stack([one, definition]), one);
            assert.equal(launch?.path, path);
            assert.equal(launch?.task, path === undefined ? undefined : definition);
        });
    }

    it("knows the task definitions that the stack manages", () => {
        const [service, definition] = [make(SERVICE, "one", { taskDefinition: from(task()) }), task()];
        assert.equal(launchOf(new Stack([service, definition], (one) => one === definition), service)?.task, undefined);
        assert.equal(launchOf(new Stack([service]), service)?.task, undefined);
        assert.deepEqual(launchOf(new Stack([service, definition]), service)?.values, service.unguarded);
    });

    /** Whether it is on Fargate, and whether its tasks have network interfaces. */
    const modes: [string, Record<string, unknown>, Resource | undefined, Answer, Answer][] = [
        ["the launch type", byFargate, undefined, "yes", "yes"],
        ["another launch type", { launchType: "EC2" }, undefined, "no", "not known"],
        ["a launch type that is not known", { launchType: unknown }, task("bridge"), "not known", "no"],
        ["the cluster's providers", {}, task("awsvpc"), "not known", "yes"],
        ["no providers", { capacityProviderStrategies: [] }, task(), "not known", "no"],
        [
            "Fargate's providers",
            { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }, { capacityProvider: "FARGATE_SPOT" }] },
            task("bridge"),
            "yes",
            "yes",
        ],
        [
            "one of Fargate's providers",
            { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }, { capacityProvider: "own" }] },
            task(unknown),
            "not known",
            "not known",
        ],
        ["providers that are not known", { capacityProviderStrategies: unknown }, task("host"), "not known", "no"],
        ["a provider that is nothing", { capacityProviderStrategies: [null] }, task("host"), "not known", "no"],
    ];
    for (const [name, values, definition, onFargate, awsvpc] of modes) {
        it(`${onFargate}, and ${awsvpc}: ${name}`, () => {
            const launch = { path: "", values, task: definition as never };
            assert.equal(isOnFargate(launch), onFargate);
            assert.equal(isAwsvpc(launch), awsvpc);
        });
    }

    it("finds the network interfaces of tasks", () => {
        const subnet = make("aws:ec2/subnet:Subnet", "subnet");
        const group = make("aws:ec2/securityGroup:SecurityGroup", "group");
        const at = (assignPublicIp?: unknown): unknown => {
            const service = make(SERVICE, "one", { networkConfiguration: { subnets: [from(subnet)], securityGroups: [from(group)], assignPublicIp } });
            const stack = new Stack([subnet, group, make("aws:ec2/subnet:Subnet", "other"), service]);
            const launch = launchOf(stack, service);
            return launch && taskInterfaces(stack, service, launch);
        };
        const sender = { subnet, groups: [group], hasPublicAddress: "no" };
        assert.deepEqual(at(), [sender]);
        assert.deepEqual(at(false), [sender]);
        assert.deepEqual(at(true), [{ ...sender, hasPublicAddress: "yes" }]);
        assert.deepEqual(at(unknown), [{ ...sender, hasPublicAddress: "not known" }]);
    });

    it("knows images of ECR by what they came from", () => {
        const repository = make("aws:ecr/repository:Repository", "repository");
        const image = make("docker-build:index:Image", "image");
        const built = new Resource({ ...image.data, dependencies: ["urn:a", repository.urn] });
        const holds = (...resources: Resource[]): boolean => {
            const one = make("aws:ecs/taskDefinition:TaskDefinition", "one", { containerDefinitions: from(...resources) });
            return isFromEcr(new Stack([repository, built, one]), one);
        };
        assert.equal(holds(repository), true);
        assert.equal(holds(built), true);
        assert.equal(holds(make("aws:sqs/queue:Queue", "queue")), false);
        assert.equal(
            isFromEcr(new Stack([repository, image]), make("aws:ecs/taskDefinition:TaskDefinition", "one", { containerDefinitions: from(image) }) as never),
            false,
        );
        const child = new Resource({ ...repository.data, urn: "urn:pulumi:dev::shop::shop:index:Build$aws:ecr/repository:Repository::a" });
        assert.equal(holds(child), true);
    });
});
