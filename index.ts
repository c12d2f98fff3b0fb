/** The policy pack. The only file that constructs a PolicyPack: that starts the server which the Pulumi CLI talks to. */
import { PolicyPack } from "@pulumi/policy";

import { packNotes } from "./kit/engine/notes";
import { installSharedViews } from "./kit/engine/sdk";
import { packPolicies } from "./policies";

installSharedViews();

new PolicyPack("aws-preflight", {
    displayName: "AWS preflight",
    description: "Stops the mistakes teams make when they move to AWS or take payments on it.",
    provider: "aws",
    policies: [...packPolicies(), packNotes],
});
