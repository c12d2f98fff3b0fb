/** Starts a Python program on the SDK's own runtime. */
import { UserError } from "../model";
import type { Launch, LaunchOptions } from "./launch";

export function launchPython(_: LaunchOptions): Launch {
    throw new UserError("not yet");
}
