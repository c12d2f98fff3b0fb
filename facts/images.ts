/** Public images that hold no application of their user's. */
import { readFacts } from "./read";

interface Placeholders {
    images: {
        /** Servers and samples: they answer with a page of their own. */
        genericRepositories: string[];
        /** Systems and languages: without a command they do nothing. */
        baseRepositories: string[];
        /** Agents and proxies that run beside an application, and are none. */
        sidecarRepositories: string[];
    };
}

/** The repositories, by kind, under the names that `repositoryName` of kit/aws/containers.ts gives. */
export function publicRepositories(): Placeholders["images"] {
    return readFacts<Placeholders>("placeholders").images;
}
