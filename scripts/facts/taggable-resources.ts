/** facts/taggable-resources.json: the `tags` input of each resource of @pulumi/aws. */
import type { TaggableResources } from "../../facts/schemas";
import { citing, type Generator } from "./generator";

/** A map of strings, optional or not. */
const MAP = /^pulumi\.Input<\{ \[key: string\]: pulumi\.Input<string>; \}( \| undefined)?>$/;

export const taggableResources: Generator<TaggableResources> = {
    file: "taggable-resources",
    packages: [],
    kept: ["specialTagInputs"],
    generate(present, { installed: { aws }, today }) {
        const mapTags: string[] = [];
        const otherShape: Record<string, string> = {};
        const untaggable: string[] = [];
        for (const { token, inputs } of aws.resources.values()) {
            const tags = inputs.get("tags");
            if (!tags) {
                untaggable.push(token);
            } else if (MAP.test(tags.type)) {
                mapTags.push(token);
            } else {
                otherShape[token] = tags.type;
            }
        }
        return {
            ...present,
            asOf: today,
            source: citing(present.source, { "@pulumi/aws": aws.version }),
            counts: {
                all: aws.resources.size,
                mapTags: mapTags.length,
                otherShape: Object.keys(otherShape).length,
                untaggable: untaggable.length,
            },
            mapTags,
            otherShape,
            untaggable,
        };
    },
};
