import * as assert from "node:assert/strict";

import { alarmsInRule } from "../../../kit/aws/alarms";

describe("the rule of a composite alarm", () => {
    it("names alarms in every way of quoting and in every state", () => {
        const rule = `(ALARM("cpu high") OR ALARM('disk')) AND NOT OK( lag-1 ) AND INSUFFICIENT_DATA(x) AND TRUE`;
        assert.deepEqual(alarmsInRule(rule), ["cpu high", "disk", "lag-1", "x"]);
    });
    it("names alarms by their ARN", () => {
        assert.deepEqual(alarmsInRule('ALARM("arn:aws:cloudwatch:us-east-1:604219837745:alarm:cpu")'), ["cpu"]);
    });
    it("may name none", () => {
        assert.deepEqual(alarmsInRule("TRUE"), []);
        assert.deepEqual(alarmsInRule("ALARM()"), []);
    });
});
