/** The policy pack. The only file that constructs a PolicyPack: that starts the server which the Pulumi CLI talks to. */
import { PolicyPack } from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi/errors";

import { packNotes } from "./kit/engine/notes";
import { installSharedViews } from "./kit/engine/sdk";
import { packPolicies } from "./policies";

const policies = packPolicies();
if (policies.length === 0) {
    // Without policies every preview would be green. Its runner shows an error of this kind without a stack trace.
    throw new RunError("aws-preflight has no policies: it is not built whole; run `npm run build` in its folder");
}

installSharedViews();

new PolicyPack("aws-preflight", {
    displayName: "AWS preflight",
    description: "Stops the mistakes teams make when they move to AWS or take payments on it.",
    provider: "aws",
    policies: [...policies, packNotes],
});
