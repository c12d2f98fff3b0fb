/** A gRPC server on the loopback interface. */
import * as grpc from "@grpc/grpc-js";

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
    close(): void;
}

/** Serves the services on a free port of 127.0.0.1. */
export async function serve(services: [grpc.ServiceDefinition, grpc.UntypedServiceImplementation][]): Promise<Server> {
    const server = new grpc.Server({
        "grpc.max_receive_message_length": -1,
        "grpc.max_send_message_length": -1,
    });
    for (const [definition, handlers] of services) {
        server.addService(definition, handlers);
    }
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}
