import * as assert from "node:assert/strict";

import { credentialsAssignedIn, credentialsIn, decodeBase64, isHarmless, isSecretName } from "../../../kit/aws/credentials";

describe("kit/credentials", () => {
    const secretNames = [
        ...["DB_PASSWORD", "password", "masterPassword", "PGPASSWORD", "SOURCE_DB_PASSWORD_1", "JWT_SECRET", "apiKey", "API_KEY"],
        ...["STRIPE_API_KEY", "privateKey", "SSH_PRIVATE_KEY", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "DB_PASS", "SMTP-PASSWD"],
        ...[
            "DJANGO_SECRET_KEY",
            "clientSecret",
            "CREDENTIALS",
            "API_KEY_STRIPE",
            "APIKEY",
            "CREDENTIAL",
            "db__password",
            "JWTSecret",
            "DBPassword",
            "APIKeys",
            "--db-password",
            "APIKey",
        ],
    ];
    const otherNames = [
        ...["PASSWORD_MIN_LENGTH", "TOKEN_EXPIRY", "DB_SECRET_ARN", "SECRET_NAME", "secretId", "SECRET_PATH", "TOKEN_URL", "PWD"],
        ...["PASSWORD_POLICY", "KEY_ID", "PUBLIC_KEY", "TOKENIZER", "PASS_THROUGH", "BYPASS", "SECRETARY", "COMPASS", "API_KEY_HEADER"],
        ...[
            "passwordEncryption",
            "SECRETS_MANAGER_ENDPOINT",
            "ACCESS_TOKEN_VALIDITY",
            "DB_PASSWORD_SECRET_ARN",
            "MONKEY",
            "PASSENGER",
            "PASSWORDLESS",
            "MYTOKEN_X",
            "ATOKEN",
            "NONCREDENTIALS",
            "DB_BYPASS",
            "DB_PASSPORT",
            "PASS",
            "DB_PASS_X",
        ],
    ];
    for (const name of secretNames) {
        it(`${name} names a credential`, () => assert.equal(isSecretName(name), true));
    }
    for (const name of otherNames) {
        it(`${name} names none`, () => assert.equal(isSecretName(name), false));
    }

    const harmless = [
        ...["", "true", "3600", "15m", "30 days", "none", "not-configured", "n/a", "arn:aws:secretsmanager:us-east-1:604219837745:secret:a-b1C2d3"],
        ...["{{resolve:secretsmanager:db:SecretString:password}}", "${DB_PASSWORD}", "$(cat /run/secret)", "$DB_PASSWORD", "ssm:/prod/db"],
        ...[
            "default",
            "not set",
            "notused",
            "not_available",
            "UNUSED",
            "-1.25%",
            "+10",
            "1.5 hours",
            "5 min",
            "1 minute",
            "10 minutes",
            "2 seconds",
            "1 second",
            "1 week",
        ],
        ...[
            "3 weeks",
            "1 hour",
            "1 day",
            "12mb",
            "$(x)",
            "%DB_PASSWORD%",
            "${a}\n${b}",
            " true ",
            "vault:a",
            "REF+vault:a",
            "http://a.net/b",
            "~".slice(1),
            "../a/b/",
            "a1/b2",
        ],
        ...["https://vault.internal/v1/db", "/prod/db/password", "prod/db/password", "./secrets/db.txt"],
    ];
    const literals = [
        "ChangeMe123!",
        "password",
        "hunter2",
        "postgres://u:p@h/d",
        "my-secret",
        "aB3/xyZ9",
        "s3cr3t",
        "12-34-ab",
        "TODO",
        "truely",
        "mytrue",
        "unsettled",
        "reunset",
        "x{{a}}",
        "{{a}}x",
        "x${a}",
        "${a}x",
        "x$(a)",
        "$(a)x",
        "$a-b",
        "x%a%",
        "%a%x",
        "myvault:a",
        "vaults:a",
        "xarn:aws:s3:::a",
        "xhttps://a.net/b",
        "https://a.net/b c",
        "https://u@a.net",
        "1.5.2",
        "x12",
        "/a b",
        "a/b!",
        "A/b",
    ];
    for (const value of harmless) {
        it(`"${value}" is no credential`, () => assert.equal(isHarmless(value), true));
    }
    for (const value of literals) {
        it(`"${value}" may be one`, () => assert.equal(isHarmless(value), false));
    }

    const key = "AKIA" + "IOSFODNN7EXAMPLE";
    const texts: [string, string | undefined][] = [
        [`key ASIA${"A1".repeat(8)} of`, "an AWS access key"],
        [`xASIA${"A1".repeat(8)}`, undefined],
        [`ASIA${"A1".repeat(8)}x`, undefined],
        [`ASIA${"a1".repeat(8)}`, undefined],
        ["ASIA1", undefined],
        [`AWSSecretAccessKey="${"aB3/".repeat(10)}"`, "an AWS secret access key"],
        [`aws_secret_access_key: '${"aB3/".repeat(10)}'`, "an AWS secret access key"],
        [`"awsSecretAccessKey"   :   "${"aB3/".repeat(10)}"`, "an AWS secret access key"],
        [`aws_secret_access_key=${"aB3/".repeat(11)}`, undefined],
        [`token gh${"p_" + "aB3".repeat(12)};`, "a GitHub token"],
        [`gh${"x_" + "aB3".repeat(12)}`, undefined],
        [`xgh${"p_" + "aB3".repeat(12)}`, undefined],
        [`gh${"p_" + "aB3"}`, undefined],
        [`gh${"p_" + "-".repeat(36)}`, undefined],
        [`(xox${"b-1234567890-ab"})`, "a Slack token"],
        [`xox${"c-1234567890"}`, undefined],
        [`yxox${"b-1234567890"}`, undefined],
        [`xox${"b-12345"}`, undefined],
        [`xox${"b-__________"}`, undefined],
        [`=sk_${"live_" + "aB3d".repeat(4)}`, "a Stripe key"],
        [`rk_${"live_" + "aB3d".repeat(4)}`, "a Stripe key"],
        [`pk_${"live_" + "aB3d".repeat(4)}`, undefined],
        [`tsk_${"live_" + "aB3d".repeat(4)}`, undefined],
        [`sk_${"live_" + "aB3"}`, undefined],
        [`sk_${"live_" + "-".repeat(16)}`, undefined],
        ["jdbc+x2.y-z://u:hunter2@db", "a connection string with a password"],
        ["at http://0a1b2c3d4e5f6a7b8c9d0e1f@github.com", "a token in a URL"],
        ["xhttps://0a1b2c3d4e5f6a7b8c9d0e1f@github.com", undefined],
        ["Server=db; Password=hunter2", "a connection string with a password"],
        ["postgres://orders:***@db", undefined],
        ["postgres://orders:***a@db", "a connection string with a password"],
        ["postgres://orders:xxxx@db", undefined],
        ["postgres://orders:xxxxa@db", "a connection string with a password"],
        ["postgres://orders:a<b@db", "a connection string with a password"],
        [`{"accessKeyId":"${key}"}`, "an AWS access key"],
        [`x${key}`, undefined],
        ["AKIA is the beginning of a key", undefined],
        ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "an AWS secret access key"],
        ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "a private key"],
        ["-----BEGIN PRIVATE KEY-----\nMIIE", "a private key"],
        ["-----BEGIN PUBLIC KEY-----\nMIIE", undefined],
        ["-----BEGIN CERTIFICATE-----\nMIIE", undefined],
        ["postgres://orders:hunter2@db.internal:5432/orders", "a connection string with a password"],
        ["https://0a1b2c3d4e5f6a7b8c9d0e1f@github.com/shop/orders.git", "a token in a URL"],
        ["redis://:hunter2@cache:6379", "a connection string with a password"],
        ["postgres://orders@db.internal:5432/orders", undefined],
        ["postgres://orders:${PASSWORD}@db.internal/orders", undefined],
        ["postgres://orders:$PASSWORD@db.internal/orders", undefined],
        ["postgres://orders:<password>@db.internal/orders", undefined],
        ["https://example.org:8443/a@b", undefined],
        ["arn:aws:iam::604219837745:role/a", undefined],
        ["Server=db;Database=orders;User Id=sa;Password=hunter2;", "a connection string with a password"],
        ["jdbc:postgresql://db/orders?user=a&password=hunter2", "a connection string with a password"],
        ["git@github.com:org/repo.git", undefined],
    ];
    for (const [text, what] of texts) {
        it(`"${text.slice(0, 50)}" holds ${what ?? "nothing"}`, () => {
            assert.equal(credentialsIn(text)[0]?.what, what);
        });
    }

    it("reads what a script assigns", () => {
        const script = [
            "#!/bin/bash",
            'export DB_PASSWORD="hunter2"',
            "API_KEY='a$b' ./run",
            "TOKEN=$(aws secretsmanager get-secret-value --secret-id orders)",
            'OTHER_TOKEN="$TOKEN"',
            "SECRET_ARN=arn:aws:x",
            "PASSWORD_LENGTH=12",
            "HOST=db",
        ].join("\n");
        assert.deepEqual(
            credentialsAssignedIn(script).map(({ name, value }) => [name, value]),
            [
                ["DB_PASSWORD", "hunter2"],
                ["API_KEY", "a$b"],
            ],
        );
    });

    it("gives the whole of what it found", () => {
        const found = (text: string): string[] => credentialsIn(text).map(({ value }) => value);
        assert.deepEqual(found("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END"), ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n"]);
        assert.deepEqual(found("a?password=hunter2&b"), ["hunter2"]);
        assert.deepEqual(found(`${key} and ${key}`), [key, key]);
    });

    it("reads assignments wherever they begin", () => {
        const names = (script: string): string[] => credentialsAssignedIn(script).map(({ name }) => name);
        assert.deepEqual(names("DB_PASSWORD=hunter2"), ["DB_PASSWORD"]);
        assert.deepEqual(names("a;export   DB_PASSWORD=hunter2&API_KEY=hunter3 TOKEN=hunter4"), ["DB_PASSWORD", "API_KEY", "TOKEN"]);
        assert.deepEqual(names("xDB_PASSWORD-TOKEN=hunter2"), []);
        assert.deepEqual(names("exportDB_PASSWORD='a b'"), ["exportDB_PASSWORD"]);
        assert.deepEqual(names('TOKEN="a b"'), ["TOKEN"]);
    });

    it("decodes base64, and nothing else", () => {
        assert.equal(decodeBase64("aGVsbG8gd29ybGQh"), "hello world!");
        assert.equal(decodeBase64("aGVsbG8g \n  d29ybGQh"), "hello world!");
        for (const text of ["aGVsbG8g", "aGVsbG8gd29ybGQ", "aGVsbG8gd29ybGQh!aaa", "!aaaaGVsbG8gd29ybGQh", "aGVsbG8gd29ybGQ=a=a=", "////////////////"]) {
            assert.equal(decodeBase64(text), undefined, text);
        }
        assert.equal(decodeBase64(Buffer.from("#!/bin/bash\necho hello").toString("base64")), "#!/bin/bash\necho hello");
        assert.equal(decodeBase64("#!/bin/bash\necho hello world"), undefined);
        assert.equal(decodeBase64(""), undefined);
    });

    it("stays linear on long texts", () => {
        for (const part of ["a:/", "://a:", "password=", "AKIA", "aws_secret_access_key=", "jdbc:x?", "x=", "-----BEGIN PRIVATE KEY-----"]) {
            const text = part.repeat(200_000 / part.length);
            const start = process.hrtime.bigint();
            credentialsIn(text);
            credentialsAssignedIn(text);
            const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
            assert.ok(milliseconds < 2000, `${part}: ${milliseconds} ms`);
        }
    });
});
