/** A name that a mistyped one was likely meant to be. */

/** `; did you mean "…"?` for the nearest of the names that is near enough, and nothing otherwise. */
export function suggest(given: string, names: string[]): string {
    const near = names
        .map((name) => ({ name, distance: distance(given.toLowerCase(), name.toLowerCase()) }))
        .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(given.length, name.length) / 3)))
        .sort((a, b) => a.distance - b.distance)[0];
    return near ? `; did you mean "${near.name}"?` : "";
}

/** How many letters have to be added, left out or changed to make `b` of `a`. */
function distance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
        }
        row = next;
    }
    return row[b.length] as number;
}
