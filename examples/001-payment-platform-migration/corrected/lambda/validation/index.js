const { GetSecretValueCommand, SecretsManagerClient } = require("@aws-sdk/client-secrets-manager");
const { Client } = require("pg");

const secrets = new SecretsManagerClient({});

async function countPayments(secretArn) {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
    const { host, port, username, password } = JSON.parse(SecretString);
    const client = new Client({ host, port, user: username, password, database: "payments", ssl: true });
    await client.connect();
    try {
        const { rows } = await client.query("select count(*) as payments from payments");
        return Number(rows[0].payments);
    } finally {
        await client.end();
    }
}

/** Tells whether both sides hold as many payments. */
exports.handler = async () => {
    const { SOURCE_SECRET_ARN, TARGET_SECRET_ARN } = process.env;
    const [source, target] = await Promise.all([SOURCE_SECRET_ARN, TARGET_SECRET_ARN].map(countPayments));
    return { source, target, equal: source === target };
};
