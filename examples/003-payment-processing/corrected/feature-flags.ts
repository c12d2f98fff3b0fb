import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Switches that are turned without a deployment, so that a payment method can be stopped at once. */
export class FeatureFlags extends pulumi.ComponentResource {
    readonly application: aws.appconfig.Application;

    constructor(name: string, { suffix }: { suffix: string }, options?: pulumi.ComponentResourceOptions) {
        super("payments:index:FeatureFlags", name, {}, options);
        const parent = { parent: this };

        this.application = new aws.appconfig.Application(`payments-${suffix}`, {}, parent);
        const applicationId = this.application.id;
        const environment = new aws.appconfig.Environment(`payments-${suffix}`, { applicationId }, parent);
        const profile = new aws.appconfig.ConfigurationProfile(
            `flags-${suffix}`,
            { applicationId, locationUri: "hosted", type: "AWS.AppConfig.FeatureFlags" },
            parent,
        );
        const version = new aws.appconfig.HostedConfigurationVersion(
            `flags-${suffix}`,
            {
                applicationId,
                configurationProfileId: profile.configurationProfileId,
                contentType: "application/json",
                content: JSON.stringify({
                    version: "1",
                    flags: { cards: { name: "cards" }, newLedger: { name: "newLedger" } },
                    values: { cards: { enabled: true }, newLedger: { enabled: false } },
                }),
            },
            parent,
        );
        new aws.appconfig.Deployment(
            `flags-${suffix}`,
            {
                applicationId,
                environmentId: environment.environmentId,
                configurationProfileId: profile.configurationProfileId,
                configurationVersion: pulumi.interpolate`${version.versionNumber}`,
                deploymentStrategyId: "AppConfig.AllAtOnce",
            },
            parent,
        );
        this.registerOutputs();
    }
}
