import { serviceRetired } from "../../../policies/resilience/service-retired";
import { policyTests, resource, unknown } from "../../harness";

const workmail = resource("aws:workmail/domain:Domain", "mail");

policyTests(serviceRetired, {
    example: {
        given: `
            const app = aws.appconfig.Application.get("app", "app");
            const project = aws.evidently.Project.get("project", "project");
            const variations = [{ name: "on", value: { boolValue: "true" } }];`,
        bad: `new aws.evidently.Feature("pay-by-link", { project: project.name, variations });`,
        good: `
            new aws.appconfig.ConfigurationProfile("flags", {
                applicationId: app.id, locationUri: "hosted", type: "AWS.AppConfig.FeatureFlags",
            });`,
    },
    pass: [
        { name: "a service that lives", stack: [resource("aws:appconfig/application:Application", "flags", { name: unknown })] },
        {
            name: "the second version of an ended service",
            stack: [resource("aws:wafv2/webAcl:WebAcl", "acl"), resource("aws:inspector2/enabler:Enabler", "inspector")],
            kind: "lookalike",
        },
        { name: "the part of Pinpoint that lives on", stack: [resource("aws:pinpoint/smsvoicev2PhoneNumber:Smsvoicev2PhoneNumber", "sms")], kind: "lookalike" },
        { name: "no AWS at all", stack: [resource("random:index/randomPassword:RandomPassword", "password")], kind: "default" },
    ],
    fail: [
        {
            name: "an ended service",
            stack: [resource("aws:evidently/feature:Feature", "flags")],
            expect: [{ resource: "flags", severity: "medium", says: /ended on 2025-10-17 \(as of 20\d\d-\d\d-\d\d\)[^]*use aws:appconfig/ }],
        },
        {
            name: "a service whose end lay ahead when the facts were true",
            stack: [workmail],
            today: "2040-01-01",
            expect: [{ resource: "mail", says: /was to end on 2027-03-31 \(as of 20[23]\d/ }],
        },
        {
            name: "as of the facts' day, not today",
            stack: [resource("aws:evidently/feature:Feature", "flags")],
            today: "2041-02-03",
            expect: [{ resource: "flags", says: /^(?![^]*2041)/ }],
        },
        {
            name: "WAF Classic (WAF.1, WAF.2, WAF.3, WAF.4, WAF.6, WAF.7, WAF.8)",
            stack: [
                resource("aws:waf/webAcl:WebAcl", "global"),
                resource("aws:waf/rule:Rule", "rule"),
                resource("aws:waf/ruleGroup:RuleGroup", "group"),
                resource("aws:wafregional/webAcl:WebAcl", "regional"),
                resource("aws:wafregional/rule:Rule", "regional-rule"),
                resource("aws:wafregional/ruleGroup:RuleGroup", "regional-group"),
            ],
            expect: ["global", "rule", "group", "regional", "regional-rule", "regional-group"].map((name) => ({ resource: name, says: /ended on 2025-09-30/ })),
        },
        { name: "in aws-native", stack: [resource("aws-native:qldb:Ledger", "ledger")], expect: [{ resource: "ledger" }] },
        {
            name: "a service on the day of its end",
            stack: [resource("aws:evidently/feature:Feature", "flags")],
            today: "2025-10-17",
            expect: [{ resource: "flags", says: /ended on 2025-10-17 \(as of/ }],
        },
        {
            name: "a service on the day before its end",
            stack: [resource("aws:evidently/feature:Feature", "flags")],
            today: "2025-10-16",
            expect: [{ resource: "flags", level: "advisory", says: /ends on 2025-10-17/ }],
        },
        { name: "a service that is ending", stack: [workmail], expect: [{ resource: "mail", level: "advisory", severity: "low", says: /ends on 2027-03-31/ }] },
        { name: "a service that ends within the days", stack: [workmail], settings: { days: 130 }, expect: [{ resource: "mail", says: /ends on 2027-03-31/ }] },
        { name: "a service that ends a day later", stack: [workmail], settings: { days: 129 }, expect: [{ resource: "mail", level: "advisory" }] },
        {
            name: "a service closed to new customers",
            stack: [resource("aws:apprunner/service:Service", "web")],
            expect: [{ resource: "web", level: "advisory", says: /since 2026-04-30/ }],
        },
        {
            name: "closed on a day that is not known",
            stack: [resource("aws:cloud9/environmentEC2:EnvironmentEC2", "ide")],
            expect: [{ resource: "ide", level: "advisory", says: /closed to new customers$/m }],
        },
        { name: "an ended service of low confidence", stack: [resource("aws:lex/bot:Bot", "bot")], expect: [{ resource: "bot", level: "advisory" }] },
    ],
});
