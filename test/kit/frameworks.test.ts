import * as assert from "node:assert/strict";

import { FRAMEWORKS, frameworkReference, frameworksOf } from "../../kit/frameworks";

describe("kit/frameworks", () => {
    it("serves the controls of a definition and of its rules, each once", () => {
        const rules = [{ controls: ["S3.2", "S3.3"] }, {}, { controls: ["S3.3"] }];
        assert.deepEqual(frameworksOf({ frameworks: { "PCI DSS": ["1.4.4"] }, controls: ["S3.2"], rules }), {
            "Security Hub": ["S3.2", "S3.3"],
            "PCI DSS": ["1.4.4"],
        });
    });

    it("serves no Security Hub control where none is named", () => {
        assert.deepEqual(frameworksOf({ frameworks: { "PCI DSS": ["1.4.4"] } }), { "PCI DSS": ["1.4.4"] });
        assert.deepEqual(frameworksOf({}), {});
        assert.equal(frameworkReference({ CIS: undefined }), undefined);
    });

    it("tells the SDK of the first framework, with all its controls", () => {
        assert.deepEqual(frameworkReference({ "Security Hub": ["RDS.3", "RDS.4 (partly)"], CIS: ["2.3.1"] }), {
            name: "AWS Security Hub controls",
            version: "2026-11",
            reference: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
            specification: "RDS.3, RDS.4 (partly)",
        });
    });

    it("tells the SDK of none where there is none", () => {
        assert.equal(frameworkReference({}), undefined);
        assert.equal(frameworkReference({ CIS: [] }), undefined);
    });

    it("leads to a page for each framework", () => {
        assert.equal(FRAMEWORKS["NIST 800-53"].url("AC-2(1)"), "https://csf.tools/reference/nist-sp-800-53/r5/ac/ac-2/");
        assert.equal(FRAMEWORKS["NIST 800-53"].url("SC-28"), "https://csf.tools/reference/nist-sp-800-53/r5/sc/sc-28/");
        assert.equal(FRAMEWORKS["NIST 800-53"].url("xAC-2"), "https://csf.tools/reference/nist-sp-800-53/r5//-/");
        for (const { version, title, url } of Object.values(FRAMEWORKS)) {
            assert.ok(version && title);
            assert.match(url("AC-2"), /^https:\/\/[\w.-]+\/./);
        }
    });
});
