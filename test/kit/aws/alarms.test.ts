import * as assert from "node:assert/strict";

import { alarmsInRule, isComposed, watchedMetrics } from "../../../kit/aws/alarms";
import { Stack } from "../../../kit/stack";
import { unknown } from "../../harness";
import { from, make } from "./make";

describe("the rule of a composite alarm", () => {
    it("names alarms in every way of quoting and in every state", () => {
        const rule = `(ALARM("cpu high") OR ALARM('disk')) AND NOT OK( lag-1 ) AND INSUFFICIENT_DATA(x) AND TRUE`;
        assert.deepEqual(alarmsInRule(rule), ["cpu high", "disk", "lag-1", "x"]);
    });
    it("names alarms by their ARN", () => {
        assert.deepEqual(alarmsInRule('ALARM("arn:aws:cloudwatch:us-east-1:604219837745:alarm:cpu")'), ["cpu"]);
    });
    it("names alarms with spaces around them", () => {
        assert.deepEqual(alarmsInRule(`ALARM ( "a b" ) OR OK  ( 'c' ) OR ALARM(d e )`), ["a b", "c", "d e"]);
    });
    it("has no name that only holds an ARN", () => {
        const name = "my arn:aws:cloudwatch:us-east-1:604219837745:alarm:cpu";
        assert.deepEqual(alarmsInRule(`ALARM("${name}")`), [name]);
    });
    it("may name none", () => {
        assert.deepEqual(alarmsInRule(`ALARM("") OR OK('')`), []);
        assert.deepEqual(alarmsInRule("TRUE"), []);
        assert.deepEqual(alarmsInRule("ALARM()"), []);
    });
});

describe("the metrics that an alarm watches", () => {
    const metric = { namespace: "AWS/SQS", metricName: "Age" };
    const watched = (more: object = {}): object => ({ namespace: "AWS/SQS", name: "Age", dimensions: {}, at: "", foreign: false, ...more });
    const inQuery = (more: object = {}): object => watched({ at: "metricQueries[0].metric.", ...more });
    const rows: [string, Record<string, unknown>, object[]][] = [
        ["its own", { ...metric, dimensions: { QueueName: "a" } }, [watched({ dimensions: { QueueName: "a" } })]],
        ["none", {}, []],
        ["a name without a namespace", { metricName: "Age" }, []],
        ["a namespace without a name", { namespace: "AWS/SQS" }, []],
        ["a name that is not known", { ...metric, metricName: unknown }, []],
        ["dimensions that are not known", { ...metric, dimensions: unknown }, [watched({ dimensions: undefined })]],
        ["dimensions that are a list", { ...metric, dimensions: [] }, [watched({ dimensions: undefined })]],
        ["those of metric math", { metricQueries: [{ metric }] }, [inQuery()]],
        ["those of another account", { metricQueries: [{ metric, accountId: "604219837745" }] }, [inQuery({ foreign: true })]],
        ["those of an account that is not known", { metricQueries: [{ metric, accountId: unknown }] }, [inQuery({ foreign: true })]],
        ["what is no query", { metricQueries: [null, "a", unknown, { metric: null }, { expression: "a" }] }, []],
        ["queries that are not known", { ...metric, metricQueries: unknown }, [watched()]],
    ];
    for (const [name, alarm, expected] of rows) {
        it(`are ${name}`, () => assert.deepEqual(watchedMetrics(make("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", alarm).props as never), expected));
    }
});

describe("whether a composite alarm names an alarm", () => {
    const alarm = (name: unknown): ReturnType<typeof make> => make("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { name });
    const other = make("aws:cloudwatch/metricAlarm:MetricAlarm", "other", { name: "other" });
    const composite = (alarmRule: unknown, alarmName: unknown = "all"): ReturnType<typeof make> =>
        make("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", { alarmName, alarmRule });
    const rows: [string, unknown, unknown, boolean | undefined][] = [
        ["by its name", "cpu", "ALARM(cpu)", true],
        ["by an output", unknown, from(alarm(unknown)), true],
        ["another one", "cpu", "ALARM(other)", false],
        ["one that is not here", "cpu", "ALARM(disk)", false],
        ["another one, and its name is not known", unknown, "ALARM(other)", false],
        ["one that is not here, and its name is not known", unknown, "ALARM(disk)", undefined],
        ["another one and one that is not here, and its name is not known", unknown, "ALARM(other) OR ALARM(disk)", undefined],
        ["a rule that is not known", "cpu", unknown, undefined],
        ["no rule", "cpu", undefined, false],
        ["what is no rule", "cpu", 7, false],
    ];
    for (const [name, own, rule, expected] of rows) {
        it(`${String(expected)}: ${name}`, () => {
            const one = alarm(own);
            assert.equal(isComposed(new Stack([one, other, composite(rule)]), one), expected);
        });
    }

    it("does so by a composite alarm's name", () => {
        const part = make("aws:cloudwatch/compositeAlarm:CompositeAlarm", "part", { alarmName: "part", alarmRule: "TRUE" });
        assert.equal(isComposed(new Stack([part, composite("ALARM(part)")]), part), true);
        const open = make("aws:cloudwatch/compositeAlarm:CompositeAlarm", "open", { alarmName: unknown, alarmRule: "TRUE" });
        assert.equal(isComposed(new Stack([open, composite("ALARM(disk)")]), open), undefined);
    });
});
