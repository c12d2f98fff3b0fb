/** Answers of which one is that nobody can tell: three-valued logic. */

export type Answer = "yes" | "no" | "not known";

/** "yes" where one is, "no" where all are. */
export function anyOf(answers: readonly Answer[]): Answer {
    return answers.includes("yes") ? "yes" : answers.includes("not known") ? "not known" : "no";
}

/** "no" where one is, "yes" where all are. */
export function allOf(answers: readonly Answer[]): Answer {
    return answers.includes("no") ? "no" : answers.includes("not known") ? "not known" : "yes";
}
