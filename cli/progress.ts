/** How far a long run is: a bar on a terminal, nothing on a pipe. */

/** Fewer resources than this are checked before a reader would look. */
const LONG = 500;

const COLUMNS = 30;

/** Shows `done` of `total` resources; the last call clears the line. */
export type Progress = (done: number, total: number) => void;

/** A bar on `stream`, drawn when a per cent is done. */
export function progressOn(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">): Progress {
    let shown = -1;
    return (done, total) => {
        if (!stream.isTTY || total <= LONG) {
            return;
        }
        const percent = Math.floor((done / total) * 100);
        if (done >= total) {
            stream.write("\r\u001b[K");
        } else if (percent !== shown) {
            const full = Math.round((percent / 100) * COLUMNS);
            stream.write(`\r${"█".repeat(full)}${"░".repeat(COLUMNS - full)} ${done} of ${total} resources`);
        }
        shown = percent;
    };
}
