/** A CloudFront distribution for the tables of the policies that judge one. */
import { resource, type TestResource, type Value } from "../../harness";

export const behavior = (more: Value = {}): Value => ({
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    targetOriginId: "shop",
    viewerProtocolPolicy: "redirect-to-https",
    ...more,
});

export const distribution = (props: Value = {}): TestResource =>
    resource("aws:cloudfront/distribution:Distribution", "shop", {
        enabled: true,
        origins: [],
        defaultCacheBehavior: behavior(),
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
        ...props,
    });
