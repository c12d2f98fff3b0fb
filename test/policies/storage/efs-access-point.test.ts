import { efsAccessPoint } from "../../../policies/storage/efs-access-point";
import { policyTests, resource, unknown } from "../../harness";

policyTests(efsAccessPoint, {
    example: {
        bad: `
            const files = new aws.efs.FileSystem("uploads", { encrypted: true });
            new aws.efs.AccessPoint("orders", { fileSystemId: files.id });`,
        good: `
            const files = new aws.efs.FileSystem("uploads", { encrypted: true });
            new aws.efs.AccessPoint("orders", {
                fileSystemId: files.id,
                rootDirectory: { path: "/orders", creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "750" } },
                posixUser: { uid: 1000, gid: 1000 },
            });`,
    },
    pass: [
        {
            name: "a user whose number is not known yet",
            kind: "lookalike",
            stack: [resource("aws:efs/accessPoint:AccessPoint", "orders", { rootDirectory: { path: "/orders" }, posixUser: { uid: unknown, gid: 1000 } })],
        },
    ],
    fail: [],
});
