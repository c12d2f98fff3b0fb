/** Finds the project that a folder belongs to. */
import * as fs from "node:fs";
import * as path from "node:path";

/** The Pulumi.yaml in `folder` or above it. */
export function findProjectFile(folder: string): string | undefined {
    for (let current = path.resolve(folder); ; current = path.dirname(current)) {
        const file = ["Pulumi.yaml", "Pulumi.yml"]
            .map((name) => path.join(current, name))
            .find((file) => fs.existsSync(file));
        if (file || current === path.dirname(current)) {
            return file;
        }
    }
}
