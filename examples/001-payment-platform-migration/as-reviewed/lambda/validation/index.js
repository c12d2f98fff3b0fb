const { Client } = require("pg");

async function countPayments(connection) {
    const client = new Client({ database: "payments", ssl: true, ...connection });
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
    const { SOURCE_HOST, SOURCE_PASSWORD, TARGET_HOST, TARGET_PASSWORD } = process.env;
    const [source, target] = await Promise.all([
        countPayments({ host: SOURCE_HOST, user: "dms_reader", password: SOURCE_PASSWORD }),
        countPayments({ host: TARGET_HOST, user: "payments_owner", password: TARGET_PASSWORD }),
    ]);
    return { source, target, equal: source === target };
};
