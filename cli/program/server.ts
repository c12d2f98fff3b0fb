/** A gRPC server on the loopback interface. */
import * as grpc from "@grpc/grpc-js";

import { GRPC_LIMITS, LARGEST_MESSAGE } from "../limits";

type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/** Makes a unary handler; what it throws is the error that the caller gets. */
export function unary<Request, Response>(handle: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        Promise.resolve(call.request)
            .then(handle)
            .then(
                (response) => callback(null, response),
                (error: unknown) => {
                    const details = error instanceof Error ? error.message : String(error);
                    callback({ code: grpc.status.UNKNOWN, details });
                },
            );
    };
}

export interface Server {
    /** `127.0.0.1:<port>`. */
    address: string;
    /** What the program did that ended the service. */
    readonly failure: string | undefined;
    close(): void;
}

/**
 * Serves the services on a free port of 127.0.0.1.
 * @param most how many bytes may be sent to them, in all.
 */
export async function serve(
    services: [grpc.ServiceDefinition, grpc.UntypedServiceImplementation][],
    most = LARGEST_MESSAGE,
): Promise<Server> {
    const server = new grpc.Server(GRPC_LIMITS);
    let left = most;
    const read = <T>(bytes: Buffer, deserialize: (bytes: Buffer) => T): T => {
        left -= bytes.length;
        if (left < 0) {
            throw new Error("too much was sent");
        }
        return deserialize(bytes);
    };
    for (const [definition, handlers] of services) {
        server.addService(readBy(read, definition), handlers);
    }
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return {
        address: `127.0.0.1:${port}`,
        get failure() {
            return left < 0 ? `It sent more than the ${most / 2 ** 20} MB that are read of a program.` : undefined;
        },
        close: () => server.forceShutdown(),
    };
}

type Read = <T>(bytes: Buffer, deserialize: (bytes: Buffer) => T) => T;

/** The service, with its requests read by `read`. */
function readBy(read: Read, definition: grpc.ServiceDefinition): grpc.ServiceDefinition {
    const methods = Object.entries(definition).map(([name, method]) => {
        const { requestDeserialize } = method;
        return [name, { ...method, requestDeserialize: (bytes: Buffer) => read(bytes, requestDeserialize) as unknown }];
    });
    return Object.fromEntries(methods) as grpc.ServiceDefinition;
}
