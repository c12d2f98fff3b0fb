/**
 * Asks a pack with requests that were encoded beforehand and answers that are left as they are, so that what is timed is
 * the pack's own work: the engine, written in Go, encodes much faster than this process could.
 */
import { Client, credentials } from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { makeMessages } from "../cli/analyzer/messages";
import type { Method, Request } from "../cli/analyzer/model";

const messages = makeMessages(proto, Empty, (properties) => Struct.fromJavaScript(properties as never));

/** A request as it goes over the wire. */
export interface Encoded {
    path: string;
    bytes: Buffer;
}

export function encode<M extends Method>(method: M, request: Request<M>): Encoded {
    return { path: AnalyzerService[method].path, bytes: Buffer.from(messages[method].write(request).serializeBinary()) };
}

export class EncodedClient {
    private readonly client: Client;

    constructor(port: number) {
        const limit = 1024 * 1024 * 400;
        const limits = { "grpc.max_receive_message_length": limit, "grpc.max_send_message_length": limit };
        this.client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), limits);
    }

    send({ path, bytes }: Encoded): Promise<unknown> {
        const same = (buffer: Buffer): Buffer => buffer;
        return new Promise((resolve, reject) => {
            this.client.makeUnaryRequest(path, same, same, bytes, (error, answer) => (error ? reject(error) : resolve(answer)));
        });
    }

    close(): void {
        this.client.close();
    }
}
