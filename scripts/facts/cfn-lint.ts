/** What cfn-lint's wheel holds that more than one facts file needs. */
import { CFN_LINT, type Fetched } from "./registries";

/** The folder of its hand-written schemas, those that say what AWS accepts. */
export const EXTENSIONS = "cfnlint/data/schemas/extensions";

/** The day of its data. */
export function schemaDate(fetched: Fetched): string {
    const version = JSON.parse(fetched.read(CFN_LINT, "cfnlint/data/schemas/version.json").toString()) as {
        schema_date: string;
    };
    return version.schema_date.slice(0, "YYYY-MM-DD".length);
}
