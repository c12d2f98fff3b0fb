/** The engine's side of a program's run: its log and the root resource. Source: pulumi `proto/pulumi/engine.proto`. */
import type * as grpc from "@grpc/grpc-js";
import * as protocol from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { unary } from "./server";

/** A report has no room for more. */
const MOST_WARNINGS = 100;
const LONGEST_WARNING = 1000;

/** Serves `Engine` to one run of a program. */
export class Engine {
    /** What the program's runner reported as an error: the program failed. */
    readonly errors: string[] = [];
    readonly warnings: string[] = [];
    private rootUrn = "";

    /** @param inform takes the program's own messages. */
    constructor(private readonly inform: (message: string) => void) {}

    /** The gRPC handlers. */
    handlers(): grpc.UntypedServiceImplementation {
        return {
            log: unary((request: protocol.LogRequest) => this.log(request)),
            getRootResource: unary(() => new protocol.GetRootResourceResponse().setUrn(this.rootUrn)),
            setRootResource: unary((request: protocol.SetRootResourceRequest) => {
                this.rootUrn = request.getUrn();
                return new protocol.SetRootResourceResponse();
            }),
            startDebugging: unary(() => new Empty()),
            requirePulumiVersion: unary(() => new protocol.RequirePulumiVersionResponse()),
        };
    }

    private log(request: protocol.LogRequest): Empty {
        const message = request.getMessage();
        switch (request.getSeverity()) {
            case protocol.LogSeverity.ERROR:
                this.errors.push(message);
                break;
            case protocol.LogSeverity.WARNING:
                if (this.warnings.length < MOST_WARNINGS) {
                    this.warnings.push(message.slice(0, LONGEST_WARNING));
                }
                break;
            case protocol.LogSeverity.INFO:
                this.inform(message);
                break;
            case protocol.LogSeverity.DEBUG:
                break;
        }
        return new Empty();
    }
}
