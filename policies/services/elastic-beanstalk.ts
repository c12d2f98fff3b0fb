import type { EnvironmentArgs } from "@pulumi/aws/elasticbeanstalk/environment";

import { hasUnknown, known, knownEntries, resourcePolicy, resourceType } from "../../kit";

const Environment = resourceType<EnvironmentArgs>("aws:elasticbeanstalk/environment:Environment");

/** Options that an environment sets: namespace, name, value, and what their absence means. */
const OPTIONS = [
    {
        namespace: "aws:elasticbeanstalk:healthreporting:system",
        name: "SystemType",
        value: "enhanced",
        problem: "health is only what the load balancer sees",
        severity: "low",
    },
    {
        namespace: "aws:elasticbeanstalk:managedactions",
        name: "ManagedActionsEnabled",
        value: "true",
        problem: "the platform gets no security updates by itself",
        severity: "high",
    },
    {
        namespace: "aws:elasticbeanstalk:cloudwatch:logs",
        name: "StreamLogs",
        value: "true",
        problem: "logs are lost with the instance that wrote them",
        severity: "high",
    },
] as const;

export const elasticBeanstalk = resourcePolicy({
    name: "elastic-beanstalk",
    title: "Elastic Beanstalk reports health, updates its platform and keeps its logs",
    severity: "high",
    level: "disabled",
    why: "an environment that nobody looks after grows old and leaves no trace",
    fix: "add the setting that the finding names",
    since: "0.2.0",
    controls: ["ElasticBeanstalk.1", "ElasticBeanstalk.2", "ElasticBeanstalk.3"],
    links: [
        "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticbeanstalk-controls.html",
    ],
    types: [Environment],
    check(environment, { report, undecided }) {
        const settings = knownEntries(environment.settings).map(([, setting]) => setting);
        if (hasUnknown(environment.settings) || environment.templateName !== undefined) {
            undecided("settings");
            return;
        }
        for (const { namespace, name, value, problem, severity } of OPTIONS) {
            const set = settings.find((one) => known(one, "namespace") === namespace && known(one, "name") === name);
            if (set?.value !== value) {
                report("settings", problem, {
                    fix: `add { namespace: "${namespace}", name: "${name}", value: "${value}" }`,
                    severity,
                });
            }
        }
    },
});
