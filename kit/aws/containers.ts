/** What runs in containers: the containers of ECS and App Runner, and the images that they name. */
import type { ServiceArgs as AppRunnerServiceArgs } from "@pulumi/aws/apprunner/service";
import type { ExpressGatewayServiceArgs } from "@pulumi/aws/ecs/expressGatewayService";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";

import { partialText } from "../engine/partial";
import { resourceType, type Resource, type ResourceType, type Values } from "../resource";
import {
    type Because,
    guard,
    isEmpty,
    isUnknown,
    isUnknownValue,
    known,
    knownEntries,
    parseJson,
    unguarded,
    whyUnread,
} from "../unknown";

export const AppRunnerService = resourceType<AppRunnerServiceArgs>(
    "aws:apprunner/service:Service",
    "aws-native:apprunner:Service",
);
export const ExpressService = resourceType<ExpressGatewayServiceArgs>(
    "aws:ecs/expressGatewayService:ExpressGatewayService",
    "aws-native:ecs:ExpressGatewayService",
);
export const TaskDefinition = resourceType<TaskDefinitionArgs>(
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws-native:ecs:TaskDefinition",
);

/**
 * Crosswalk's services and task definitions, which the plugin makes into the resources above.
 * Source: https://www.pulumi.com/registry/packages/awsx/api-docs/ecs/
 */
const Crosswalk = resourceType(
    ...["awsx:ecs:FargateService", "awsx:ecs:EC2Service"],
    ...["awsx:ecs:FargateTaskDefinition", "awsx:ecs:EC2TaskDefinition"],
);

/** Every type whose containers `containersOf` knows. */
export const CONTAINER_TYPES: ResourceType<unknown>[] = [TaskDefinition, AppRunnerService, ExpressService];

/** A container as a program defines it. */
export interface Container {
    /** The path of its image, such as `containerDefinitions[0].image`. */
    property: string;
    /** Undefined where it cannot be read or is no text. */
    image: string | undefined;
    /** The image with an output in it, where the tag is known: `${...}:latest`. */
    tagged?: string;
    /** Why the image cannot be read. */
    unread?: Because;
    /** The task ends when it ends. */
    essential: boolean;
    /** The program says what it runs. */
    hasCommand: boolean;
}

/**
 * The containers of a task definition, an App Runner or an ECS Express service, or a Crosswalk component. Throws where
 * all are unknown.
 */
export function containersOf(resource: Resource<unknown>): Container[] {
    if (resource.is(TaskDefinition)) {
        const list = definitionsIn(resource);
        return Object.keys(list).map((index) => taskContainer(list, index, `containerDefinitions[${index}]`));
    }
    if (resource.is(AppRunnerService)) {
        const repository = resource.props.sourceConfiguration?.imageRepository;
        return repository === undefined
            ? []
            : [sole("sourceConfiguration.imageRepository.imageIdentifier", repository.imageIdentifier)];
    }
    if (resource.is(ExpressService)) {
        return [sole("primaryContainer.image", resource.props.primaryContainer?.image)];
    }
    return resource.is(Crosswalk) ? crosswalkContainers(resource.props) : [];
}

/** Text of JSON in the classic provider, a list in aws-native. Throws where it is unknown as a whole. */
function definitionsIn({ props }: Resource<TaskDefinitionArgs>): unknown[] {
    const definitions: unknown = props.containerDefinitions;
    const list = typeof definitions === "string" ? parseJson(definitions) : unguarded(definitions);
    return Array.isArray(list) ? guard(list.map(spelled), "containerDefinitions") : [];
}

/** What policies read of a definition, by its name in small letters. */
const KEYS = new Map(
    [
        ...["name", "image", "essential", "command", "entryPoint", "user", "privileged", "readonlyRootFilesystem"],
        ...[
            "portMappings",
            "containerPort",
            "containerPortRange",
            "hostPort",
            "environment",
            "value",
            "environmentFiles",
        ],
        ...["secrets", "valueFrom", "repositoryCredentials", "credentialsParameter", "firelensConfiguration"],
        ...["logConfiguration", "logDriver", "options", "secretOptions"],
    ].map((key) => [key.toLowerCase(), key]),
);

/**
 * A definition in ECS's spelling: the provider takes its keys in whatever case.
 * Source: https://pkg.go.dev/encoding/json#Unmarshal
 */
