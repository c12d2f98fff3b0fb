import * as assert from "node:assert/strict";

import { credentialsAssignedIn, credentialsIn, decodeBase64, isHarmless, isSecretName } from "../../../kit/aws/credentials";

describe("kit/credentials", () => {
    const secretNames = [
        ...["DB_PASSWORD", "password", "masterPassword", "PGPASSWORD", "SOURCE_DB_PASSWORD_1", "JWT_SECRET", "apiKey", "API_KEY"],
        ...["STRIPE_API_KEY", "privateKey", "SSH_PRIVATE_KEY", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "DB_PASS", "SMTP-PASSWD"],
        ...["DJANGO_SECRET_KEY", "clientSecret", "CREDENTIALS", "API_KEY_STRIPE", "--db-password", "APIKey"],
    ];
    const otherNames = [
        ...["PASSWORD_MIN_LENGTH", "TOKEN_EXPIRY", "DB_SECRET_ARN", "SECRET_NAME", "secretId", "SECRET_PATH", "TOKEN_URL", "PWD"],
        ...["PASSWORD_POLICY", "KEY_ID", "PUBLIC_KEY", "TOKENIZER", "PASS_THROUGH", "BYPASS", "SECRETARY", "COMPASS", "API_KEY_HEADER"],
        ...["passwordEncryption", "SECRETS_MANAGER_ENDPOINT", "ACCESS_TOKEN_VALIDITY", "DB_PASSWORD_SECRET_ARN", "MONKEY", "PASSENGER"],
    ];
    for (const name of secretNames) {
        it(`${name} names a credential`, () => assert.equal(isSecretName(name), true));
    }
    for (const name of otherNames) {
        it(`${name} names none`, () => assert.equal(isSecretName(name), false));
    }

    const harmless = [
        ...["", "true", "3600", "15m", "30 days", "none", "arn:aws:secretsmanager:us-east-1:604219837745:secret:a-b1C2d3"],
        ...["{{resolve:secretsmanager:db:SecretString:password}}", "${DB_PASSWORD}", "$(cat /run/secret)", "$DB_PASSWORD", "ssm:/prod/db"],
        ...["https://vault.internal/v1/db", "/prod/db/password", "prod/db/password", "./secrets/db.txt"],
    ];
    const literals = ["ChangeMe123!", "password", "hunter2", "postgres://u:p@h/d", "my-secret", "aB3/xyZ9", "s3cr3t", "12-34-ab", "TODO"];
    for (const value of harmless) {
        it(`"${value}" is no credential`, () => assert.equal(isHarmless(value), true));
    }
    for (const value of literals) {
        it(`"${value}" may be one`, () => assert.equal(isHarmless(value), false));
    }

    const key = "AKIA" + "IOSFODNN7EXAMPLE";
    const texts: [string, string | undefined][] = [
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

    it("decodes base64, and nothing else", () => {
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
