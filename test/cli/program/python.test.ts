/** Python programs against the embedded monitor. Their SDK is installed once, into .venv/; where it cannot be, skipped. */
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";

import { ProgramError } from "../../../cli/errors";
import { runProgram } from "../../../cli/program/run";
import { makeFolder, removeFolders, ROOT, SECRET, SIGNATURE, UNKNOWN } from "../fixtures";
import { pythonWithSdk } from "../../python";
import { named } from "./programs";

function makeProgram(code: string, virtualenv = path.dirname(pythonWithSdk() ?? "")): string {
    return makeFolder({
        "Pulumi.yaml": `name: shop\nruntime: { name: python, options: { virtualenv: "${virtualenv}" } }\n`,
        "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n  shop:size: '3'\n  shop:password:\n    secure: v1:AAAA:BBBB\n",
        "__main__.py": code,
    });
}

describe("Python programs", function () {
    this.timeout(300_000);
    before(function () {
        if (!pythonWithSdk()) {
            this.skip();
        }
    });
    after(removeFolders);

    it("are run on their SDK's runtime, to the same model", async () => {
        const program = makeProgram(`
import pulumi
import pulumi_aws as aws

config = pulumi.Config()

class Network(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:net:Network", name, {"size": config.require_int("size")}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16", opts=child)
        self.subnet = aws.ec2.Subnet("subnet", vpc_id=self.vpc.id, cidr_block="10.0.1.0/24", opts=child)
        self.register_outputs({"vpcId": self.vpc.id})

print("noise")
network = Network("network")
provider = aws.Provider("north", region="eu-north-1", default_tags={"tags": {"Team": "shop"}})
zones = aws.get_availability_zones(state="available")
account = aws.get_caller_identity_output().account_id
aws.s3.Bucket("logs", bucket=pulumi.Output.concat("logs-", account, "-", zones.names[0]),
              opts=pulumi.ResourceOptions(provider=provider))
db = aws.rds.Instance("db", instance_class="db.t3.micro", password=config.require_secret("password"))
pulumi.export("vpc", network.vpc.id)
pulumi.export("ami", aws.ec2.get_ami_output(owners=["self"]).id)
`);
        const preview = await runProgram(program, { stack: "dev", timeout: 120 });
        const vpc = named(preview, "vpc");
        assert.equal(vpc.urn, "urn:pulumi:dev::shop::shop:net:Network$aws:ec2/vpc:Vpc::vpc");
        assert.deepEqual([vpc.inputs.cidrBlock, vpc.inputs.region, vpc.inputs.enableDnsSupport], ["10.0.0.0/16", "eu-west-1", true]);
        assert.deepEqual(vpc.source, { file: "__main__.py", line: 11, column: 1 });
        const subnet = named(preview, "subnet");
        assert.equal(subnet.inputs.vpcId, UNKNOWN);
        assert.deepEqual(subnet.propertyDependencies, { vpcId: [vpc.urn] });
        assert.deepEqual(named(preview, "network").inputs, { size: 3 });
        const logs = named(preview, "logs").inputs;
        assert.deepEqual([logs.bucket, logs.region, logs.tagsAll], [UNKNOWN, "eu-north-1", { Team: "shop" }]);
        assert.deepEqual(named(preview, "db").inputs.password, { [SIGNATURE]: SECRET, value: "[secret]" });
        assert.deepEqual(named(preview, "shop-dev").outputs, { vpc: UNKNOWN, ami: UNKNOWN });
        assert.equal(preview.notes.length, 2, "the data source calls and the secret");
    });

    it("compute with what was not answered, and nothing is known that came of it", async () => {
        const program = makeProgram(`
import json
import pulumi
import pulumi_aws as aws

ami = aws.ec2.get_ami(owners=["self"])
account = aws.get_caller_identity().account_id
zone = aws.route53.get_zone(name="shop.dev")
subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": ["vpc-1"]}])
for subnet in [aws.ec2.get_subnet(id=subnet) for subnet in subnets.ids]:
    aws.ec2.Eip(f"eip-{subnet.id}")
aws.ec2.Instance("web", ami=ami.id, subnet_id=subnets.ids[1], ebs_optimized=ami.ena_support,
    instance_type="t3.micro", key_name=ami.block_device_mappings[0].device_name,
    vpc_security_group_ids=[id for id in subnets.ids],
    tags={"Kind": ami.tags["Kind"], "Name": f"orders-dev-{account[-4:]}", "Zone": zone.name})
aws.sns.TopicPolicy("policy", arn="arn:aws:sns:eu-west-1:1:t", policy=json.dumps({"Principal": account}))
`);
        const preview = await runProgram(program, { stack: "dev", timeout: 120 });
        const { inputs } = named(preview, "web");
        assert.deepEqual([inputs.ami, inputs.subnetId, inputs.ebsOptimized, inputs.vpcSecurityGroupIds], [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]);
        assert.deepEqual(inputs.tags, { Kind: UNKNOWN, Name: UNKNOWN, Zone: "shop.dev" });
        assert.equal(named(preview, "policy").inputs.policy, UNKNOWN);
        assert.ok(named(preview, "eip-unknown"));
    });

    it("lead with the answers to write, where they need them", async () => {
        const program = makeProgram(`import pulumi_aws as aws\naws.get_caller_identity().arn.split(":")[4]\n`);
        await assert.rejects(
            runProgram(program, { stack: "dev", timeout: 120 }),
            /--mocks:\n- token: aws:index\/getCallerIdentity:getCallerIdentity\n[^]*IndexError/,
        );
    });

    it("show their exceptions, their missing packages, and their missing environment", async () => {
        const failing = makeProgram(`def deploy():\n    raise ValueError("no such tier")\ndeploy()\n`);
        await assert.rejects(runProgram(failing, { stack: "dev" }), (error) => {
            assert.ok(error instanceof ProgramError);
            assert.match(error.message, /__main__\.py", line 3.*\n[^]*ValueError: no such tier/);
            assert.doesNotMatch(error.message, /runpy/);
            return true;
        });
        await assert.rejects(runProgram(makeProgram("import os\nos._exit(0)\n"), { stack: "dev" }), /ended itself with exit code 0/);
        const gone = makeProgram("", path.join(ROOT, ".venv", "gone"));
        await assert.rejects(runProgram(gone, { stack: "dev" }), /virtual environment .*gone does not exist/);
        const bare = path.join(makeFolder({}), "bare");
        execFileSync("python3", ["-m", "venv", "--without-pip", bare], { stdio: "ignore" });
        await assert.rejects(runProgram(makeProgram("", bare), { stack: "dev" }), /The Pulumi SDK cannot be imported by .*pip install/);
    });
});
