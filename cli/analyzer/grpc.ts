/** The way to a pack that the engine takes: gRPC. */
import { Client, credentials, Metadata, type MethodDefinition } from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { GRPC_LIMITS } from "../limits";
import { makeMessages } from "./messages";
import { CallError, type Answer, type Connection, type Method, type Request } from "./protocol";

/** What gRPC's status codes mean here. */
const REASONS: Record<number, CallError["reason"]> = { 1: "ended", 4: "late", 12: "unimplemented", 14: "ended" };

export const messages = makeMessages(proto, Empty, (properties) => Struct.fromJavaScript(properties as never));

/** A client of a pack on this machine. */
export function connect(port: number): Client {
    return new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
        ...GRPC_LIMITS,
        // A proxy that is set for the network is not for the pack.
        "grpc.enable_http_proxy": 0,
    });
}

export class GrpcConnection implements Connection {
    private readonly metadata = new Metadata();
    private readonly client: Client;

    /** @param seconds how long each request may take. */
    constructor(
        port: number,
        private readonly seconds: number,
    ) {
        this.client = connect(port);
    }

    call<M extends Method>(method: M, request: Request<M>): Promise<Answer<M>> {
        const { path, requestSerialize, responseDeserialize } = AnalyzerService[method] as MethodDefinition<
            unknown,
            unknown
        >;
        const { write, read } = messages[method];
        return new Promise((resolve, reject) => {
            this.client.makeUnaryRequest(
                path,
                requestSerialize,
                responseDeserialize,
                write(request),
                this.metadata,
                { deadline: Date.now() + this.seconds * 1000 },
                (error, response) => {
                    if (error) {
                        reject(new CallError(REASONS[error.code] ?? "failed", error.details));
                    } else {
                        resolve(read(response as never));
                    }
                },
            );
        });
    }

    close(): void {
        this.client.close();
    }
}
