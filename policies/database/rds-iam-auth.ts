import { resourcePolicy, rule } from "../../kit";
import { NeptuneCluster, RdsCluster, RdsInstance } from "../../kit/aws";

/** The engines whose users can sign in with IAM; MariaDB since 10.6. */
const WITH_IAM = /^(aurora|aurora-mysql|aurora-postgresql|mysql|mariadb|postgres)$/;

const SIGN_IN = {
    property: "iamDatabaseAuthenticationEnabled",
    must: { is: true },
    absent: "wrong",
    problem: "users can sign in with passwords only",
} as const;

export const rdsIamAuth = resourcePolicy({
    name: "rds-iam-auth",
    title: "Users of a database can sign in with IAM",
    severity: "medium",
    level: "disabled",
    why: "a token that lives for 15 minutes cannot leak as a password does, and IAM says who may sign in",
    fix: "set iamDatabaseAuthenticationEnabled to true",
    frameworks: { "PCI DSS": ["8.3.1 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html",
    ],
    rules: [
        rule({
            ...SIGN_IN,
            type: RdsInstance,
            controls: ["RDS.10"],
            unless: ({ engine }) => !WITH_IAM.test(String(engine ?? "")),
        }),
        rule({ ...SIGN_IN, type: RdsCluster, controls: ["RDS.12"] }),
        rule({ ...SIGN_IN, type: NeptuneCluster, controls: ["Neptune.7"] }),
    ],
});
