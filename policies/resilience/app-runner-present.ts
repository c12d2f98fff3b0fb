import { stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

export const appRunnerPresent = stackPolicy({
    name: "app-runner-present",
    title: "A payments stack runs a web service on App Runner or ECS Express Mode",
    severity: "medium",
    why: "the review asks for a service that AWS builds, scales and balances by itself",
    fix: "add an aws.ecs.ExpressGatewayService; App Runner, which counts too, is closed to new customers",
    links: [
        "https://docs.aws.amazon.com/apprunner/latest/dg/what-is-apprunner.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-overview.html",
    ],
    ...presence({
        evidence: [
            "aws:apprunner/service:Service",
            "aws-native:apprunner:Service",
            "aws:ecs/expressGatewayService:ExpressGatewayService",
            "aws-native:ecs:ExpressGatewayService",
        ],
        templates: ["AWS::AppRunner::Service", "AWS::ECS::ExpressGatewayService"],
        absent: "nothing in this stack is an App Runner or an ECS Express service",
    }),
});
