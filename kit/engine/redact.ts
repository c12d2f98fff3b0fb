/**
 * Keeps credentials out of what is said: the one redaction between the words of policies and the SDK, and between what
 * packs say and the command line's reports.
 */
import { credentialsIn, isHarmless, isSecretName } from "../aws/credentials";
import { HIDDEN, SECRET, SIGNATURE } from "../sentinels";
import { partialText } from "./partial";

/** Shorter secrets cannot be told from what messages are made of. */
const SHORTEST = 4;
/** A value that is a word of everyday, as some make their passwords: `postgres`, `us-east-1`. */
const EVERYDAY = /^(?=.{1,11}$)[a-z]+([-_. ][a-z0-9]+)*$/i;
/** The words in which messages speak of credentials. */
const SPEECH = /^(user|name|username|password|passphrase|secret|token|key|credential)s?$/i;
/** Where a text shows a value: in quotation marks, but for an apostrophe's, and after a sign. */
const VALUES = /"[^"]*"|`[^`]*`|(?<![A-Za-z0-9])'[^']*'|[=:/@][^\s"'`]+|[\w.-]{1,40}[=:/@]/g;
const LONGEST_QUOTE = 80;
/** A message is no longer without a value that is. */
const LONGEST_UNQUOTED = 160;
/** In a document: a text that is too long to be shown. */
const LONG_INSIDE = /"[^"]{81}/;
const LONGEST = 1000;

/** A value, the name that it stands under, and whether it is marked as a secret. */
interface Placed {
    value: unknown;
    key: string;
    marked: boolean;
}

/** The secrets of a run, and what must not show them. */
export class Secrets {
    private readonly texts = new Set<string>();
    /** Whose everyday words are secrets of their own -> those words. */
    private readonly words = new Map<string, Set<string>>();
    /** How texts that are too long to be shown begin and end -> those texts. */
    private readonly heads = new Map<string, Set<string>>();
    private readonly tails = new Map<string, Set<string>>();

    clear(): void {
        this.texts.clear();
        this.words.clear();
        this.heads.clear();
        this.tails.clear();
    }

    /**
     * Notes the secrets inside a value as it is on the wire: what is marked, and what stands under a credential's name.
     * @param owner whose value it is, such as a resource's URN.
     * @param key the name that it stands under.
     */
    note(owner: string, value: unknown, key = "", marked = false): void {
        // A list of what is left, and not a call inside a call: a value may lie thousands of levels deep.
        const left: Placed[] = [{ value, key, marked }];
        for (let place = left.pop(); place; place = left.pop()) {
            left.push(...this.noteOne(owner, place));
        }
    }

    /** Notes one value, and gives those inside it. */
    private noteOne(owner: string, { value, key, marked }: Placed): Placed[] {
        if (typeof value === "string") {
            return this.noteText(owner, value, key, marked);
        }
        if (typeof value !== "object" || value === null) {
            return [];
        }
        if (Array.isArray(value)) {
            return value.map((child) => ({ value: child, key, marked }));
        }
        const values = value as Record<string, unknown>;
        if (values[SIGNATURE] === SECRET) {
            return [{ value: values.value, key, marked: true }];
        }
        // An environment variable of a container or a build: { name: "DB_PASSWORD", value: "..." }.
        const name = values.name ?? values.Name;
        return Object.entries(values).map(([child, inner]) => ({
            value: inner,
            key: typeof name === "string" && /^value$/i.test(child) ? name : child,
            marked,
        }));
    }

    private noteText(owner: string, text: string, key: string, marked: boolean): Placed[] {
        const known = partialText(text);
        if (known !== undefined) {
            return known.split(/\$\{[^}]*\}/).map((part) => ({ value: part, key, marked }));
        }
        if (marked ? !isPlain(text) : isCredentialKey(key) && !isHarmless(text)) {
            this.add(owner, text.trim());
        }
        if (text.length > LONGEST_QUOTE) {
            add(this.heads, text.slice(0, LONGEST_QUOTE + 1), text);
            add(this.tails, text.slice(-LONGEST_QUOTE - 1), text);
        }
        const isStructure = /^\s*[[{]/.test(text) && (marked || MENTIONS_SECRET.test(text) || LONG_INSIDE.test(text));
        return isStructure ? [{ value: parsed(text), key, marked }] : [];
    }

    private add(owner: string, text: string): void {
        if (text.length < SHORTEST) {
            return;
        }
        if (EVERYDAY.test(text)) {
            add(this.words, owner, text);
        } else {
            this.texts.add(text);
        }
    }

    /**
     * The text without secrets, as they are and encoded; a word of everyday only where the text quotes it, or speaks of
     * its owner and the word is none of the policy's own.
     * @param fixed what the policy says of anything: without a word of that its sentences would tell the secret.
     */
    redact(text: string, owner = "", fixed = ""): string {
        let redacted = text;
        for (const secret of longestFirst(this.texts)) {
            for (const form of new Set(formsOf(secret))) {
                redacted = form.length < 12 ? withoutWord(redacted, form) : redacted.replaceAll(form, HIDDEN);
            }
        }
        for (const [whose, words] of this.words) {
            for (const word of longestFirst(words)) {
                if (whose !== owner) {
                    redacted = withoutQuoted(redacted, word, /"[^"]*"/g);
                } else if (SPEECH.test(word) || withoutWord(fixed, word) !== fixed) {
                    redacted = withoutQuoted(redacted, word, VALUES);
                } else {
                    redacted = withoutWord(redacted, word);
                }
            }
        }
        if (redacted.length > LONGEST_UNQUOTED && this.heads.size > 0) {
            redacted = this.withoutLong(redacted);
        }
        // A policy may quote a part, such as a URL's host.
        return redacted.replace(/"([^"]+)"/g, (quoted, value: string) => (this.isPart(value) ? `"${HIDDEN}"` : quoted));
    }

