/**
 * Runs a policy pack in a process of its own: `node host.js`, in the pack's folder, with a channel to the command.
 *
 * The engine's way, @pulumi/pulumi's `run-policy-pack`, loads the TypeScript compiler for every pack and turns the
 * debugger on, which makes each throw slow. Here a compiled pack is loaded as it is, and that runner where it is
 * needed: for a pack in TypeScript, and for what cannot be found, since it says best what is missing.
 */
import Module, { createRequire } from "node:module";
import * as path from "node:path";

import type * as Grpc from "@grpc/grpc-js";
import type * as Proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { Message } from "google-protobuf";
import type * as EmptyProto from "google-protobuf/google/protobuf/empty_pb";
import type * as StructProto from "google-protobuf/google/protobuf/struct_pb";

import type { Values } from "../inputs/stack";
import { watchParent } from "../watchdog";
import { Outbox, type FromHost, type ToHost } from "./host-connection";
import { makeMessages, type Messages } from "./messages";
import type { Method } from "./protocol";

type Handler = (call: { request: Message }, callback: (error: unknown, response?: unknown) => void) => unknown;
type Handlers = Partial<Record<Method, Handler>>;

interface Served {
    handlers: Handlers;
    messages: Messages;
}

const FOLDER = process.cwd();
const requireInPack = createRequire(path.join(FOLDER, "package.json"));

let served: Served | undefined;
/** The parts that have come of requests which are not whole yet. */
const parts = new Map<number, unknown[]>();
const answers = new Outbox<FromHost>((messages) => process.send?.(messages));

process.on("message", (messages: ToHost[]) => messages.forEach(handle));
// The command has ended, however.
process.on("disconnect", () => process.exit());
// A program that makes no pack ends by itself.
process.channel?.unref();

function handle(message: ToHost): void {
    const { id } = message;
    switch (message.ask) {
        case "handlers":
            answers.add({ id, answer: served !== undefined });
            break;
        case "part":
            parts.set(id, [...(parts.get(id) ?? []), ...message.part]);
            break;
        case "call": {
            const before = parts.get(id);
            parts.delete(id);
            call(
                served as Served,
                id,
                message.method,
                before ? [...before, ...(message.request as unknown[])] : message.request,
            );
        }
    }
}

function call({ handlers, messages }: Served, id: number, method: Method, request: unknown): void {
    const { write, read } = messages[method];
    const handler = handlers[method];
    if (!handler) {
        answers.add({ id, error: { unimplemented: true, details: "" } });
        return;
    }
    const fail = (error: unknown): void => {
        // As gRPC's server tells an error.
        const { details, message } = error as { details?: string; message?: string };
        answers.add({ id, error: { unimplemented: false, details: details ?? message ?? "Unknown Error" } });
    };
    try {
        handler({ request: write(request as never) }, (error, response) => {
            if (error) {
                fail(error);
            } else {
                answers.add({ id, answer: read(response as never) });
            }
        });
    } catch (error) {
        fail(error);
    }
}

/**
 * Takes note of the handlers that the SDK gives to its server. A pack that serves the protocol without the SDK is left
 * to gRPC: what it does with a request is not known.
 */
function watchServer(): void {
    const sdk = resolveInPack("@pulumi/policy");
    if (!sdk) {
        return;
    }
    const requireInSdk = createRequire(sdk);
    const { Server } = requireInSdk("@grpc/grpc-js") as typeof Grpc;
    const { addService } = Server.prototype;
    Server.prototype.addService = function (service, handlers) {
        if ("analyze" in service && require.cache[path.join(path.dirname(sdk), "server.js")]) {
            served = { handlers: handlers as unknown as Handlers, messages: messagesOf(requireInSdk) };
        }
        return addService.call(this, service, handlers);
    };
}

function messagesOf(requireInSdk: NodeRequire): Messages {
    const { Struct } = requireInSdk("google-protobuf/google/protobuf/struct_pb") as typeof StructProto;
    const { Empty } = requireInSdk("google-protobuf/google/protobuf/empty_pb") as typeof EmptyProto;
    /** A property bag that is read as it was sent. */
    class Plain extends Struct {
        constructor(private readonly properties: Values) {
            super();
        }
        override toJavaScript(): never {
            // The SDK adds to what it reads.
            return { ...this.properties } as never;
        }
    }
    const proto = requireInSdk("@pulumi/pulumi/proto/analyzer_pb") as typeof Proto;
    return makeMessages(proto, Empty, (properties) => new Plain(properties));
}

/** What @pulumi/pulumi loads to serialize functions, which no policy pack does: the TypeScript compiler, npm's resolver. */
const UNUSED = new Set(["../../typescript-shim", "@npmcli/arborist"]);

/** Loads it when it is used, which saves half of a pack's start. */
function deferUnused(): void {
    const loader = Module as unknown as { _load(request: string, parent?: NodeModule, ...rest: unknown[]): unknown };
    const load = loader._load;
    loader._load = (request, ...rest) => {
        const from = rest[0]?.filename ?? "";
        if (!UNUSED.has(request) || path.basename(path.dirname(from)) !== "closure" || !from.includes("@pulumi")) {
            return load(request, ...rest);
        }
        let loaded: object | undefined;
        return new Proxy(
            {},
            {
                // `__esModule` is asked for by an import of all that the module has.
                get: (_, key) =>
                    key === "__esModule" || Reflect.get((loaded ??= load(request, ...rest) as object), key),
            },
        );
    };
}

function resolveInPack(request: string): string | undefined {
    try {
        return requireInPack.resolve(request);
    } catch {
        return undefined;
    }
}

async function load(): Promise<void> {
    const main = resolveInPack(FOLDER);
    if (main && /\.c?js$/.test(main)) {
        // The pack may export a function that makes it.
        const made: unknown = requireInPack(main);
        await (typeof made === "function" ? (made as () => unknown)() : made);
    } else {
        const runner = requireInPack.resolve("@pulumi/pulumi/cmd/run-policy-pack");
        // Its first argument is the engine's address, which no Node pack calls.
        process.argv = [process.execPath, runner, "127.0.0.1:0", "."];
        requireInPack(runner);
    }
}

watchParent();
deferUnused();
watchServer();
void load();
