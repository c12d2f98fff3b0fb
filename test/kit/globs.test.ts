import * as assert from "node:assert/strict";

import { resourceGlobs } from "../../kit/globs";
import { Resource } from "../../kit/resource";

const resource = (type: string, name: string): Resource => new Resource({ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties: {} });
const bucket = resource("aws:s3/bucket:Bucket", "Logs");

describe("kit/globs", () => {
    const cases: [string, string[], boolean][] = [
        ["a type", ["aws:s3/bucket:Bucket"], true],
        ["a type and a name, in any case", ["AWS:s3/bucket:bucket::logs"], true],
        ["a star over slashes and colons", ["aws:*::logs"], true],
        ["another name", ["aws:s3/bucket:Bucket::data"], false],
        ["another type", ["aws:rds/*"], false],
        ["one of several", ["aws:rds/*", "aws:s3/*"], true],
        ["none", [], false],
        ["an exclamation mark, which negates nothing", ["!aws:rds/*"], false],
        ["brackets as they are", ["aws:s3/[b]ucket:Bucket"], false],
    ];
    for (const [name, globs, matches] of cases) {
        it(`takes ${name}`, () => assert.equal(resourceGlobs(globs)(bucket), matches));
    }

    it("takes a name that starts with a dot", () => {
        assert.equal(resourceGlobs(["aws:s3/*::*"])(resource("aws:s3/bucket:Bucket", ".well-known")), true);
        assert.equal(resourceGlobs([".*"])(resource(".hidden:x:Y", "a")), true);
    });

    it("takes the spelling of aws-native and the classic one", () => {
        const native = resource("aws-native:s3:Bucket", "logs");
        assert.equal(resourceGlobs(["aws-native:s3:Bucket"])(native), true);
        assert.equal(resourceGlobs([`${native.type}::logs`])(native), true);
    });
});
