/** That no message shows a secret: by the wire, by its name, by its form, as it is and encoded. */
import * as assert from "node:assert/strict";

import { safeText, Secrets } from "../../../kit/engine/redact";
import { secret } from "../../harness";

const CANARY = "C4n4ry/Zx9+tail";

function secretsOf(value: unknown, owner = "urn"): Secrets {
    const secrets = new Secrets();
    secrets.note(owner, value);
    return secrets;
}

describe("kit/redact", () => {
    describe("knows a secret", () => {
        const holders: [string, unknown][] = [
            ["marked on the wire", { name: secret(CANARY) }],
            ["within something that is marked", { environment: secret({ variables: { A: [CANARY] } }) }],
            ["within JSON that is marked", { policy: secret(JSON.stringify({ a: { b: CANARY } })) }],
            ["thousands of levels deep", Array.from({ length: 5000 }).reduce((inner) => ({ a: [inner] }), secret(CANARY))],
            ["by its property's name", { masterPassword: CANARY }],
            ["by its variable's name", { environment: [{ name: "API_TOKEN", value: CANARY }] }],
            ["by its variable's name, within JSON", { containerDefinitions: JSON.stringify([{ environment: [{ name: "API_TOKEN", value: CANARY }] }]) }],
        ];
        for (const [name, value] of holders) {
            it(name, () => {
                const secrets = secretsOf(value);
                for (const form of [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString("base64"), JSON.stringify(CANARY)]) {
                    assert.ok(!secrets.redact(`"a-${form}-b" lacks, and ${form} too`).includes(form), form);
                }
            });
        }

        it("over several lines, and in JSON", () => {
            const key = 'first "line"\nsecond line';
            const secrets = secretsOf({ privateKey: key });
            assert.equal(secrets.redact(`a ${JSON.stringify(key)} b ${key} c`), 'a "[secret]" b [secret] c');
        });

        it("in a list, under the list's name", () => {
            assert.equal(secretsOf({ password: [CANARY] }).redact(`is ${CANARY}`), "is [secret]");
        });

        it("in JSON with room before it", () => {
            assert.equal(secretsOf({ settings: ` {"dbPassword":"${CANARY}"}` }).redact(`is ${CANARY}`), "is [secret]");
        });

        it("of four characters, and no shorter one", () => {
            assert.equal(secretsOf({ password: "Zk7+", token: "Zk+" }).redact("Zk7+ and Zk+"), "[secret] and Zk+");
        });

        it("within a word where it is long", () => {
            const redacted = secretsOf({ password: "Abc1234567x", token: "Xbc12345678x" }).redact("zAbc1234567xz zXbc12345678xz");
            assert.equal(redacted, "zAbc1234567xz z[secret]z");
        });

        it("whose parts a message quotes", () => {
            const secrets = secretsOf({ webhook: secret("https://hooks.corp.net/T0/Zk7a"), token: "Qx9-aaaa" });
            assert.equal(
                secrets.redact('"hooks.corp.net" "T0/Z" "Zk7" "corp" "other.net" hooks.corp.net'),
                '"[secret]" "[secret]" "Zk7" "corp" "other.net" hooks.corp.net',
            );
        });

        it("until the run ends", () => {
            const secrets = secretsOf({ password: CANARY, token: "sunflower" });
            secrets.clear();
            assert.equal(secrets.redact(`${CANARY} "sunflower"`, "urn"), `${CANARY} "sunflower"`);
        });

        it("though a message has other room between its words", () => {
            assert.equal(secretsOf({ password: "Zk7  \n Qx9" }).redact("is Zk7 Qx9"), "is [secret]");
        });

        it("before one that is a part of it", () => {
            assert.equal(secretsOf({ token: "Abc-1234-x-long-tail-9", password: "Abc-1234-x" }).redact("is Abc-1234-x-long-tail-9"), "is [secret]");
            assert.equal(secretsOf({ password: "Abc-1234-x", token: "Abc-1234-x-long-tail-9" }).redact("is Abc-1234-x-long-tail-9"), "is [secret]");
        });
    });

    describe("leaves", () => {
        it("what is no secret", () => {
            const values = { engine: "postgres", passwordLength: "C4n4ry-16", secretArn: `arn:aws:secretsmanager:${CANARY}` };
            assert.equal(secretsOf(values).redact(`"postgres" and C4n4ry-16, ${CANARY}`), `"postgres" and C4n4ry-16, ${CANARY}`);
        });

        it("switches, numbers and short texts, though they are marked", () => {
            const secrets = secretsOf({
                a: secret("true"),
                b: secret("1"),
                c: secret("5432"),
                d: secret("dev"),
                e: secret(""),
                f: secret(true),
                g: secret(null),
            });
            const text = '"true" lacks 1, 5432 and "dev"';
            assert.equal(secrets.redact(text), text);
        });

        it("a word of everyday, but where it is quoted, or on its own resource", () => {
            const secrets = secretsOf({ password: "postgres" }, "urn:db");
            assert.equal(secrets.redact("aurora-postgresql 13.4 and postgres 13.4"), "aurora-postgresql 13.4 and postgres 13.4");
            assert.equal(secrets.redact('"postgres-dev"'), '"[secret]-dev"');
            assert.equal(secrets.redact("postgres 13.4 on postgresql", "urn:db"), "[secret] 13.4 on postgresql");
        });

        for (const [word, everyday] of [
            ...["sunflower", "us-east-1", "a_b.c d", "postgres"].map((word) => [word, true] as const),
            ...["abcdefghijkl", "sun1flower", "1abcd", "sun--flower", "sun-flower!"].map((word) => [word, false] as const),
        ]) {
            it(`${word} ${everyday ? "as a word of everyday" : "nowhere, for it is none of everyday"}`, () => {
                assert.equal(secretsOf({ password: word }).redact(`about ${word} here`), everyday ? `about ${word} here` : "about [secret] here");
            });
        }

        it("words of credentials on their own resource, and not others that hold them", () => {
            const redact = (word: string): string => secretsOf({ password: word }, "urn:db").redact(`the ${word} of it`, "urn:db");
            assert.deepEqual(["tokens", "username", "mysecret", "keyhole"].map(redact), [
                "the tokens of it",
                "the username of it",
                "the [secret] of it",
                "the [secret] of it",
            ]);
        });

        it("what stands beside a name under no credential's", () => {
            const values = [
                { name: "API_TOKEN", valueFrom: "Zk7-first-1" },
                { name: "API_TOKEN", oldvalue: "Zk7-second-2" },
                { name: "SIZE", value: "Zk7-third-3" },
            ];
            assert.equal(secretsOf(values).redact("Zk7-first-1 Zk7-second-2 Zk7-third-3"), "Zk7-first-1 Zk7-second-2 Zk7-third-3");
        });

        it("switches with room around them", () => {
            assert.equal(secretsOf({ a: secret(" true "), b: secret(" 54321 ") }).redact("is true and 54321"), "is true and 54321");
        });

        it("a policy's own words, but where they are a value", () => {
            const secrets = secretsOf({ password: "password", token: "sunflower", secret: "endpoint" }, "urn:db");
            const redact = (text: string): string => secrets.redact(text, "urn:db", "An endpoint of DMS has a secret");
            const fixed = "user name and password stand on the endpoint itself, and the secret's password in (password)";
            assert.equal(redact(fixed), fixed);
            assert.equal(redact("the token is sunflower"), "the token is [secret]");
            for (const [open, close] of ['""', "''", "``", "=,", ":,", "/@", "@ "] as const) {
                assert.equal(redact(`is ${open}password${close} and ${open}endpoint${close}.`), `is ${open}[secret]${close} and ${open}[secret]${close}.`);
            }
            assert.equal(redact("is password=x, endpoint:x and password@x"), "is [secret]=x, [secret]:x and [secret]@x");
            assert.equal(redact('has "a password of it" and {"password":"password"}'), 'has "a [secret] of it" and {"[secret]":"[secret]"}');
        });
    });

    describe("quotes of what can hold a credential", () => {
        const rows: [string, string, string][] = [
            ["a URL's password", '"postgres://app:C4n4ry@db.corp.net/orders"', '"postgres://[secret]@db.corp.net/..."'],
            ["a URL's token", '"https://C4n4ry@git.corp.net"', '"https://[secret]@git.corp.net"'],
            ["a password with a slash", '"https://a:C4/n4ry@git.corp.net"', '"https://[secret]@git.corp.net"'],
            ["a webhook's path", '"https://hooks.corp.net/services/T0/B0/C4n4ry" is', '"https://hooks.corp.net/..." is'],
            ["a query", '"https://api.corp.net?token=C4n4ry"', '"https://api.corp.net/..."'],
            ["JDBC", '"jdbc:postgresql://db.corp.net/app?user=a&password=C4n4ry"', '"jdbc:postgresql://db.corp.net/..."'],
            ["JDBC of SQL Server", '"jdbc:sqlserver://db.corp.net:1433;user=a;password=C4n4ry"', '"jdbc:sqlserver://db.corp.net:1433/..."'],
            ["JDBC of Oracle", '"jdbc:oracle:thin:app/C4n4ry@db.corp.net:1521"', '"[secret]@db.corp.net:1521"'],
            ["a password without a scheme", '"app:C4n4ry@db.corp.net"', '"[secret]@db.corp.net"'],
            ["a query without a scheme", '"db.corp.net/app?user=a&pw=C4n4ry"', '"db.corp.net/app?..."'],
            ["what is called a password", "Server=db;Pwd=C4n4ry;Port=1", "Server=db;Pwd=[secret];Port=1"],
            ...[
                "api_key",
                "apikey",
                "API-Key",
                "access-key",
                "accesskey",
                "pass",
                "passphrase",
                "db.password.old",
                "credential",
                "credentials",
                "x-signature",
            ].map((name): [string, string, string] => [`what is called ${name}`, `a ${name}=C4n4ry, b`, `a ${name}=[secret], b`]),
            ["a password at the beginning", "app:C4n4ry@db.corp.net", "[secret]@db.corp.net"],
            ["an access key", '"AKIAC4N4RYC4N4RYC4N4"', '"[secret]"'],
            ["an image, which holds none", '"shop/api:1.2@sha256:abc" and "nginx:latest"', '"shop/api:1.2@sha256:abc" and "nginx:latest"'],
            ["an address, which holds none", 'ops@corp.net and "arn:aws:iam::123:role/a"', 'ops@corp.net and "arn:aws:iam::123:role/a"'],
        ];
        for (const [name, text, safe] of rows) {
            it(name, () => assert.equal(safeText(text), safe));
        }

        it("are cut at 80 characters", () => {
            assert.equal(safeText(`"${"x y".repeat(50)}" lacks`), `"${"x y".repeat(50).slice(0, 77)}..." lacks`);
            assert.equal(safeText(`"${"a".repeat(80)}"`), `"${"a".repeat(80)}"`);
            assert.equal(safeText(`${"a".repeat(161)} b`), `${"a".repeat(77)}... b`);
            assert.equal(safeText("a b ".repeat(50_000)), `${"a b ".repeat(250)}...`);
            assert.equal(safeText(`"${"🙂".repeat(50)}"`), `"${"🙂".repeat(38)}..."`);
            assert.equal(safeText("🙂 ".repeat(400)), `${"🙂 ".repeat(333)}...`);
        });
    });

    it("takes no longer than the text is long", () => {
        for (const part of ["a:", "x=", '"', "://", "?a=", "password=", "@", "\ud83d", "[", "-----BEGIN PRIVATE KEY-----"]) {
            const start = performance.now();
            const text = part.repeat(200_000 / part.length);
            const secrets = secretsOf({ password: text, token: "password", other: secret(`{${text}`) });
            safeText(secrets.redact(`"${text}"`));
            safeText(secrets.redact(`${text}${"a".repeat(100_000)}`, "urn"));
            assert.ok(performance.now() - start < 2000, `${part}: ${performance.now() - start} ms`);
        }
    });
});
