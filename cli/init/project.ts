/** What `preflight init` has to know of a project. */
import * as fs from "node:fs";
import * as path from "node:path";

import { readProject, stacksOf, type Project } from "../program/project";

export interface ProjectFacts {
    /** The folder of Pulumi.yaml, and the repository that it is in. */
    root: string;
    repository: string;
    /** The one within the other, with forward slashes. */
    folder: string;
    /** The command that installs the program's packages, run in the repository. */
    install: string;
    /** The version of this package. */
    version: string;
}

/** Lockfile -> what installs by it. */
const INSTALLERS = {
    "package-lock.json": "npm ci",
    "pnpm-lock.yaml": "corepack enable && pnpm install --frozen-lockfile",
    "yarn.lock": "corepack enable && yarn install --frozen-lockfile",
};

/** Reads the project of a folder. */
export function readFacts(directory: string, version: string): ProjectFacts & { project: Project; stacks: string[] } {
    const project = readProject(directory);
    const { root } = project;
    const repository = repositoryOf(root);
    const folder = path.relative(repository, root).split(path.sep).join("/") || ".";
    const install = installerOf(project);
    return {
        ...{ project, root, repository, folder, version },
        install: folder === "." ? install : `(cd ${folder} && ${install})`,
        stacks: stacksOf(project),
    };
}

function installerOf({ runtime, runtimeOptions, root }: Project): string {
    if (runtime === "python") {
        const { virtualenv } = runtimeOptions;
        const folder = typeof virtualenv === "string" ? virtualenv : "venv";
        return `python3 -m venv ${folder} && ${folder}/bin/pip install -r requirements.txt`;
    }
    const lock = Object.entries(INSTALLERS).find(([file]) => fs.existsSync(path.join(root, file)));
    return lock ? lock[1] : "npm install";
}

/** The folder with `.git`, or the project's own where there is none. */
function repositoryOf(root: string): string {
    for (let current = root; current !== path.dirname(current); current = path.dirname(current)) {
        if (fs.existsSync(path.join(current, ".git"))) {
            return current;
        }
    }
    return root;
}
