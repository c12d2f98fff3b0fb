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
    const [head = "", project = "", types = "", ...name] = urn.split("::");
    if (!head.startsWith("urn:pulumi:") || name.length === 0) {
        return undefined;
    }
    const stack = head.slice("urn:pulumi:".length);
    return { stack, project, type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

/** The URN of the stack itself, which findings about the whole stack hang on. */
export function stackUrn(project: string, stack: string): string {
    return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}
