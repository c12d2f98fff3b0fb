const { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } = require("@aws-sdk/client-rds");
const {
    DescribeSecretCommand,
    GetRandomPasswordCommand,
    GetSecretValueCommand,
    PutSecretValueCommand,
    SecretsManagerClient,
    UpdateSecretVersionStageCommand,
} = require("@aws-sdk/client-secrets-manager");

const rds = new RDSClient({});
const secrets = new SecretsManagerClient({});

async function read(SecretId, version) {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId, ...version }));
    return JSON.parse(SecretString);
}

/** The four steps of a rotation, which Secrets Manager calls one after the other and repeats when one fails. */
const steps = {
    async createSecret(SecretId, token) {
        try {
            await read(SecretId, { VersionId: token, VersionStage: "AWSPENDING" });
            return; // An earlier attempt made it.
        } catch (error) {
            if (error.name !== "ResourceNotFoundException") {
                throw error;
            }
        }
        const current = await read(SecretId, { VersionStage: "AWSCURRENT" });
        const random = new GetRandomPasswordCommand({ PasswordLength: 32, ExcludePunctuation: true });
        const { RandomPassword: password } = await secrets.send(random);
        await secrets.send(
            new PutSecretValueCommand({
                SecretId,
                ClientRequestToken: token,
                SecretString: JSON.stringify({ ...current, password }),
                VersionStages: ["AWSPENDING"],
            }),
        );
    },

    async setSecret(SecretId, token) {
        const pending = await read(SecretId, { VersionId: token, VersionStage: "AWSPENDING" });
        await rds.send(
            new ModifyDBInstanceCommand({
                DBInstanceIdentifier: pending.dbInstanceIdentifier,
                MasterUserPassword: pending.password,
                ApplyImmediately: true,
            }),
        );
    },

    async testSecret(SecretId, token) {
        const { dbInstanceIdentifier } = await read(SecretId, { VersionId: token, VersionStage: "AWSPENDING" });
        const request = new DescribeDBInstancesCommand({ DBInstanceIdentifier: dbInstanceIdentifier });
        const { DBInstances } = await rds.send(request);
        if (DBInstances[0].PendingModifiedValues?.MasterUserPassword) {
            throw new Error("the database does not have the new password yet");
        }
    },

    async finishSecret(SecretId, token) {
        const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId }));
        const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes("AWSCURRENT"));
        if (current !== token) {
            await secrets.send(
                new UpdateSecretVersionStageCommand({
                    SecretId,
                    VersionStage: "AWSCURRENT",
                    MoveToVersionId: token,
                    RemoveFromVersionId: current,
                }),
            );
        }
    },
};

exports.handler = ({ Step, SecretId, ClientRequestToken }) => steps[Step](SecretId, ClientRequestToken);
