/**
 * Asks a pack with requests that were encoded beforehand and answers that are left as they are, so that what is timed is
 * the pack's own work: the engine, written in Go, encodes much faster than this process could.
 */
import type { Client } from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";

import { connect, messages } from "../cli/analyzer/grpc";
import type { Method, Request } from "../cli/analyzer/protocol";

/** A request as it goes over the wire. */
export interface Encoded {
    path: string;
    bytes: Buffer;
}

export function encode<M extends Method>(method: M, request: Request<M>): Encoded {
    return {
        path: AnalyzerService[method].path,
        bytes: Buffer.from(messages[method].write(request).serializeBinary()),
    };
}

export class EncodedClient {
    private readonly client: Client;

    constructor(port: number) {
        this.client = connect(port);
    }

    send({ path, bytes }: Encoded): Promise<unknown> {
        const same = (buffer: Buffer): Buffer => buffer;
        return new Promise((resolve, reject) => {
            this.client.makeUnaryRequest(path, same, same, bytes, (error, answer) =>
                error ? reject(error) : resolve(answer),
            );
        });
    }

    close(): void {
        this.client.close();
    }
}
