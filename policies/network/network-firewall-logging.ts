import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { LoggingConfigurationArgs } from "@pulumi/aws/networkfirewall/loggingConfiguration";

import { isEmpty, resourceType, stackPolicy } from "../../kit";

const Firewall = resourceType<FirewallArgs>("aws:networkfirewall/firewall:Firewall");
const Logging = resourceType<LoggingConfigurationArgs>("aws:networkfirewall/loggingConfiguration:LoggingConfiguration");

export const networkFirewallLogging = stackPolicy({
    name: "network-firewall-logging",
    title: "A network firewall keeps a log",
    severity: "medium",
    level: "advisory",
    why: "without a log nobody can tell what a firewall stopped, and what it let through",
    fix: "add an aws.networkfirewall.LoggingConfiguration with firewallArn of this firewall",
    since: "0.2.0",
    controls: ["NetworkFirewall.2"],
    frameworks: { "PCI DSS": ["10.2.1 (partly)"], "NIST 800-53": ["AU-12", "SI-4"] },
    links: ["https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html"],
    types: [Firewall],
    check(_firewall, { resource, stack, report, undecided }) {
        const { resources, possible } = stack.referrers(resource, Logging, "firewallArn", Firewall);
        if (resources.some(({ props }) => !isEmpty(props.loggingConfiguration?.logDestinationConfigs))) {
            return;
        }
        if (possible.length > 0) {
            undecided("firewallArn");
        } else {
            report(undefined, "nothing logs what this firewall lets through and stops");
        }
    },
});
