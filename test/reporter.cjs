"use strict";
// Mocha's own spec reporter, closed by one line of counts that a script can read.
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures, pending } = this.stats;
            // After the base reporter's epilogue, which is registered on the same event.
            process.once("exit", () => {
                reporters.Base.consoleLog(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ""}`);
            });
        });
    }
};
