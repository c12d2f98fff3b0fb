/** Reads the user's YAML files. */
import * as fs from "node:fs";

import { reason, syntaxError, UserError } from "../errors";

/**
 * The value that a YAML or JSON file holds.
 * @param name what a message calls the file.
 */
export function readYamlFile(file: string, name = file): unknown {
    const { load } = require("js-yaml") as typeof import("js-yaml");
    let text = "";
    try {
        text = fs.readFileSync(file, "utf8");
        return load(text);
    } catch (error) {
        const isSyntax = (error as { mark?: object }).mark !== undefined;
        throw new UserError(`${name} cannot be read: ${isSyntax ? syntaxError(error, text) : reason(error)}`);
    }
}
