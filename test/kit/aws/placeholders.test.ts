import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { isPlaceholder, placeholderIn, placeholdersIn, uninterpolated } from "../../../kit/aws/placeholders";
import { Resource } from "../../../kit/resource";
import { unknown } from "../../harness";
import { make } from "./make";

describe("kit/placeholders", () => {
    const values: [string, boolean][] = [
        ["db.example.com", true],
        ["db.shop.dev", false],
        ["db.shop.dev, todo", true],
        ["https://db.example.com", true],
        ["https://app@todo/x", true],
        ["see https://db.example.com/x", false],
        ["https://shop.dev/db.example.com", false],
        ["postgres://app:Zk7pQ2mX@db.example.com", false],
        ["db.example.com:5432", true],
        ["db.example.com/orders", true],
        ["db.example.com:5432/orders", true],
        ["is db.example.com:5432", false],
        ["db.example.com is it", false],
        ["192.0.2.7", true],
        ["192.0.3.7", false],
        ["192.0.2.7:80", true],
        ["2001:db8::1", true],
        ["2001:DB8::1", true],
        ["2001:db9::1", false],
        ["::1", false],
        ["3221225985", false],
        ["192.0.2.700", false],
        ["", false],
    ];
    for (const [value, expected] of values) {
        it(`${expected ? "takes" : "does not take"} ${JSON.stringify(value)} for a placeholder`, () => assert.equal(isPlaceholder(value), expected));
    }

    it("gives what is the placeholder, and what was not filled in", () => {
        assert.equal(placeholderIn("https://shop.dev, https://app@db.example.com/x"), "db.example.com");
        assert.equal(placeholderIn("shop.dev"), undefined);
        assert.equal(uninterpolated("orders-${suffix}"), "${suffix}");
        assert.equal(uninterpolated("orders"), undefined);
    });

    const V = "db.example.com";
    const [ZONE, PRIVATE, PUBLIC] = [
        "aws:route53/zone:Zone",
        "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
        "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
    ];
    const places: [Record<string, unknown>, string[], string?][] = [
        [{ host: V, dbHost: V, db_host: V, size: V, name: V, HOSTED: V }, ["host", "dbHost", "db_host"]],
        [{ host: "db.shop.dev" }, []],
        [{ serverName: V, domainNames: V, dnsName: V, "server--name": V }, ["serverName", "domainNames", "dnsName", "server--name"]],
        [{ bucketName: V, serverSurname: V, serverNamespace: V, serverRole: V }, []],
        [{ name: V, records: [V] }, ["name", "records[0]"], "aws:route53/record:Record"],
        [{ name: V }, ["name"], ZONE],
        [{ name: V }, ["name"], PRIVATE],
        [{ name: V }, ["name"], PUBLIC],
        [{ tags: { host: V }, assumeRolePolicy: { host: V }, bucketPolicies: [{ host: V }], description: V }, []],
        [{ myTags: { host: V }, definitionHost: V, policyHost: V }, ["myTags.host", "definitionHost", "policyHost"]],
        [{ block: { tags: { host: V }, policy: { host: V }, url: V } }, ["block.url"]],
        [{ passwordUrl: V, secretKeyId: V, secret_key_id: V, accessKeyId: V, apiKeyId: V, privateKeyId: V, tokenUrl: V, credentialId: V }, []],
        [{ hosts: [V, null, 7, { ip: V }] }, ["hosts[0]", "hosts[3].ip"]],
        [
            {
                env: [
                    { name: "DB_HOST", value: V },
                    { name: "SIZE", value: V },
                ],
            },
            ["env[0].value"],
        ],
        [{ env: [{ name: "a", host: V }, { value: V }, { name: 1, value: V }, { name: "DB_HOST", other: V }] }, ["env[0].host"]],
        [{ containerDefinitions: `[{"environment":[{"name":"DB_HOST","value":"${V}"}]}]` }, ["containerDefinitions[0].environment[0].value"]],
        [{ containerDefinitions: "7", container: `{"host":"${V}"}`, host: unknown }, []],
    ];
    for (const [properties, paths, type = "aws:a/b:C"] of places) {
        it(`looks at ${Object.keys(properties).join(", ")} of ${type}`, () => {
            const { placeholders, unread } = placeholdersIn(make(type, "one", properties));
            assert.deepEqual(
                placeholders.map(({ path }) => path),
                paths,
            );
            assert.deepEqual(unread, []);
        });
    }

    it("names the variable in place of its value's property", () => {
        const { placeholders } = placeholdersIn(make("aws:a/b:C", "one", { env: [{ name: "DB_HOST", value: V }] }));
        assert.deepEqual(placeholders, [{ path: "env[0].value", key: "DB_HOST", value: V }]);
    });

    it("says what cannot be read", () => {
        const { unread } = placeholdersIn(make("aws:a/b:C", "one", { host: "[secret]", size: "[secret]", url: unknown, containerDefinitions: unknown }));
        assert.deepEqual(unread, [
            { path: "host", because: "hidden" },
            { path: "containerDefinitions", because: "unknown" },
        ]);
    });

    it("looks into no asset, and at no more than the program wrote", () => {
        const data = { urn: "urn:one", type: "aws:a/b:C", name: "one", properties: { host: V, url: V, code: new asset.StringAsset(V) } };
        const paths = (resource: Resource): string[] => placeholdersIn(resource).placeholders.map(({ path }) => path);
        assert.deepEqual(paths(new Resource(data)), ["host", "url"]);
        assert.deepEqual(paths(new Resource(data, { url: V })), ["url"]);
        const code = Object.assign(new asset.StringAsset("x"), { url: V });
        assert.deepEqual(paths(new Resource({ ...data, properties: { code } })), []);
    });
});
