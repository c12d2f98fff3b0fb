/** Names inside a URN: `urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>`. */

export interface UrnParts {
    stack: string;
    project: string;
    /** The resource's own type token, without its parents'. */
    type: string;
    name: string;
}

/** The parts of a URN; undefined for a text that is none. */
export function parseUrn(urn: string): UrnParts | undefined {
    const match = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.*)$/s.exec(urn);
    if (!match) {
        return undefined;
    }
    const [, stack = "", project = "", types = "", name = ""] = match;
    return { stack, project, type: types.slice(types.lastIndexOf("$") + 1), name };
}

/** The URN of the stack itself, which findings about the whole stack hang on. */
export function stackUrn(project: string, stack: string): string {
    return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}
