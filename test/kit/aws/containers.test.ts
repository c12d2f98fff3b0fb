import * as assert from "node:assert/strict";

import { containerDefinitions, containersOf, isEcrImage, parseImage, repositoryName } from "../../../kit/aws/containers";
import { clearPartials, PARTS, withLearned } from "../../../kit/engine/partial";
import { unknown } from "../../harness";
import { make } from "./make";

describe("container images", () => {
    const digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const rows: [string, string, string | undefined, string | undefined][] = [
        ["nginx", "nginx", undefined, undefined],
        ["nginx:1.27", "nginx", "1.27", undefined],
        ["library/nginx:1.27", "nginx", "1.27", undefined],
        ["docker.io/library/nginx", "nginx", undefined, undefined],
        ["registry-1.docker.io/team/app:2", "team/app", "2", undefined],
        ["public.ecr.aws/docker/library/nginx:1.27", "nginx", "1.27", undefined],
        ["public.ecr.aws/nginx/nginx:1.27", "public.ecr.aws/nginx/nginx", "1.27", undefined],
        ["team/nginx", "team/nginx", undefined, undefined],
        ["localhost/app", "localhost/app", undefined, undefined],
        ["registry.shop.dev:5000/nginx", "registry.shop.dev:5000/nginx", undefined, undefined],
        ["registry.shop.dev:5000/nginx:1", "registry.shop.dev:5000/nginx", "1", undefined],
        [`nginx@${digest}`, "nginx", undefined, digest],
        [`nginx:1.27@${digest}`, "nginx", "1.27", digest],
        [" nginx ", "nginx", undefined, undefined],
        ["my.app", "my.app", undefined, undefined],
        ["team/library/app", "team/library/app", undefined, undefined],
        ["ghcr.io/docker/library/app", "ghcr.io/docker/library/app", undefined, undefined],
        ["", "", undefined, undefined],
    ];
    for (const [reference, name, tag, pinned] of rows) {
        it(`takes "${reference}" apart`, () => {
            const image = parseImage(reference);
            assert.deepEqual([repositoryName(image), image.tag, image.digest], [name, tag, pinned]);
        });
    }

    it("names the registry, and the path in it", () => {
        const at = (registry: string, repository: string, tag?: string): object => ({ registry, repository, tag, digest: undefined });
        assert.deepEqual(parseImage("nginx"), at("docker.io", "library/nginx"));
        assert.deepEqual(parseImage("nginx:"), at("docker.io", "library/nginx"));
        assert.deepEqual(parseImage("my.app"), at("docker.io", "library/my.app"));
        assert.deepEqual(parseImage("team/app"), at("docker.io", "team/app"));
        assert.deepEqual(parseImage("index.docker.io/team/app"), at("docker.io", "team/app"));
        assert.deepEqual(parseImage("localhost/app:1"), at("localhost", "app", "1"));
        assert.deepEqual(parseImage("registry:/app"), at("registry:", "app"));
        assert.deepEqual(parseImage(":1"), at("docker.io", "", "1"));
    });

    it("knows the images of ECR", () => {
        const image = "604219837745.dkr.ecr.eu-west-1.amazonaws.com/app:1";
        assert.deepEqual([image, `x${image}`, `docker.io/${image}`, [image], undefined].map(isEcrImage), [true, false, false, false, false]);
    });
});

