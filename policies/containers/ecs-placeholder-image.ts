import { publicRepositories } from "../../facts/images";
import { stackPolicy } from "../../kit";
import { type Container, CONTAINER_TYPES, containersOf, type Image, parseImage, repositoryName } from "../../kit/aws";

/** What a program says in an image's place while there is none. */
const PLACEHOLDER = /^(<.*>|placeholder.*|change-?me|todo|tbd|replace[-_]?(me|with).*|your[-_].+)$/i;

export const ecsPlaceholderImage = stackPolicy({
    name: "ecs-placeholder-image",
    title: "Containers run the application's own image",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "a stock image passes every deployment and serves a welcome page in place of the application",
    fix: "set image to the application's image in your own registry, such as its ECR repositoryUrl with a version tag",
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html",
    ],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description:
                "Stock images that are meant, such as nginx: Docker Hub's by their name, others with their registry.",
        },
        registries: {
            type: "array",
            items: { type: "string" },
            description:
                "The registries, or registries with a path, that images may come from; then every other one is flagged.",
        },
    },
    types: CONTAINER_TYPES,
    opaque: true,
    check(_props, { resource, settings, report }) {
        const allowed = new Set(settings.allow.map((name) => repositoryName(parseImage(name))));
        const containers = containersOf(resource);
        const kinds = new Map(containers.map((container) => [container, kindOf(container, allowed)]));
        // Beside an image of its own (or one that is not known yet) a stock image is a sidecar.
        const hasOwn = [...kinds.values()].includes("own");
        const standsIn = (container: Container): boolean =>
            !hasOwn && kinds.get(container) === "stock" && container.essential;
        for (const container of containers) {
            const { image, property } = container;
            if (standsIn(container)) {
                report(property, `${image} stands in for the application`);
            } else if (image !== undefined && settings.registries && !isFrom(parseImage(image), settings.registries)) {
                report(property, `${image} comes from a registry that is not approved`, {
                    fix: `use an image from ${settings.registries.join(" or ")}`,
                });
            }
        }
    },
});

/** An image of one's own (or one that is not known yet), a stock image, or an agent's. */
function kindOf({ image, hasCommand }: Container, allowed: Set<string>): "own" | "stock" | "sidecar" {
    const parsed = parseImage(image ?? "");
    const name = repositoryName(parsed);
    const { genericRepositories, baseRepositories, sidecarRepositories } = publicRepositories();
    if (allowed.has(name)) {
        return "own";
    }
    if (sidecarRepositories.includes(name)) {
        return "sidecar";
    }
    // With a command of its own, a bare system may be a job.
    const isBare = baseRepositories.includes(name) && !hasCommand;
    return genericRepositories.includes(name) || isBare || isPlaceholder(parsed) ? "stock" : "own";
}

function isPlaceholder({ registry, repository }: Image): boolean {
    return registry === "docker.io" && PLACEHOLDER.test(repository.split("/").pop() ?? "");
}

function isFrom({ registry, repository }: Image, registries: string[]): boolean {
    return registries.some((approved) => `${registry}/${repository}/`.startsWith(`${approved.replace(/\/$/, "")}/`));
}
