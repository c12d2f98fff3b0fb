/** What data source calls are answered with: the user's file, a small table of the usual ones, and else unknowns. */
import { isDeepStrictEqual } from "node:util";

import { readFacts } from "../../facts/read";
import type { Values } from "../inputs/stack";
import { isObject, SECRET, SIGNATURE } from "../inputs/values";
import { readYamlFile } from "../inputs/yaml";
import { UserError } from "../errors";
import { defaultTags } from "./provider-defaults";
import { policyDocument } from "./policydocument";
import { namingTexts, type Tokens } from "./tokens";
import { containsUnknown, UNKNOWN } from "./wire";

/** An answer of the user's: to a call of `token` with (at least) these arguments. */
export interface Mock {
    /** A function's token, or the type token of a resource that is read. */
    token: string;
    args: Values;
    result: Values;
}

interface ProviderOutputs {
    /** Function token -> the properties of its result. */
    functions: Record<string, string[]>;
    resources: Record<string, string[]>;
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Reads `--mocks`: a JSON or YAML list of `{ token, args, result }`. */
export function readMocks(file: string): Mock[] {
    const content = readYamlFile(file);
    if (!Array.isArray(content)) {
        throw new UserError(`${file} is not a list of { token, args, result }`);
    }
    return content.map((entry: unknown, index) => {
        if (!isObject(entry) || typeof entry.token !== "string" || !isObject(entry.result)) {
            throw new UserError(`entry ${index + 1} of ${file} needs a token and a result`);
        }
        if (entry.args !== undefined && !isObject(entry.args)) {
            throw new UserError(`the args of entry ${index + 1} of ${file} are not a map`);
        }
        return { token: entry.token, args: entry.args ?? {}, result: entry.result };
    });
}

/** Answers the data source calls of one run. */
export class DataSources {
    /** The calls that were answered with unknowns: token -> the arguments of the first. */
    private readonly unanswered = new Map<string, Values>();

    /** @param tokens stand for texts that are not known, in a deep run. */
    constructor(
        private readonly mocks: Mock[],
        private readonly tokens?: Tokens,
    ) {}

    /**
     * The result of a call.
     * @param provider the inputs of the provider that the call goes to.
     */
    answer(token: string, args: Values, provider: Values): Values {
        const plain = plainArguments(args) as Values;
        const mock = this.mock(token, plain);
        if (mock) {
            return mock;
        }
        const builtIn = BUILT_IN[token];
        if (builtIn && !containsUnknown(plain)) {
            const answer = builtIn(plain, this.withoutTokenRegion(provider));
            if (answer) {
                return answer;
            }
        }
        this.leaveUnanswered(token, plain);
        // A result repeats the arguments, under the same names.
        return Object.fromEntries(
            resultOf(token).map((name) => [name, plain[name] ?? this.standIn(token, plain, name, provider)]),
        );
    }

    /** The texts of a result that is not known, by property, for a program that is not sent a result in part. */
    standIns(token: string, args: Values): Values {
        const names = namingTexts("functions", token).filter((name) => (args[name] ?? undefined) === undefined);
        return Object.fromEntries(names.map((name) => [name, this.standIn(token, args, name, {})]));
    }

    private standIn(token: string, args: Values, property: string, { region }: Values): string {
        if (!this.tokens || !namingTexts("functions", token).includes(property)) {
            return UNKNOWN;
        }
        const name = token.split(":").pop() as string;
        const owner = { type: token, region: typeof region === "string" ? region : undefined };
        return this.tokens.token({ urn: "", name, property }, owner, JSON.stringify([args, token]));
    }

    /** A region that a token stands for is not known. */
    private withoutTokenRegion(provider: Values): Values {
        const isToken = typeof provider.region === "string" && this.tokens?.shows(provider.region);
        return isToken ? { ...provider, region: UNKNOWN } : provider;
    }

    /** What is known of a resource that the program reads. */
    readState(type: string, state: Values): Values {
        const mock = this.mock(type, state);
        if (!mock) {
            this.leaveUnanswered(type, state);
        }
        return mock ?? {};
    }

    /** The calls that were not answered. */
    notes(): string[] {
        const tokens = [...this.unanswered.keys()].join(", ");
        if (!tokens) {
            return [];
        }
        // These are answered wherever the region is known.
        const wants = [...this.unanswered.keys()].some((token) => token in BUILT_IN) ? ", or --set aws:region=..." : "";
        return [`Data source calls answered with unknown values (--mocks can answer them${wants}): ${tokens}.`];
    }

