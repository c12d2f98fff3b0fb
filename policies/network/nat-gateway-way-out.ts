import { stackPolicy } from "../../kit";
import { NatGateway, natClients, oneTarget, Subnet } from "../../kit/aws";

export const natGatewayWayOut = stackPolicy({
    name: "nat-gateway-way-out",
    title: "A NAT gateway's own subnet does not route to the gateway",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "what it sends comes back to it, so nothing behind it reaches the internet",
    fix: "put the gateway in a public subnet, whose route table has 0.0.0.0/0 to the internet gateway",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html",
    ],
    types: [NatGateway],
    check(_gateway, { resource, stack, report, undecided }) {
        const home = oneTarget(stack, resource, "subnetId", Subnet);
        if (home && natClients(stack, resource).includes(home)) {
            report("subnetId", `its own subnet, ${home.name}, sends everything to it`);
        } else if (!home && !stack.targets(resource, "subnetId", Subnet).certain) {
            undecided("subnetId");
        }
    },
});
