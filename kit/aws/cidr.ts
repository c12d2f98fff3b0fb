/** IPv4 blocks as ranges of numbers. */

/** A block; `end` is its last address. */
export interface Block {
    start: number;
    end: number;
    prefix: number;
}

/** Reads `10.0.0.0/16`; undefined for what is no IPv4 block. */
export function parseBlock(text: unknown): Block | undefined {
    if (typeof text !== "string" || !text.includes("/")) {
        return undefined;
    }
    // Loaded here: only stacks with networks of their own need it.
    const { IPv4 } = require("ipaddr.js") as typeof import("ipaddr.js");
    if (!IPv4.isValidCIDRFourPartDecimal(text)) {
        return undefined;
    }
    const [, prefix] = IPv4.parseCIDR(text);
    const start = IPv4.networkAddressFromCIDR(text)
        .toByteArray()
        .reduce((number, byte) => number * 256 + byte, 0);
    return { start, end: start + 2 ** (32 - prefix) - 1, prefix };
}

/** True when `inner` lies within `outer`. */
export function isWithin(inner: Block, outer: Block): boolean {
    return outer.start <= inner.start && inner.end <= outer.end;
}

/** The address that a number stands for. */
export function addressOf(number: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

/** True for 0.0.0.0/0 and ::/0, in any spelling. */
export function isEverywhere(block: string): boolean {
    return /^[\d.:]+\/0+$/.test(block);
}
