import { wafAssociated } from "../../../policies/edge/waf-associated";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const balancer = (props: Value = {}): TestResource => resource("aws:lb/loadBalancer:LoadBalancer", "shop", props);
const stage = resource("aws:apigateway/stage:Stage", "live", { deployment: "d", restApi: "a", stageName: "live" } as Value);
const api = (props: Value = {}): TestResource => resource("aws:appsync/graphQLApi:GraphQLApi", "graph", { authenticationType: "AWS_IAM", ...props });
const distribution = (props: Value = {}): TestResource => resource("aws:cloudfront/distribution:Distribution", "pages", { enabled: true, ...props });
const association = (resourceArn: Value): TestResource =>
    resource("aws:wafv2/webAclAssociation:WebAclAssociation", "association", { resourceArn, webAclArn: unknown });

policyTests(wafAssociated, {
    example: {
        bad: `
            new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });`,
        good: `
            const balancer = new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });
            new aws.wafv2.WebAclAssociation("shop", {
                resourceArn: balancer.arn,
                webAclArn: "arn:aws:wafv2:eu-west-1:851725499301:regional/webacl/shop/9f2c4b1e-0d53-4c1b-9a36-7e5d2f1c8b40",
            });`,
    },
    pass: [
        { name: "a load balancer with a web ACL", stack: [balancer(), association(ref("shop"))] },
        { name: "a stage with a web ACL", stack: [stage, association(ref("live"))] },
        { name: "an API with a web ACL", stack: [api(), association(ref("graph"))] },
        { name: "a distribution with a web ACL", stack: [distribution({ webAclId: unknown })] },
        { name: "the web ACL of something that is not known yet", stack: [balancer(), association(unknown)], undecided: true },
        { name: "an internal load balancer", kind: "lookalike", stack: [balancer({ internal: true })] },
        { name: "a network load balancer, which takes none", kind: "lookalike", stack: [balancer({ loadBalancerType: "network" })] },
        { name: "a private API", kind: "lookalike", stack: [api({ visibility: "PRIVATE" })] },
    ],
    fail: [
        { name: "a load balancer of which nothing is said", kind: "default", stack: [balancer()], expect: [{ resource: "shop" }] },
        { name: "a stage (APIGateway.4)", stack: [stage, balancer(), association(ref("shop"))], expect: [{ resource: "live" }] },
        { name: "an API", stack: [api()], expect: [{ resource: "graph" }] },
        { name: "a distribution (CloudFront.6)", stack: [distribution()], expect: [{ resource: "pages", property: "webAclId", says: /scope "CLOUDFRONT"/ }] },
    ],
});
