/** Writes the manifest of the policies, the last step of a build. */
import { writeManifest } from "../policies";

writeManifest();
