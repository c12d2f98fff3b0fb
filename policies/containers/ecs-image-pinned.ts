import { stackPolicy } from "../../kit";
import { CONTAINER_TYPES, containersOf, parseImage } from "../../kit/aws";

export const ecsImagePinned = stackPolicy({
    name: "ecs-image-pinned",
    title: "Container images name a version or a digest",
    severity: "medium",
    level: "advisory",
    why: "what latest stands for changes under a running service, so nobody can tell or bring back what ran",
    fix: "name a version tag or a digest, such as :1.4.2 or @sha256:...",
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
    ],
    types: CONTAINER_TYPES,
    opaque: true,
    check(_props, { resource, report, undecided }) {
        for (const { tagged, image = tagged, property, unread } of containersOf(resource)) {
            if (unread) {
                undecided(property, unread);
            }
            const { tag, digest } = parseImage(image ?? "");
            if (image === undefined || digest !== undefined || (tag !== undefined && tag !== "latest")) {
                continue;
            }
            report(
                property,
                tag === undefined ? `${image} names no tag, which means latest` : `${image} is not one version`,
            );
        }
    },
});