describe("containers", () => {
    const [TASK, CROSSWALK] = ["aws:ecs/taskDefinition:TaskDefinition", "awsx:ecs:FargateService"];
    const sole = (property: string, image?: string): object => ({ property, image, essential: true, hasCommand: false });
    const one = (property: string, more: object = {}): object => ({ ...sole(property), tagged: undefined, unread: undefined, ...more });
    const none = (property: string): object => ({ ...sole(property), unread: undefined });
    const place = "containerDefinitions[0].image";
    const rows: [string, string, Record<string, unknown>, object[]][] = [
        ["a task", TASK, { containerDefinitions: '[{"Image":"a:1"}]' }, [one(place, { image: "a:1" })]],
        ["what is no container", TASK, { containerDefinitions: '["a",null]' }, [none(place), none("containerDefinitions[1].image")]],
        ["no list", TASK, { containerDefinitions: '{"image":"a"}' }, []],
        ["a helper", TASK, { containerDefinitions: '[{"image":"a","essential":false}]' }, [one(place, { image: "a", essential: false })]],
        ["a command", TASK, { containerDefinitions: '[{"image":"","command":["a"]}]' }, [one(place, { hasCommand: true })]],
        ["an empty command, and an entry point", TASK, { containerDefinitions: '[{"command":[],"entryPoint":["a"]}]' }, [one(place, { hasCommand: true })]],
        ["an empty command", TASK, { containerDefinitions: '[{"command":[]}]' }, [one(place)]],
        ["App Runner without an image", "aws:apprunner/service:Service", {}, []],
        ["App Runner with code", "aws:apprunner/service:Service", { sourceConfiguration: { codeRepository: {} } }, []],
        [
            "App Runner",
            "aws:apprunner/service:Service",
            { sourceConfiguration: { imageRepository: { imageIdentifier: "a:1" } } },
            [sole("sourceConfiguration.imageRepository.imageIdentifier", "a:1")],
        ],
        ["Express without a container", "aws:ecs/expressGatewayService:ExpressGatewayService", {}, [sole("primaryContainer.image")]],
        ["Crosswalk's service", CROSSWALK, { taskDefinitionArgs: { container: { image: "a" } } }, [one("taskDefinitionArgs.container.image", { image: "a" })]],
        ["Crosswalk's task", "awsx:ecs:FargateTaskDefinition", { containers: { a: { image: "b" } } }, [one("containers.a.image", { image: "b" })]],
        ["Crosswalk without containers", CROSSWALK, { taskDefinitionArgs: { containers: null } }, []],
        ["Crosswalk with a text", CROSSWALK, { taskDefinitionArgs: "a" }, []],
        ["Crosswalk with nothing", CROSSWALK, { taskDefinitionArgs: null }, []],
        ["another type", "aws:s3/bucket:Bucket", { container: { image: "a" } }, []],
    ];
    for (const [name, type, properties, expected] of rows) {
        it(`finds those of ${name}`, () => assert.deepEqual(containersOf(make(type, "one", properties)), expected));
    }

    it("reads the definitions that are known", () => {
        const read = (list: unknown): unknown => containerDefinitions(make("aws-native:ecs:TaskDefinition", "one", { containerDefinitions: list }));
        assert.deepEqual(read(["a", 7, null, { name: "a" }, unknown]), [{ name: "a" }]);
        assert.deepEqual(read(undefined), []);
    });

    it("takes names in whatever case, but for a log driver's options", () => {
        const written = `[{"NAME":"a","PortMappings":[{"ContainerPort":80}],"SECRETS":[{"ValueFrom":"b"}],"LogConfiguration":{"LogDriver":"c","Options":{"Name":"d"}},"Other":1}]`;
        const task = make(TASK, "one", { containerDefinitions: written }) as never;
        const logConfiguration = { logDriver: "c", options: { Name: "d" } };
        assert.deepEqual(containerDefinitions(task), [
            { name: "a", portMappings: [{ containerPort: 80 }], secrets: [{ valueFrom: "b" }], logConfiguration, Other: 1 },
        ]);
    });

    it("tells the tag of an image with an output in it", () => {
        const reference = { urn: "urn:repository", name: "repository", property: "url" };
        const tagged = (...parts: unknown[]): string | undefined => {
            const image = { path: ["containerDefinitions", 0, "image"], value: { [PARTS]: parts } };
            const [container] = containersOf(
                make("aws-native:ecs:TaskDefinition", "one", withLearned({ containerDefinitions: [{ image: unknown }] }, [image])),
            );
            assert.equal(container?.unread, container?.tagged === undefined ? "unknown" : undefined);
            return container?.tagged?.replace(/\$\{[^}]*\}/g, "$");
        };
        assert.equal(tagged(reference, ":latest"), "$:latest");
        assert.equal(tagged("a/", reference, "/b:1.2-x"), "a/$/b:1.2-x");
        assert.equal(tagged(reference, "@sha256:0a1b"), "$@sha256:0a1b");
        assert.equal(tagged(reference, "/b"), undefined);
        assert.equal(tagged(reference, ":a/b"), undefined);
        assert.equal(tagged("a:", reference), undefined);
        clearPartials();
    });
});
