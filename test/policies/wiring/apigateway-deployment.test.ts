import { apigatewayDeployment } from "../../../policies/wiring/apigateway-deployment";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const api = (props: object = {}): TestResource => resource("aws:apigateway/restApi:RestApi", "api", props);
const method = resource("aws:apigateway/method:Method", "get", { restApi: ref("api"), resourceId: "r", httpMethod: "GET", authorization: "AWS_IAM" });
const deployment = (props: object = {}, dependsOn?: string[]): TestResource =>
    resource("aws:apigateway/deployment:Deployment", "live", { restApi: ref("api"), ...props }, { dependsOn });
const never = (says: RegExp): { resource: string; property: string; says: RegExp }[] => [{ resource: "live", property: "triggers", says }];

policyTests(apigatewayDeployment, {
    example: {
        given: `
            const api = new aws.apigateway.RestApi("shop");
            const orders = new aws.apigateway.Resource("orders", { restApi: api.id, parentId: api.rootResourceId, pathPart: "orders" });`,
        bad: `
            const get = new aws.apigateway.Method("get", { restApi: api.id, resourceId: orders.id, httpMethod: "GET", authorization: "AWS_IAM" });
            new aws.apigateway.Deployment("live", { restApi: api.id }, { dependsOn: [get] });`,
        good: `
            const get = new aws.apigateway.Method("get", { restApi: api.id, resourceId: orders.id, httpMethod: "GET", authorization: "AWS_IAM" });
            new aws.apigateway.Deployment("live", {
                restApi: api.id,
                triggers: { redeployment: pulumi.jsonStringify([get.httpMethod, get.authorization]) },
            }, { dependsOn: [get] });`,
    },
    pass: [
        { name: "triggers", stack: [api(), method, deployment({ triggers: { methods: "3f2a" } }, ["get"])] },
        { name: "triggers that are not known yet", stack: [api(), method, deployment({ triggers: unknown })] },
        { name: "variables, which do the same", kind: "lookalike", stack: [api(), method, deployment({ variables: { version: "3f2a" } })] },
        { name: "methods from elsewhere", kind: "default", stack: [api(), deployment()] },
        { name: "an API from elsewhere", stack: [deployment({ restApi: "a1b2c3d4e5" })] },
        { name: "an API that is not known yet", stack: [api(), method, deployment({ restApi: unknown })] },
    ],
    fail: [
        {
            name: "no trigger",
            stack: [api(), method, deployment({}, ["get"])],
            expect: never(/no change of the methods of api makes a new deployment$[^]*a hash of the methods and integrations$/m),
        },
        { name: "no trigger, and nothing to wait for", stack: [api(), method, deployment()], expect: never(/and the first may be made before they are there/) },
        { name: "a body", stack: [api({ body: "{}" }), deployment()], expect: never(/no change of the body of api[^]*a hash of the body/) },
        { name: "a body that is not known yet", stack: [api({ body: unknown }), deployment()], expect: never(/no change of the body of api/) },
    ],
});
