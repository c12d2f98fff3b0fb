import { elasticBeanstalk } from "../../../policies/services/elastic-beanstalk";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const ALL = [
    { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType", value: "enhanced" },
    { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled", value: "true" },
    { namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs", value: "true" },
];
const environment = (settings: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:elasticbeanstalk/environment:Environment", "shop", { application: "shop", settings, ...more });
const expected = (says: RegExp): object => ({ resource: "shop", property: "settings", says });

policyTests(elasticBeanstalk, {
    example: {
        bad: `
            new aws.elasticbeanstalk.Environment("shop", { application: "shop", solutionStackName: "64bit Amazon Linux 2023 v6.1.0 running Node.js 22" });`,
        good: `
            new aws.elasticbeanstalk.Environment("shop", {
                application: "shop", solutionStackName: "64bit Amazon Linux 2023 v6.1.0 running Node.js 22",
                settings: [
                    { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType", value: "enhanced" },
                    { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled", value: "true" },
                    { namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs", value: "true" },
                ],
            });`,
    },
    pass: [
        { name: "all three", stack: [environment(ALL)] },
        { name: "a setting that is not known yet", stack: [environment([...ALL.slice(1), { ...ALL[0], value: unknown }])], undecided: true },
        { name: "a template, which may hold them", stack: [environment(undefined, { templateName: "shop" })], kind: "lookalike", undecided: true },
    ],
    fail: [
        {
            name: "none of them (ElasticBeanstalk.1, ElasticBeanstalk.2, ElasticBeanstalk.3)",
            kind: "default",
            stack: [environment(undefined)],
            expect: [expected(/load balancer sees/), expected(/security updates/), expected(/logs are lost/)] as never,
        },
        {
            name: "another option of the same namespace",
            stack: [environment([...ALL.slice(0, 2), { ...ALL[2], name: "DeleteOnTerminate" }])],
            expect: [{ ...expected(/logs are lost/), severity: "high" } as never],
        },
        {
            name: "another value",
            stack: [environment([...ALL.slice(1), { ...ALL[0], value: "basic" }])],
            expect: [{ ...expected(/load balancer/), severity: "low" } as never],
        },
    ],
});
