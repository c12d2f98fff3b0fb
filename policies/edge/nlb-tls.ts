import { resourcePolicy } from "../../kit";
import { Listener } from "../../kit/aws";

export const nlbTls = resourcePolicy({
    name: "nlb-tls",
    title: "A network load balancer ends TLS itself",
    severity: "medium",
    level: "disabled",
    why: "a TCP listener passes on whatever comes, and only the targets decide whether it is encrypted",
    fix: 'set protocol to "TLS", with a certificateArn and an sslPolicy',
    since: "0.2.0",
    controls: ["ELB.18"],
    links: ["https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html"],
    types: [Listener],
    check({ protocol }, { report }) {
        if (protocol === "TCP" || protocol === "TCP_UDP") {
            report("protocol", `${protocol} is passed on as it comes`);
        }
    },
});
