/** Public images that hold no application of their user's. */
import { readFacts } from "./read";

interface Placeholders {
    images: {
        /** Servers and samples: they answer with a page of their own. */
        genericRepositories: string[];
        /** Systems and languages: without a command they do nothing. */
        baseRepositories: string[];
    };
}

/** The stock repositories, under the names that `repositoryName` of kit/containers.ts gives. */
export function stockRepositories(): Placeholders["images"] {
    return readFacts<Placeholders>("placeholders").images;
}
