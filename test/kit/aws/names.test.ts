import * as assert from "node:assert/strict";

import { isPrescribedName, physicalName } from "../../../kit/aws/names";
import { Resource } from "../../../kit/resource";
import { unknown } from "../../harness";

const make = (type: string, properties: Record<string, unknown>, name = "orders"): Resource =>
    new Resource({ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties });

describe("kit/names", () => {
    it("finds the property that holds the name", () => {
        assert.deepEqual(physicalName(make("aws:sqs/queue:Queue", { name: "q" })), { property: "name", value: "q" });
        assert.deepEqual(physicalName(make("aws:dms/endpoint:Endpoint", { endpointId: "e", name: "x" })), { property: "endpointId", value: "e" });
        assert.deepEqual(physicalName(make("aws-native:sqs:Queue", { queueName: "q" })), { property: "name", value: "q" });
    });

    it("knows none where Pulumi made it up, or it is not known, or is no name", () => {
        for (const name of ["orders-1a2b3c4", "orders-1a2b3c4.fifo", "ord-1a2b3c4", unknown, "", [5], undefined]) {
            assert.equal(physicalName(make("aws:sqs/queue:Queue", { name })), undefined);
        }
        assert.equal(physicalName(make("aws:s3/bucket:Bucket", { bucket: "ordersdev-1a2b3c4" }, "ordersDev")), undefined);
        assert.equal(physicalName(make("aws:route53/record:Record", { name: "api.corp.net" })), undefined);
        assert.equal(physicalName(make("shop:net:Network", { name: "x" })), undefined);
    });

    it("takes seven digits after another name for written", () => {
        assert.equal(physicalName(make("aws:sqs/queue:Queue", { name: "returns-1a2b3c4" }))?.value, "returns-1a2b3c4");
    });

    it("knows the names that AWS prescribes", () => {
        assert.ok(isPrescribedName(make("aws:iam/role:Role", {}), "dms-vpc-role"));
        assert.ok(isPrescribedName(make("aws:cloudwatch/eventBus:EventBus", {}), "default"));
        assert.ok(!isPrescribedName(make("aws:iam/role:Role", {}), "dms-vpc-mgmt-role"));
        assert.ok(!isPrescribedName(make("aws:iam/user:User", {}), "dms-vpc-role"));
    });
});
