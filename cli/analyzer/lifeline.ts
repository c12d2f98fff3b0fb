/** Loaded into a pack's process, before everything else: ends it when the command that started it is gone, however. */
const parent = process.ppid;
setInterval(() => {
    if (process.ppid !== parent) {
        process.exit();
    }
}, 500).unref();
