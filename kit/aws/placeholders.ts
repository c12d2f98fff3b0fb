/** Values that stand in for real ones: documentation hosts, "placeholder", "TODO", `<on-prem-ip>`. */
import type * as IpAddr from "ipaddr.js";

import { readFacts } from "../../facts/read";
import type { Resource } from "../resource";
import { type Because, isAsset, parseJson, whyUnread } from "../unknown";

interface Placeholders {
    hosts: { regex: string[]; documentationCidrs: string[] };
    literalInterpolation: { regex: string[] };
}

/** A placeholder in a resource or an output. */
export interface Placeholder {
    /** The path of the property. */
    path: string;
    /** The key that says what the value is: the property's name, or the environment variable's. */
    key: string;
    value: string;
}

/** True for a value that stands in for a host, an endpoint, a URL, a domain or an id. */
export function isPlaceholder(value: string): boolean {
    // A URL with a password in it is a credential.
    return !/:\/\/[^/\s:]*:[^/\s@]*@/.test(value) && placeholderIn(value) !== undefined;
}

/** The host or the id in a value that is a placeholder: what is around it may hold a credential. */
export function placeholderIn(value: string): string | undefined {
    const { regex } = facts();
    return value
        .split(",")
        .map((part) => hostOf(part.trim()))
        .find((host) => regex.some((pattern) => pattern.test(host)) || isDocumentationAddress(host));
}

/** The text of an interpolation that was never filled in, such as `${suffix}`; undefined where there is none. */
export function uninterpolated(name: string): string | undefined {
    return facts().interpolation.exec(name)?.[0];
}

/** The placeholders among a resource's hosts, endpoints, URLs, domains and ids; and the places that cannot be read. */
export function placeholdersIn(resource: Resource<unknown>): {
    placeholders: Placeholder[];
    unread: { path: string; because: Because }[];
} {
    const found: ReturnType<typeof placeholdersIn> = { placeholders: [], unread: [] };
    // What the provider computed from the arguments repeats them.
    const written = new Set(Object.keys(resource.arguments));
    for (const [property, value] of Object.entries(resource.unguarded)) {
        if (!SKIPPED.test(property) && (written.size === 0 || written.has(resource.spell(property)))) {
            collect(found, value, property, property, HOST_NAMES[resource.type] ?? []);
        }
    }
    return found;
}

/** Properties that hold a host although their names do not say it. */
const HOST_NAMES: Record<string, string[]> = {
    "aws:route53/record:Record": ["name", "records"],
    "aws:route53/zone:Zone": ["name"],
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": ["name"],
    "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": ["name"],
};

/** Labels and prose; policy documents, whose accounts and variables are other policies' matter. */
const SKIPPED = /^(tags|tagsAll|tagSpecifications|description|comment|body|definition)$|polic(y|ies)$/i;
/** What no-hardcoded-credentials judges. */
const CREDENTIAL = /pass(word|phrase)|secret_?(key|string|value)|access_?key|api_?key|private_?key|token|credential/i;
const TELLING = new Set([
    ...[
        "host",
        "hosts",
        "hostname",
        "hostnames",
        "server",
        "servers",
        "fqdn",
        "domain",
        "domains",
        "address",
        "addresses",
        "ip",
    ],
    ...[
        "endpoint",
        "endpoints",
        "url",
        "urls",
        "uri",
        "uris",
        "origin",
        "origins",
        "broker",
        "brokers",
        "email",
        "emails",
    ],
    ...["id", "ids", "identifier", "arn", "arns", "ami"],
]);
const NAMED = new Set(["server", "host", "domain", "dns"]);

/** True for a key whose value is a host, an endpoint, a URL, a domain or an id. */
function isTelling(key: string): boolean {
    const words = key
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .toLowerCase()
        .split(/[^a-z0-9]+/);
    const [last = "", before = ""] = words.reverse();
    return TELLING.has(last) || (/^names?$/.test(last) && NAMED.has(before));
}

function collect(
    found: ReturnType<typeof placeholdersIn>,
    value: unknown,
    path: string,
    key: string,
    hosts: string[],
): void {
    if (typeof value === "string") {
        const isList = key === "containerDefinitions";
        const parsed = isList ? parseJson(value) : undefined;
        const because = whyUnread(value);
        if (typeof parsed === "object") {
            collect(found, parsed, path, key, hosts);
        } else if (isList && because) {
            found.unread.push({ path, because });
        } else if ((isTelling(key) || hosts.includes(key)) && !CREDENTIAL.test(key)) {
            if (because === "hidden") {
                found.unread.push({ path, because });
            } else if (!because && isPlaceholder(value)) {
                found.placeholders.push({ path, key, value });
            }
        }
    } else if (Array.isArray(value)) {
        value.forEach((child, index) => collect(found, child, `${path}[${index}]`, key, hosts));
    } else if (typeof value === "object" && value !== null && !isAsset(value)) {
        // An environment variable of a container or a build: { name: "DB_HOST", value: "..." }.
        const { name } = value as { name?: unknown };
        for (const [child, inner] of Object.entries(value)) {
            if (!SKIPPED.test(child)) {
                const named = child === "value" && typeof name === "string" ? name : child;
                collect(found, inner, `${path}.${child}`, named, hosts);
            }
        }
    }
}

/** The host of a URL, or of `host:port/path`; the text itself where it is neither. */
function hostOf(text: string): string {
    const [, ofUrl] = /^[a-z][a-z0-9+.:-]*:\/\/(?:[^/@]*@)?([^/?#:]*)/i.exec(text) ?? [];
    const [, ofPath] = /^([\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/.*)?$/.exec(text) ?? [];
    return ofUrl ?? ofPath ?? text;
}

/** Loaded with the first text that may be an address: every preview pays for what the pack loads at its start. */
const addresses = (): typeof IpAddr => require("ipaddr.js") as typeof IpAddr;

let documentation: ReturnType<typeof IpAddr.parseCIDR>[] | undefined;

function isDocumentationAddress(text: string): boolean {
    // Digits, or groups of hexadecimal ones: nothing else is an address.
    if (!/^(\d+\.|[0-9a-f]*:)[0-9a-f.:]+$/i.test(text) || !addresses().isValid(text)) {
        return false;
    }
    documentation ??= readFacts<Placeholders>("placeholders").hosts.documentationCidrs.map((cidr) =>
        addresses().parseCIDR(cidr),
    );
    const address = addresses().parse(text);
    return documentation.some((cidr) => address.kind() === cidr[0].kind() && address.match(cidr));
}

let compiled: { regex: RegExp[]; interpolation: RegExp } | undefined;

function facts(): NonNullable<typeof compiled> {
    if (!compiled) {
        const { hosts, literalInterpolation } = readFacts<Placeholders>("placeholders");
        compiled = {
            regex: hosts.regex.map((pattern) => new RegExp(pattern, "i")),
            interpolation: new RegExp(literalInterpolation.regex.join("|")),
        };
    }
    return compiled;
}