    /** What to write where the program failed, which may be for want of an answer: the entries of `--mocks`, as YAML. */
    advice(): string[] {
        // What a resource that is read holds are outputs, with which no program fails.
        const { resources } = readFacts<ProviderOutputs>("provider-outputs");
        const calls = [...this.unanswered].filter(([token]) => !(token in resources));
        if (calls.length === 0) {
            return [];
        }
        const entries = calls.map(([token, args]) => ({
            token,
            ...(Object.keys(args).length > 0 && !containsUnknown(args) ? { args } : {}),
            result: Object.fromEntries(answered(resultOf(token), args).map((name) => [name, "..."])),
        }));
        const { dump } = require("js-yaml") as typeof import("js-yaml");
        return [
            "It may need what its data source calls give. Fill in the answers, and name their file with --mocks:",
            dump(entries, { flowLevel: 2, lineWidth: 100 }),
        ];
    }

    private leaveUnanswered(token: string, args: Values): void {
        if (!this.unanswered.has(token)) {
            this.unanswered.set(token, args);
        }
    }

    private mock(token: string, args: Values): Values | undefined {
        return this.mocks.find(
            (mock) =>
                mock.token === token &&
                Object.entries(mock.args).every(([name, value]) => isDeepStrictEqual(args[name], value)),
        )?.result;
    }
}

/** The properties of a data source's result. */
function resultOf(token: string): string[] {
    const { functions } = readFacts<ProviderOutputs>("provider-outputs");
    return functions[token] ?? (token === STACK_REFERENCE ? ["outputs"] : ["result"]);
}

const USUAL = ["arn", "id", "ids", "name", "names", "accountId"];

/** The properties that an answer is wanted for, as far as can be told: those that name something, or else all. */
function answered(names: string[], args: Values): string[] {
    const open = names.filter((name) => !(name in args));
    const usual = open.filter((name) => USUAL.includes(name));
    return usual.length > 0 ? usual : open;
}

function plainArguments(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(plainArguments);
    }
    if (!isObject(value)) {
        return value;
    }
    if (value[SIGNATURE] === SECRET) {
        return plainArguments(value.value);
    }
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plainArguments(child)]));
}

/** Gives undefined where the region is not known. */
type BuiltIn = (args: Values, provider: Values) => Values | undefined;

const BUILT_IN: Record<string, BuiltIn> = {
    "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
    "aws:index/getDefaultTags:getDefaultTags": (_, provider) => ({
        id: "default-tags",
        tags: defaultTags(provider) ?? {},
    }),
    "aws:index/getRegion:getRegion": (args, provider) =>
        inRegion(args.name ?? args.region, provider, (region) => ({
            description: region,
            endpoint: `ec2.${region}.${partitionOf(region).dnsSuffix}`,
            id: region,
            name: region,
            region,
        })),
    "aws:index/getPartition:getPartition": (_, provider) =>
        inRegion(undefined, provider, (region) => {
            const { partition, dnsSuffix } = partitionOf(region);
            const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
            return { dnsSuffix, id: partition, partition, reverseDnsPrefix };
        }),
    "aws:index/getAvailabilityZones:getAvailabilityZones": (args, provider) =>
        inRegion(args.region, provider, (region) => {
            const zones = zonesOf(region).filter(
                ({ name, id }) => !includes(args.excludeNames, name) && !includes(args.excludeZoneIds, id),
            );
            return {
                ...args,
                groupNames: [region],
                id: region,
                names: zones.map(({ name }) => name),
                region,
                zoneIds: zones.map(({ id }) => id),
            };
        }),
};

function inRegion(asked: unknown, provider: Values, answer: (region: string) => Values): Values | undefined {
    const region = asked ?? provider.region;
    return typeof region === "string" && region !== UNKNOWN ? answer(region) : undefined;
}

function partitionOf(region: string): { partition: string; dnsSuffix: string } {
    if (region.startsWith("cn-")) {
        return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
    }
    return { partition: region.startsWith("us-gov-") ? "aws-us-gov" : "aws", dnsSuffix: "amazonaws.com" };
}

/** Three zones, which is what nearly every region offers a new account at least. */
function zonesOf(region: string): { name: string; id: string }[] {
    const [area = "", ...rest] = region.split("-");
    // us-east-1 -> use1, ap-southeast-2 -> apse2
    const short =
        area + rest.map((part) => part.replace(/^(north|south)?(east|west|gov|central)?\D*(\d*)$/, initials)).join("");
    return ["a", "b", "c"].map((letter, index) => ({ name: region + letter, id: `${short}-az${index + 1}` }));
}

function initials(_: string, first = "", second = "", digits = ""): string {
    return first.slice(0, 1) + second.slice(0, 1) + digits;
}

function includes(list: unknown, value: string): boolean {
    return Array.isArray(list) && list.includes(value);
}
