/** What a reporter is told beside the run. */
export interface FormatOptions {
    /** Columns of the terminal. */
    width: number;
    color: boolean;
    /** The violations alone, at a terminal. */
    quiet: boolean;
    /** The folder of Pulumi.yaml within the repository, with a slash at its end; empty for the repository itself. */
    projectFolder: string;
}
