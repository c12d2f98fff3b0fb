/** Answers of which one is that nobody can tell: three-valued logic. */

export type Answer = "yes" | "no" | "not known";

/** `yes` where all are, `no` where one is. */
export function allOf(...answers: Answer[]): Answer {
    return answers.includes("no") ? "no" : answers.includes("not known") ? "not known" : "yes";
}

/** `yes` where one is, `no` where all are. */
export function anyOf(...answers: Answer[]): Answer {
    return answers.includes("yes") ? "yes" : answers.includes("not known") ? "not known" : "no";
}
