/** The order of versions: by the numbers in the text, so that 9.10 comes after 9.9. */
export function naturally(versions: readonly string[]): string[] {
    return [...versions].sort(compareNaturally);
}

export function compareNaturally(a: string, b: string): number {
    const [left, right] = [a, b].map((text) => text.split(/(\d+)/)) as [string[], string[]];
    for (const [index, part] of left.entries()) {
        const other = right[index] ?? "";
        if (part !== other) {
            return index % 2 === 1 ? Number(part) - Number(other) || (part < other ? -1 : 1) : part < other ? -1 : 1;
        }
    }
    return left.length - right.length;
}
