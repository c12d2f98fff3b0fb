/** What lies inside a package, and may not lie there in another version: undefined where it does not. */
export function tryRequire<T>(request: string, from: NodeRequire): T | undefined {
    try {
        return from(request) as T;
    } catch {
        return undefined;
    }
}
