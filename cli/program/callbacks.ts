/** The functions of the program that the monitor calls: transforms. */
import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";

import { GRPC_LIMITS } from "../limits";

/** Clients of the program's callback servers, by address. */
export class Callbacks {
    private readonly clients = new Map<string, CallbacksClient>();

    /** Calls one of the program's functions with a serialized message, and gives its serialized answer. */
    invoke(callback: Callback, message: Uint8Array): Promise<Uint8Array> {
        const request = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(message);
        return new Promise((resolve, reject) => {
            this.client(callback.getTarget()).invoke(request, (error, response) =>
                error ? reject(new Error(error.details)) : resolve(response.getResponse_asU8()),
            );
        });
    }

    close(): void {
        this.clients.forEach((client) => client.close());
    }

    private client(target: string): CallbacksClient {
        let client = this.clients.get(target);
        if (!client) {
            client = new CallbacksClient(target, grpc.credentials.createInsecure(), {
                ...GRPC_LIMITS,
                "grpc.enable_http_proxy": 0,
            });
            this.clients.set(target, client);
        }
        return client;
    }
}