    /** The text with long values cut, and what is left of one where the policy took its beginning or its end off. */
    private withoutLong(text: string): string {
        let short = "";
        for (let at = 0; at < text.length;) {
            const window = text.slice(at, at + LONGEST_QUOTE + 1);
            const after = longest(this.heads.get(window), (long) => common(text.slice(at, at + long.length), long));
            const before = longest(this.tails.get(window), (long) => commonEnd(short, long.slice(0, -window.length)));
            if (after > 0 || this.tails.has(window)) {
                const start = short.length - before;
                const value = short.slice(start) + text.slice(at, at + Math.max(after, window.length));
                short = short.slice(0, start) + cut(value);
                at += Math.max(after, window.length);
            } else {
                short += text[at++] as string;
            }
        }
        return short;
    }

    private isPart(value: string): boolean {
        return (
            value.length >= SHORTEST &&
            !EVERYDAY.test(value) &&
            [...this.texts].some((secret) => secret.includes(value))
        );
    }
}

/**
 * The text without what can hold a credential by its form, and shortened: of a URL or a connection string only the host
 * is left.
 */
export function safeText(text: string): string {
    // What is cut here would be cut below; the expressions go over a bounded text.
    let safe = text.slice(0, 4 * LONGEST);
    for (const { value } of credentialsIn(safe)) {
        safe = value === "" ? safe : safe.replaceAll(value, HIDDEN);
    }
    return shortened(
        safe
            .replace(/(:\/\/)[^\s"']{1,500}@/g, `$1${HIDDEN}@`)
            .replace(/(:\/\/[^\s"'/?#;]{1,300})[/?#;][^\s"']+/g, "$1/...")
            // user:password@host, but no image's repository:tag@sha256:digest.
            .replace(
                /(^|[\s"'=,(])([\w.+-]{1,100}[:/][^\s"'@]{1,200}@)(?!sha256:)/g,
                (all, before: string, user: string) => (user.includes("://") ? all : `${before}${HIDDEN}@`),
            )
            .replace(/\?[\w.-]{1,60}=[^\s"']*/g, "?...")
            .replace(NAMED_VALUE, `$1${HIDDEN}`),
    );
}

/** `password=...`, as a connection string or a settings file has it. */
const NAMED_VALUE =
    /([\w.-]{0,60}(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|credentials?|signature)[\w.-]{0,20}=)[^\s"'&;,]+/gi;

function add<K>(sets: Map<K, Set<string>>, key: K, text: string): void {
    const set = sets.get(key);
    if (set) {
        set.add(text);
    } else {
        sets.set(key, new Set([text]));
    }
}

function longest(texts: Iterable<string> = [], lengthOf: (text: string) => number): number {
    let most = 0;
    for (const text of texts) {
        most = Math.max(most, lengthOf(text));
    }
    return most;
}

/** How many characters two texts have in common at their beginning. */
function common(a: string, b: string): number {
    let length = 0;
    while (length < a.length && a[length] === b[length]) {
        length++;
    }
    return length;
}

/** And at their end. */
function commonEnd(a: string, b: string): number {
    let length = 0;
    while (length < Math.min(a.length, b.length) && a[a.length - 1 - length] === b[b.length - 1 - length]) {
        length++;
    }
    return length;
}

function cut(value: string): string {
    return `${value.slice(0, LONGEST_QUOTE - 3).replace(/[\ud800-\udbff]$/, "")}...`;
}

function shortened(text: string): string {
    const short = text.replace(/"([^"]{81,})"/g, (_, value: string) => `"${cut(value)}"`).replace(/[^\s"]{161,}/g, cut);
    return short.length > LONGEST ? `${short.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}...` : short;
}

/** A secret in the forms in which a text may show it. */
function formsOf(secret: string): string[] {
    return [
        secret,
        secret.replace(/\s+/g, " "),
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(Buffer.from(secret).toString()),
        // Without the padding, which some leave out.
        Buffer.from(secret)
            .toString("base64")
            .replace(/={1,2}$/, ""),
        Buffer.from(secret).toString("base64url"),
    ];
}

function withoutWord(text: string, word: string): string {
    if (!text.includes(word)) {
        return text;
    }
    const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return text.replace(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, "g"), HIDDEN);
}

function withoutQuoted(text: string, word: string, quotes: RegExp): string {
    return text.replace(quotes, (quoted) => withoutWord(quoted, word));
}

/** So that a secret within a longer one does not leave the rest of that. */
function longestFirst(texts: Iterable<string>): string[] {
    return [...texts].sort((a, b) => b.length - a.length);
}

/** What the text describes where it is JSON; undefined where it is none. */
function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

/** A switch, a number or nothing: no secret, whoever marks it. */
function isPlain(text: string): boolean {
    return /^(true|false|null|\d{1,5})?$/i.test(text.trim());
}

const MENTIONS_SECRET = /pass|pwd|secret|token|key|credential/i;
const credentialKeys = new Map<string, boolean>();

/** `isSecretName`, worked out once for a name: every property of every resource asks. */
function isCredentialKey(key: string): boolean {
    let known = credentialKeys.get(key);
    if (known === undefined) {
        known = MENTIONS_SECRET.test(key) && isSecretName(key);
        credentialKeys.set(key, known);
    }
    return known;
}
