const { GetSecretValueCommand, SecretsManagerClient } = require("@aws-sdk/client-secrets-manager");

const secrets = new SecretsManagerClient({});

/** Checks the payments of a batch before they are booked. */
exports.handler = async ({ Records = [] }) => {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.DB_SECRET_ARN }));
    const { host, username } = JSON.parse(SecretString);
    const payments = Records.map(({ body }) => JSON.parse(body));
    const refused = payments.filter(({ amount, currency }) => !(amount > 0) || !currency);
    console.log(JSON.stringify({ host, username, received: payments.length, refused: refused.length }));
    return { accepted: payments.length - refused.length };
};
