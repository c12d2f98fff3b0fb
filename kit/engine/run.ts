/** What the policies of one preview share: the inputs that Analyze was given, and the notes of the pack itself. */
import type { Values } from "../resource";
import { clearPartials } from "./partial";
import { Secrets } from "./redact";

class Run {
    /** URN -> the inputs of that resource, as Analyze was given them. */
    readonly inputs = new Map<string, Values>();
    /** The same with what a deep run has learned. */
    readonly learnedInputs = new Map<string, Values>();
    /** Policy -> its configuration, where the engine's could be seen: also of a policy that no resource calls. */
    readonly configured = new Map<string, Values>();
    /** Policies whose stack check ran in the stack analysis under way. */
    readonly ran = new Set<string>();
    /** Policies whose check failed; each is reported once. */
    readonly crashed = new Set<string>();
    /** Policy and waiver -> whether it matched a finding, or why it does not hold. */
    readonly waivers = new Map<string, { policy: string; resource: string; used: boolean; problem?: string }>();
    /** Policies that reported something. */
    readonly said = new Set<string>();
    /** Settings that no policy knows, as `policy: setting`. */
    readonly unknownSettings = new Set<string>();

    /** Old names under which policies are configured -> their names now. */
    readonly renamed = new Map<string, string>();

    /** What no message may show. */
    readonly secrets = new Secrets();
    /** The keys of the configuration that are secret; undefined until the engine tells them. */
    secretKeys?: readonly string[];

    /** Forgets everything: the engine configures the pack anew at the start of each preview. */
    reset(): void {
        clearPartials();
        const { inputs, learnedInputs, configured, ran, crashed, waivers, said, unknownSettings, renamed, secrets } =
            this;
        for (const state of [
            inputs,
            learnedInputs,
            configured,
            ran,
            crashed,
            waivers,
            said,
            unknownSettings,
            renamed,
            secrets,
        ]) {
            state.clear();
        }
    }
}

/** The one preview that this process serves. */
export const run = new Run();
