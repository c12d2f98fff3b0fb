/** Speaks the analyzer protocol to a policy pack, as the engine does. */
import { UserError } from "../errors";
import { HostConnection } from "./host-connection";
import {
    CallError,
    type Analysis,
    type AnalyzerInfo,
    type AnalyzerResource,
    type AnalyzerStackResource,
    type Answer,
    type Connection,
    type Method,
    type PolicySettings,
    type RemediationResult,
    type Request,
    type StackConfiguration,
} from "./protocol";
import type { PackProcess } from "./pack";

/** How long a pack whose connection has broken may take to end by itself. */
const LAST_WORDS_MS = 2000;

/** A connection to a pack that is running. */
export class Analyzer {
    private constructor(
        private readonly pack: PackProcess,
        private readonly connection: Connection,
        private readonly seconds: number,
    ) {}

    /**
     * Connects to a pack as soon as it has started.
     * @param seconds how long each request may take.
     */
    static async connect(pack: PackProcess, seconds: number): Promise<Analyzer> {
        const port = await pack.port;
        const direct = await HostConnection.open(pack, seconds);
        return new Analyzer(pack, direct ?? Analyzer.overGrpc(port, seconds), seconds);
    }

    private static overGrpc(port: number, seconds: number): Connection {
        const { GrpcConnection } = require("./grpc") as typeof import("./grpc");
        return new GrpcConnection(port, seconds);
    }

    close(): void {
        this.connection.close();
    }

    async info(): Promise<AnalyzerInfo> {
        const info = await this.call("describe itself", "getAnalyzerInfo", undefined);
        return {
            ...info,
            version: this.pack.project.version ?? info.version,
            policies: info.policies.sort((a, b) => (a.name < b.name ? -1 : 1)),
        };
    }

    async configure(policies: Map<string, PolicySettings>): Promise<void> {
        await this.call("be configured", "configure", [...policies]);
    }

    async configureStack(stack: StackConfiguration): Promise<void> {
        await this.call("be told of the stack", "configureStack", stack, undefined);
    }

    async remediate(resource: AnalyzerResource): Promise<RemediationResult[]> {
        return this.call(`repair ${resource.name}`, "remediate", resource, []);
    }

    async analyze(resource: AnalyzerResource): Promise<Analysis> {
        return this.call(`check ${resource.name}`, "analyze", resource);
    }

    async analyzeStack(resources: AnalyzerStackResource[]): Promise<Analysis> {
        return this.call("check the stack", "analyzeStack", resources, { diagnostics: [], notKnown: [] });
    }

    /** @param unimplemented for packs made with an old SDK: the answer to a call that they do not know, as the engine takes it. */
    private async call<M extends Method>(
        what: string,
        method: M,
        request: Request<M>,
        ...unimplemented: [Answer<M>?]
    ): Promise<Answer<M>> {
        try {
            return await this.connection.call(method, request);
        } catch (error) {
            if (!(error instanceof CallError)) {
                throw error;
            }
            if (error.reason === "unimplemented" && unimplemented.length > 0) {
                return unimplemented[0] as Answer<M>;
            }
            throw await this.explain(what, error);
        }
    }

    private async explain(what: string, { reason, message }: CallError): Promise<Error> {
        if (reason === "late") {
            const seconds = `${this.seconds} ${this.seconds === 1 ? "second" : "seconds"}`;
            return this.pack.fault(`it took longer than ${seconds} to ${what}`);
        }
        if (reason === "ended") {
            // Its last words arrive after the connection has broken; a pack that broke it and lives on is stopped.
            setTimeout(() => this.pack.stop(), LAST_WORDS_MS);
            await this.pack.ended;
            return this.pack.fault(`it ended when asked to ${what}`);
        }
        const [first = "", second = ""] = message.split("\n");
        const line = first.endsWith(":") ? `${first} ${second.trim()}` : first;
        return new UserError(`policy pack ${this.pack.project.directory}: it failed when asked to ${what}: ${line}`);
    }
}