function spelled(value: unknown): unknown {
    if (typeof value !== "object" || value === null || isUnknownValue(value)) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map(spelled);
    }
    const entries = Object.entries(value).map(([key, one]): [string, unknown] => {
        const known = KEYS.get(key.toLowerCase()) ?? key;
        // What a log driver takes has names of its own.
        return [known, known === "options" ? one : spelled(one)];
    });
    return Object.fromEntries(entries);
}

/**
 * The container definitions of a task definition, as ECS takes them. Throws where all are unknown.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinitions(task: Resource<TaskDefinitionArgs>): Values[] {
    return knownEntries(definitionsIn(task)).flatMap(([, definition]) =>
        typeof definition === "object" && definition !== null ? [definition as Values] : [],
    );
}

/** One `container`, or `containers` by name, of the task definition or in a service's `taskDefinitionArgs`. */
function crosswalkContainers(component: Values): Container[] {
    const inService = "taskDefinitionArgs" in component;
    const task = inService ? component.taskDefinitionArgs : component;
    if (typeof task !== "object" || task === null) {
        return [];
    }
    const path = inService ? "taskDefinitionArgs." : "";
    const { containers } = task as Values;
    const named = typeof containers === "object" && containers !== null ? containers : {};
    return [
        ...("container" in task ? [taskContainer(task, "container", `${path}container`)] : []),
        ...Object.keys(named).map((name) => taskContainer(named as Values, name, `${path}containers.${name}`)),
    ];
}

function taskContainer(holder: unknown[] | Values, key: string, path: string): Container {
    const property = `${path}.image`;
    const unread = whyUnread((unguarded(holder) as Values)[key]);
    const definition = unread ? undefined : (holder as Values)[key];
    if (typeof definition !== "object" || definition === null) {
        return { property, image: undefined, unread, essential: true, hasCommand: false };
    }
    const values = definition as Record<string, unknown>;
    const { image } = unguarded(values);
    const [tagged] = /^.*\}[^}]*:\w[\w.-]*$/.exec(partialText(image) ?? "") ?? [];
    return {
        property,
        image: text(known(values, "image")),
        tagged,
        unread: tagged === undefined ? whyUnread(image) : undefined,
        essential: known(values, "essential") !== false,
        hasCommand: ["command", "entryPoint"].some((key) => isUnknown(values, key) || !isEmpty(values[key])),
    };
}

function sole(property: string, image: unknown): Container {
    return { property, image: text(image), essential: true, hasCommand: false };
}

function text(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** An image reference, taken apart. */
export interface Image {
    /** The registry's host; `docker.io` where the reference names none. */
    registry: string;
    /** The path in the registry; `library/nginx` for `nginx`. */
    repository: string;
    tag: string | undefined;
    digest: string | undefined;
}

/** Hosts that all are Docker Hub. */
const DOCKER_HUB = new Set(["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"]);

/**
 * Takes an image reference apart, as Docker does.
 * Source: https://pkg.go.dev/github.com/distribution/reference
 */
export function parseImage(reference: string): Image {
    const [named = "", digest] = reference.trim().split("@", 2);
    const slash = named.lastIndexOf("/");
    const colon = named.indexOf(":", slash + 1);
    const name = colon < 0 ? named : named.slice(0, colon);
    const tag = colon < 0 ? undefined : named.slice(colon + 1) || undefined;
    const [host = "", ...path] = name.split("/");
    // The first part is a host when it looks like one: `team/app` is a path on Docker Hub.
    const hasHost = path.length > 0 && (/[.:]/.test(host) || host === "localhost");
    const registry = hasHost && !DOCKER_HUB.has(host) ? host : "docker.io";
    const repository = hasHost ? path.join("/") : name;
    const official = registry === "docker.io" && repository !== "" && !repository.includes("/");
    return { registry, repository: official ? `library/${repository}` : repository, tag, digest };
}

/** True for an image in a private registry of ECR. */
export function isEcrImage(reference: unknown): boolean {
    return (
        typeof reference === "string" &&
        /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|on\.aws)\//.test(reference)
    );
}

/** The shortest name of an image's repository: `nginx` for Docker Hub's own and for its mirror in public ECR. */
export function repositoryName({ registry, repository }: Image): string {
    if (registry === "public.ecr.aws" && repository.startsWith("docker/library/")) {
        return repository.slice("docker/library/".length);
    }
    return registry === "docker.io" ? repository.replace(/^library\//, "") : `${registry}/${repository}`;
}
