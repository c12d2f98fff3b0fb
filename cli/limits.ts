/** How much a pack and a program may take: they end with an error of their own, and not the machine. */
import * as os from "node:os";

/** The engine's limit of a message, both ways: 400 MB. A pack is sent the whole stack in one, so a program may send no more. */
export const LARGEST_MESSAGE = 400 * 2 ** 20;

/** The options of gRPC, for a server and for a client. */
export const GRPC_LIMITS = {
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
};

/** The memory of one process, beside what it shares and reserves: half of the machine's, and at least 2 GB. */
const MEMORY = Math.max(2 * 2 ** 30, os.totalmem() / 2);
/** One file that it writes. */
const LARGEST_FILE = 2 ** 30;

/** `ulimit` counts memory in KB, and files in blocks of 512 bytes. A system that knows no such limit goes without. */
const LIMITS = `ulimit -d ${Math.floor(MEMORY / 1024)}; ulimit -f ${LARGEST_FILE / 512}`;

/**
 * The command with these limits, for itself and what it starts; on Windows, as it is.
 * @param folder what its `PWD` names, which a shell would set anew.
 */
export function limited(command: string, args: string[], folder: string): [command: string, args: string[]] {
    return process.platform === "win32"
        ? [command, args]
        : ["/bin/sh", ["-c", `{ ${LIMITS}; } 2>/dev/null; PWD=$0; exec "$@"`, folder, command, ...args]];
}
