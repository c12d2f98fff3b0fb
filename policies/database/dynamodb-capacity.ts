import type { TargetArgs } from "@pulumi/aws/appautoscaling/target";
import type { TableArgs } from "@pulumi/aws/dynamodb/table";

import { isUnknownValue, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";
import { DynamodbTable } from "../../kit/aws";

const ScalableTarget = resourceType<TargetArgs>("aws:appautoscaling/target:Target");

export const dynamodbCapacity = stackPolicy({
    name: "dynamodb-capacity",
    title: "A table's capacity follows its load",
    severity: "medium",
    level: "disabled",
    why: "requests above a fixed capacity are refused, and below it every hour is paid for",
    fix: 'set billingMode to "PAY_PER_REQUEST", or add an aws.appautoscaling.Target for the table',
    controls: ["DynamoDB.1"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html",
    ],
    types: [DynamodbTable],
    check(table, { resource, stack, report, undecided }) {
        if ((table.billingMode ?? "PROVISIONED") !== "PROVISIONED") {
            return;
        }
        const scales = scaling(resource, stack);
        if (scales === "maybe") {
            undecided("billingMode");
        } else if (scales === "no") {
            report("billingMode", "the table's capacity stays as it is written");
        }
    },
});

/** Whether a scalable target of the stack is this table; `maybe` where the name of one of them is not known. */
function scaling(table: Resource<TableArgs>, stack: Stack): "yes" | "no" | "maybe" {
    const name = table.unguarded.name;
    const targets = stack.of(ScalableTarget).map((target) => {
        const id = target.unguarded.resourceId;
        if (typeof id !== "string" || isUnknownValue(id)) {
            const origins = target.origins("resourceId");
            return origins.includes(table.urn) ? "yes" : origins.length === 0 ? "maybe" : "no";
        }
        if (!id.startsWith("table/")) {
            return "no";
        }
        if (typeof name !== "string" || isUnknownValue(name)) {
            return "maybe";
        }
        return id === `table/${name}` ? "yes" : "no";
    });
    return targets.includes("yes") ? "yes" : targets.includes("maybe") ? "maybe" : "no";
}
