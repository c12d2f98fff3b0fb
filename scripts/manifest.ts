/** Writes the manifest of the policies and the schema of their configuration, the last step of a build. */
import { writeManifest } from "../policies";
import { writeSchema } from "./schema";

writeManifest();
writeSchema();
