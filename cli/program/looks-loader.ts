/** The hook of a deep run's process by which ES modules are watched, in the thread that loads them. */
import { isOfPulumi, watched } from "./looks";

interface Loaded {
    format?: string;
    source?: unknown;
}

/** Lets an ES module of the program, or of its packages, tell where it looks into a value; once, however many hooks there are. */
export async function load(
    url: string,
    context: unknown,
    next: (url: string, context: unknown) => Promise<Loaded>,
): Promise<Loaded> {
    const loaded = await next(url, context);
    const { format, source } = loaded;
    if (format !== "module" || !url.startsWith("file:") || isOfPulumi(url) || !source) {
        return loaded;
    }
    const code = typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString();
    return { ...loaded, source: code.endsWith(WATCHED) ? code : `${watched(code)}\n${WATCHED}` };
}

const WATCHED = "// watched";
