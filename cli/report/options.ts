/** What findings stand under in a report for people. */
export const GROUPINGS = ["policy", "resource"] as const;

/** What a reporter is told beside the run. */
export interface FormatOptions {
    /** Columns of the terminal. */
    width: number;
    color: boolean;
    groupBy: (typeof GROUPINGS)[number];
    /** The folder of Pulumi.yaml within the repository, with a slash at its end; empty for the repository itself. */
    projectFolder: string;
    /** The web address of the repository's files at the commit that was checked, with a slash at its end. */
    sourceUrl?: string;
}
