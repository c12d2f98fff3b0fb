/** The CI systems that `preflight init` knows, each with a file of the folder `recipes`. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { ProjectFacts } from "./project";

interface Recipe {
    /** The recipe, in the folder `recipes`. */
    recipe: string;
    /** Where it goes in the repository. */
    file: string;
    /** A file that tells that the repository uses this system. */
    sign: string;
    /** What is left to do by hand. */
    then?: string;
}

const RECIPES = {
    github: { recipe: "github.yml", file: ".github/workflows/preflight.yml", sign: ".github" },
    gitlab: {
        recipe: "gitlab.yml",
        file: ".gitlab/preflight.yml",
        sign: ".gitlab-ci.yml",
        then: "in .gitlab-ci.yml: include: [{ local: .gitlab/preflight.yml }]",
    },
    azure: {
        recipe: "azure.yml",
        file: "azure-preflight.yml",
        sign: "azure-pipelines.yml",
        then: "in Azure DevOps: a new pipeline from the existing file azure-preflight.yml",
    },
    jenkins: {
        recipe: "jenkins.groovy",
        file: "Jenkinsfile.preflight",
        sign: "Jenkinsfile",
        then: "in Jenkins: a new multibranch pipeline with the script path Jenkinsfile.preflight",
    },
} satisfies Record<string, Recipe>;

export type System = keyof typeof RECIPES;

export const SYSTEMS = Object.keys(RECIPES) as System[];

/** The recipe of a system. */
export function recipeOf(system: System): Recipe {
    return RECIPES[system];
}

/** The system that the repository's files tell of. */
export function systemOf(repository: string): System | undefined {
    return SYSTEMS.find((system) => fs.existsSync(path.join(repository, RECIPES[system].sign)));
}

/** A system's recipe for one project. */
export function fillIn(system: System, pack: string, project: ProjectFacts, stack: string): string {
    const text = fs.readFileSync(path.join(pack, "recipes", RECIPES[system].recipe), "utf8");
    const values: Record<string, string> = { ...project, stack };
    return text.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] as string);
}
