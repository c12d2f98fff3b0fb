/**
 * Stand-ins for outputs that a preview does not know: texts of the form of what they stand for, which a program can
 * compute with. Each belongs to one property of one resource, and no part of one passes for anything else.
 */
import { randomInt } from "node:crypto";

import { readFacts } from "../../facts/read";
import type { Part, Reference } from "../../kit/engine/partial";

interface OutputTexts {
    /** Type token -> the computed properties that are a text which names something. */
    resources: Record<string, string[]>;
    functions: Record<string, string[]>;
}

/** What is told of the resource that a token is for. */
export interface Owner {
    type: string;
    region: string | undefined;
}

/** The properties of a resource, beside its id, or of a data source's result, that a token can stand for. */
export function namingTexts(kind: keyof OutputTexts, token: string): string[] {
    return readFacts<OutputTexts>("output-texts")[kind][token] ?? [];
}

/** How many tokens one run can have. */
const WIDTH = 5;
const LETTERS = "bcdfghjkmnpqrstvwxz";
/** A part of a token that is at least this long gives it away. */
const TELLING = 5;

/** The tokens of one run. Each holds one of the run's random marks, which the token's number follows. */
export class Tokens {
    /** By kind of the characters that a text may have in its place. */
    private readonly marks = {
        letters: random(LETTERS, 12),
        hex: `${random("0123456789abcdef", 11)}f`,
        digits: `7${random("0123456789", 6)}`,
    };
    private readonly known: { text: string; reference: Reference }[] = [];
    private readonly numbers = new Map<string, number>();
    private readonly anchor = new RegExp(`(?:${Object.values(this.marks).join("|")})(\\d{${WIDTH}})`, "g");
    private readonly fragment = new RegExp(Object.values(this.marks).flatMap(pieces).join("|"), "i");

    /** For the program's side: the marks that tell a text with a token in it, and the token of what is no text. */
    get tellingMarks(): string[] {
        const unknown = this.token({ urn: "", name: "", property: "" }, { type: "", region: undefined });
        return [...Object.values(this.marks), unknown];
    }

    /**
     * The token for a property; the same for the same one.
     * @param call what tells one call of a data source from another.
     */
    token(reference: Reference, owner: Owner, call = ""): string {
        const key = JSON.stringify([reference.urn, reference.name, reference.property, call]);
        let number = this.numbers.get(key);
        if (number === undefined) {
            number = this.known.length;
            this.numbers.set(key, number);
            this.known.push({ text: this.form(reference.property, owner, number), reference });
        }
        return (this.known[number] as { text: string }).text;
    }

    /** True for a text that holds a token, or a part of one. */
    shows(text: string): boolean {
        return this.fragment.test(text);
    }

    /**
     * The text's parts: what the program wrote, and what stands for outputs. Undefined where something else was made of
     * a token, such as a part of it.
     */
    split(text: string): Part[] | undefined {
        const parts: Part[] = [];
        let end = 0;
        for (const { 0: anchor, 1: number, index } of text.matchAll(this.anchor)) {
            const token = this.known[Number(number)];
            const start = token ? index - token.text.indexOf(anchor) : 0;
            if (index < end) {
                // An ARN holds two: its account and its name.
                continue;
            }
            if (!token || start < end || !text.startsWith(token.text, start)) {
                return undefined;
            }
            parts.push(text.slice(end, start), token.reference);
            end = start + token.text.length;
        }
        parts.push(text.slice(end));
        const written = parts.filter((part) => part !== "");
        return written.some((part) => typeof part === "string" && this.shows(part)) ? undefined : written;
    }

    /** The text with `unknown` in the place of every token, as names are shown. */
    withoutTokens(text: string): string {
        return (this.split(text) ?? [text]).map((part) => (typeof part === "string" ? part : "unknown")).join("");
    }

    private form(property: string, { type, region = "us-east-1" }: Owner, index: number): string {
        const number = String(index).padStart(WIDTH, "0");
        const name = `${this.marks.letters}${number}`;
        const account = `${this.marks.digits}${number}`;
        const [, path = "", className = ""] = type.split(":");
        const [module = ""] = path.split("/", 1);
        const service = SERVICES[module] ?? module;
        if (/arn$/i.test(property)) {
            return `arn:aws:${service}:${GLOBAL.has(service) ? "" : region}:${service === "s3" ? "" : account}:${name}`;
        }
        if (/^(account|owner|registry)Id$/i.test(property)) {
            return account;
        }
        if (property === "repositoryUrl") {
            return `${account}.dkr.ecr.${region}.amazonaws.com/repository`;
        }
        if (/ur[il]$/i.test(property) || (property === "id" && URL_IDS.has(type))) {
            return `https://${service}.${region}.amazonaws.com/${account}/${name}`;
        }
        if (/(endpoint|address|host|hostname|fqdn|dnsName|domainName)$/i.test(property)) {
            return `${name}.${service}.${region}.amazonaws.com`;
        }
        const prefix = ID_PREFIXES[property === "id" ? className : property.replace(/Id$/, "").replace(/^./, upper)];
        return prefix && /id$/i.test(property) ? `${prefix}-${this.marks.hex}${number}` : name;
    }
}

/** Modules whose service is called otherwise in ARNs and hosts. */
const SERVICES: Record<string, string> = {
    alb: "elasticloadbalancing",
    cloudwatch: "logs",
    lb: "elasticloadbalancing",
    efs: "elasticfilesystem",
    sfn: "states",
};
const GLOBAL = new Set(["iam", "s3", "route53", "cloudfront"]);
const URL_IDS = new Set(["aws:sqs/queue:Queue"]);
/** Ids that EC2 gives: class -> what they begin with. */
const ID_PREFIXES: Record<string, string> = {
    Eip: "eipalloc",
    Instance: "i",
    InternetGateway: "igw",
    LaunchTemplate: "lt",
    NatGateway: "nat",
    NetworkAcl: "acl",
    NetworkInterface: "eni",
    RouteTable: "rtb",
    SecurityGroup: "sg",
    Subnet: "subnet",
    Volume: "vol",
    Vpc: "vpc",
    VpcEndpoint: "vpce",
    VpcPeeringConnection: "pcx",
};

function upper(letter: string): string {
    return letter.toUpperCase();
}

function random(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** Every part of a mark that is long enough to tell. */
function pieces(mark: string): string[] {
    return Array.from({ length: mark.length - TELLING + 1 }, (_, start) => mark.slice(start, start + TELLING));
}
