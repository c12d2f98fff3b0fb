import { rdsEventSubscription } from "../../../policies/database/rds-event-subscription";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const subscription = (props: Record<string, unknown>): TestResource => resource("aws:rds/eventSubscription:EventSubscription", "events", props);
const expect = [{ resource: "events", property: "eventCategories" }];

policyTests(rdsEventSubscription, {
    example: {
        bad: `
            const topic = new aws.sns.Topic("databases");
            new aws.rds.EventSubscription("databases", { snsTopic: topic.arn, sourceType: "db-instance", eventCategories: ["backup"] });`,
        good: `
            const topic = new aws.sns.Topic("databases");
            new aws.rds.EventSubscription("databases", { snsTopic: topic.arn, sourceType: "db-instance" });`,
    },
    pass: [
        { name: "all categories (RDS.20)", kind: "default", stack: [subscription({ sourceType: "db-instance" })] },
        {
            name: "a cluster's categories (RDS.19)",
            stack: [subscription({ sourceType: "db-cluster", eventCategories: ["failure", "maintenance", "failover"] })],
        },
        { name: "no categories, which is all of them", stack: [subscription({ sourceType: "db-cluster", eventCategories: [] })] },
        { name: "another source", kind: "lookalike", stack: [subscription({ sourceType: "db-snapshot", eventCategories: ["creation"] })] },
        { name: "categories not known yet", stack: [subscription({ sourceType: "db-cluster", eventCategories: unknown })], undecided: true },
        { name: "a category not known yet", stack: [subscription({ sourceType: "db-cluster", eventCategories: ["failure", unknown] })], undecided: true },
    ],
    fail: [
        { name: "a cluster's failures (RDS.19)", stack: [subscription({ sourceType: "db-cluster", eventCategories: ["maintenance"] })], expect },
        {
            name: "an instance's changes (RDS.20)",
            stack: [subscription({ sourceType: "db-instance", eventCategories: ["maintenance", "failure"] })],
            expect: [{ resource: "events", property: "eventCategories", says: /nobody hears of configuration change[^]*or add "configuration change"/ }],
        },
        { name: "a parameter group's changes (RDS.21)", stack: [subscription({ sourceType: "db-parameter-group", eventCategories: ["other"] })], expect },
        { name: "a security group's (RDS.22)", stack: [subscription({ sourceType: "db-security-group", eventCategories: ["failure"] })], expect },
        { name: "switched off", stack: [subscription({ enabled: false })], expect: [{ resource: "events", property: "enabled", says: /leave enabled out/ }] },
    ],
});
