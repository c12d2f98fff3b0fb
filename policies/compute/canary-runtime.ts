import type { CanaryArgs } from "@pulumi/aws/synthetics/canary";

import { canaryRuntimeEnd } from "../../facts/compute";
import { resourcePolicy, resourceType } from "../../kit";

export const canaryRuntime = resourcePolicy({
    name: "canary-runtime",
    title: "Canaries run on a runtime that AWS still creates canaries with",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "AWS creates no canary with a deprecated runtime, and one that exists gets no fixes",
    fix: "set runtimeVersion to the newest of its family, which `aws synthetics describe-runtime-versions` lists",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Runtime_Support_Policy.html",
    ],
    types: [resourceType<CanaryArgs>("aws:synthetics/canary:Canary")],
    check({ runtimeVersion }, { environment: { today }, report }) {
        const end = canaryRuntimeEnd(runtimeVersion ?? "");
        if (end !== undefined && end <= today) {
            report("runtimeVersion", `AWS has created no canary with ${runtimeVersion} since ${end}`);
        }
    },
});
