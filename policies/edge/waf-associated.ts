import type { StageArgs } from "@pulumi/aws/apigateway/stage";
import type { GraphQLApiArgs } from "@pulumi/aws/appsync/graphQLApi";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation";

import { isSet, resourceType, type ResourceType, stackPolicy } from "../../kit";
import { Distribution, LoadBalancer } from "../../kit/aws";

const Stage = resourceType<StageArgs>("aws:apigateway/stage:Stage");
const GraphqlApi = resourceType<GraphQLApiArgs>("aws:appsync/graphQLApi:GraphQLApi");
const Association = resourceType<WebAclAssociationArgs>("aws:wafv2/webAclAssociation:WebAclAssociation");

const JUDGED: ResourceType<object>[] = [LoadBalancer, Distribution, Stage, GraphqlApi];

export const wafAssociated = stackPolicy({
    name: "waf-associated",
    title: "What faces the internet stands behind a web application firewall",
    severity: "medium",
    level: "disabled",
    why: "injections and floods of requests reach the application; PCI DSS asks for it since March 31, 2025",
    fix: "add an aws.wafv2.WebAclAssociation with its ARN as resourceArn",
    since: "0.2.0",
    controls: ["APIGateway.4", "CloudFront.6"],
    frameworks: { "PCI DSS": ["6.4.2"] },
    links: ["https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html"],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        if (resource.is(Distribution)) {
            if (!isSet(resource.props, "webAclId")) {
                report("webAclId", "this distribution has no web ACL", {
                    fix: 'set webAclId to the ARN of an aws.wafv2.WebAcl of scope "CLOUDFRONT"',
                });
            }
            return;
        }
        if (resource.is(LoadBalancer)) {
            const { internal, loadBalancerType = "application" } = resource.props;
            if (internal || loadBalancerType !== "application") {
                return; // A network load balancer takes no web ACL.
            }
        }
        if (resource.is(GraphqlApi) && resource.props.visibility === "PRIVATE") {
            return;
        }
        const { resources, possible } = stack.referrers(
            resource,
            Association,
            "resourceArn",
            LoadBalancer,
            Stage,
            GraphqlApi,
        );
        if (resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("resourceArn");
        } else {
            report(undefined, "no web ACL is associated with it");
        }
    },
});
