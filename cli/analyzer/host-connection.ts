/**
 * The short way to a pack: its host process (host.ts) calls the handlers that the pack gave to the SDK's server. They
 * are sent what gRPC would bring them, without encoding every property bag twice and without HTTP/2, which is most of
 * what a check of a large stack would cost.
 */
import { CallError, type Answer, type Connection, type Method, type Request } from "./protocol";
import type { PackProcess } from "./pack";

/** What the host is sent, several at a time. A list comes in parts, so that a large stack is never one message. */
export type ToHost = { id: number } & (
    { ask: "handlers" } | { ask: "part"; part: unknown[] } | { ask: "call"; method: Method; request: unknown }
);

/** What the host answers. */
export type FromHost = { id: number; answer?: unknown; error?: { unimplemented: boolean; details: string } };

const PART = 200;

/** Messages that wait to go out together: sending one costs more than handling it. */
export class Outbox<T> {
    private waiting: T[] = [];

    constructor(private readonly send: (messages: T[]) => unknown) {}

    add(message: T): void {
        if (this.waiting.push(message) === 1) {
            setImmediate(() => this.flush());
        } else if (this.waiting.length === BATCH) {
            this.flush();
        }
    }

    private flush(): void {
        if (this.waiting.length > 0) {
            this.send(this.waiting);
            this.waiting = [];
        }
    }
}

/** Few enough for the other side to have something to do meanwhile. */
const BATCH = 16;

interface Pending {
    resolve(answer: never): void;
    reject(error: CallError): void;
}

export class HostConnection implements Connection {
    /** The requests without an answer, the oldest first. */
    private readonly pending = new Map<number, Pending>();
    /** Goes off when a pack has not answered for so long: it answers one request after the other. */
    private readonly alarm: NodeJS.Timeout;
    private readonly outbox = new Outbox<ToHost>((messages) => this.pack.send(messages));
    private last = 0;

    private constructor(
        private readonly pack: PackProcess,
        seconds: number,
    ) {
        this.alarm = setInterval(() => {
            const [oldest] = this.pending.keys();
            this.take(oldest)?.reject(new CallError("late"));
        }, seconds * 1000).unref();
        // What is no answer is the pack's own message, which nobody waits for.
        pack.onMessage((messages) =>
            (Array.isArray(messages) ? (messages as FromHost[]) : []).forEach((message) => this.settle(message)),
        );
        void pack.disconnected.then(() => {
            for (const id of this.pending.keys()) {
                this.take(id)?.reject(new CallError("ended"));
            }
        });
    }

    /** Opens the way where the pack's host has its handlers; undefined where the pack serves them in a way of its own. */
    static async open(pack: PackProcess, seconds: number): Promise<HostConnection | undefined> {
        if (!pack.hosted) {
            return undefined;
        }
        const connection = new HostConnection(pack, seconds);
        return (await connection.ask({ id: ++connection.last, ask: "handlers" })) ? connection : undefined;
    }

    async call<M extends Method>(method: M, request: Request<M>): Promise<Answer<M>> {
        const id = ++this.last;
        if (!Array.isArray(request)) {
            return this.ask({ id, ask: "call", method, request });
        }
        let start = 0;
        for (; start + PART < request.length; start += PART) {
            await this.pack.send([{ id, ask: "part", part: request.slice(start, start + PART) }] satisfies ToHost[]);
        }
        return this.ask({ id, ask: "call", method, request: request.slice(start) });
    }

    close(): void {
        this.pack.stop();
    }

    private ask(message: ToHost): Promise<never> {
        return new Promise((resolve, reject) => {
            if (this.pending.size === 0) {
                this.alarm.refresh();
            }
            this.pending.set(message.id, { resolve, reject });
            this.outbox.add(message);
        });
    }

    private settle({ id, answer, error }: FromHost): void {
        this.alarm.refresh();
        if (error) {
            this.take(id)?.reject(new CallError(error.unimplemented ? "unimplemented" : "failed", error.details));
        } else {
            this.take(id)?.resolve(answer as never);
        }
    }

    private take(id = 0): Pending | undefined {
        const pending = this.pending.get(id);
        this.pending.delete(id);
        return pending;
    }
}
