import type { EventSubscriptionArgs } from "@pulumi/aws/rds/eventSubscription";

import { resourcePolicy, resourceType } from "../../kit";

/** What is reported of -> the categories that somebody has to hear of. */
const CATEGORIES: Record<string, string[]> = {
    "db-cluster": ["maintenance", "failure"],
    "db-instance": ["maintenance", "configuration change", "failure"],
    "db-parameter-group": ["configuration change"],
    "db-security-group": ["configuration change", "failure"],
};

export const rdsEventSubscription = resourcePolicy({
    name: "rds-event-subscription",
    title: "Subscriptions to events of RDS hear of failures, maintenance and changes",
    severity: "low",
    level: "disabled",
    why: "a failed or changed database is noticed by its users first",
    fix: "leave eventCategories out, for all of them",
    controls: ["RDS.19", "RDS.20", "RDS.21 (partly)", "RDS.22 (partly)"],
    since: "0.2.0",
    links: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html"],
    types: [resourceType<EventSubscriptionArgs>("aws:rds/eventSubscription:EventSubscription")],
    check(subscription, { report }) {
        if (subscription.enabled === false) {
            report("enabled", "the subscription is switched off", { fix: "leave enabled out" });
        }
        const { sourceType, eventCategories } = subscription;
        const wanted = (sourceType && CATEGORIES[sourceType]) || [];
        if (eventCategories === undefined || eventCategories.length === 0) {
            return;
        }
        const heard = [...eventCategories];
        const missing = wanted.filter((category) => !heard.includes(category));
        if (missing.length > 0) {
            report("eventCategories", `nobody hears of ${missing.join(", ")}`, {
                fix: `leave eventCategories out, or add ${missing.map((category) => `"${category}"`).join(", ")}`,
            });
        }
    },
});
