import * as assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

import type { Run } from "../../../cli/results";
import { render } from "../../../cli/report/formats";
import { aBlindRun, aHostileRun, anEmptyRun, aRun, finding, OPTIONS } from "./runs";

const page = (run: Run = aRun()): string => render("html", run, OPTIONS);

describe("the page", () => {
    it("asks nothing of the network", () => {
        const text = page();
        assert.match(text, /default-src 'none'/);
        assert.doesNotMatch(text, /<link|<iframe|<img|\bsrc=|@import|url\(/);
    });
    it("has every text of a pack as text", () => {
        const text = page(aHostileRun());
        assert.equal(text.match(/<script/g)?.length, 1, "its own");
        assert.doesNotMatch(text, /<img|href="javascript/);
    });
    it("has a label for every control, one heading of the first rank, and a picture with words", () => {
        const text = page();
        for (const control of text.match(/<(?:input|select)[^>]*>/g) ?? []) {
            const at = text.indexOf(control);
            assert.match(text.slice(text.lastIndexOf("<label", at), at), /^<label[^>]*>\w/, control);
        }
        assert.equal(text.match(/<h1/g)?.length, 1);
        assert.match(text, /<svg [^>]*role="img" aria-label="3 findings: 0 critical, 1 high, 0 medium, 0 low, 1 no severity, 1 waived"/);
        assert.match(text, /<html lang="en">/);
    });
    it("counts in the selects what each choice shows", () => {
        const text = page();
        for (const option of ["High (1)", "No severity (1)", "Mandatory (1)", "Waived (1)", "bucket-named (2)", "logs (aws:s3:Bucket) (2)"]) {
            assert.ok(text.includes(`>${option}</option>`), option);
        }
    });
    it("tells levels apart by a sign, and severities by bars", () => {
        const text = page();
        assert.match(text, /<span class="level mandatory"><b aria-hidden="true">✖<\/b>mandatory<\/span>/);
        assert.equal(/<span class="severity high">.*?<\/span>high/.exec(text)?.[0].match(/class="on"/g)?.length, 3);
    });
    it("can be grouped by resource", () => {
        const text = render("html", aRun(), { ...OPTIONS, groupBy: "resource" });
        const names = [...text.matchAll(/<h3><span class="name">(.*?)<\/span>/g)].map(([, name]) => name);
        assert.deepEqual(names, ["logs", "shop-prod"]);
    });
    it("tells what stands in the way", () => {
        const verdict = (run: Run): string => /<h1>(.*?)<\/h1>/.exec(page(run))?.[1] ?? "";
        assert.equal(verdict(aRun()), "1 violation stops the update");
        assert.equal(verdict(aRun({ findings: [finding({ level: "advisory" })] })), "1 advisory finding, nothing mandatory");
        assert.equal(verdict(anEmptyRun()), "Nothing stands in the way");
        assert.equal(verdict({ ...anEmptyRun(), incomplete: true }), "Not everything was checked");
        assert.equal(verdict(aBlindRun()), "Nothing was found, but not everything was seen");
        assert.equal(verdict({ ...anEmptyRun(), resources: 0 }), "There was nothing to check");
    });
});

/** Chromium, where it is installed. */
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].find((name) => {
    try {
        execFileSync(name, ["--version"], { stdio: "ignore" });
        return true;
    } catch {
        return false;
    }
});

describe("the page in a browser", () => {
    before(function () {
        if (!CHROMIUM) {
            this.skip();
        }
    });

    /** Runs a script on the page in a frame of this width, opened at this part of it, and gives what it returns. */
    async function inBrowser(html: string, width: number, script: string, hash = ""): Promise<unknown> {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-page-"));
        try {
            const outer = `<!doctype html><iframe src="page.html${hash}" style="width:${width}px;height:900px;border:0"></iframe><pre></pre>
                <script>onload = () => {
                    const { contentDocument: page, contentWindow: view } = document.querySelector("iframe");
                    const choose = (name, value) => {
                        const control = page.querySelector("[name=" + name + "]");
                        control.value = value;
                        control.dispatchEvent(new view.Event("input", { bubbles: true }));
                        return page.querySelector("output").textContent;
                    };
                    const result = (() => { ${script} })();
                    document.querySelector("pre").textContent = encodeURIComponent(JSON.stringify(result));
                };</script>`;
            fs.writeFileSync(path.join(folder, "page.html"), html);
            fs.writeFileSync(path.join(folder, "outer.html"), outer);
            const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
            const quiet = ["--disable-background-networking", "--disable-component-update", "--virtual-time-budget=2000", "--allow-file-access-from-files"];
            const { stdout } = await promisify(execFile)(
                CHROMIUM as string,
                [...flags, ...quiet, `--user-data-dir=${folder}/profile`, "--dump-dom", `file://${folder}/outer.html`],
                { maxBuffer: 64 * 1024 * 1024 },
            );
            return JSON.parse(decodeURIComponent(/<pre>([^<]*)<\/pre>/.exec(stdout)?.[1] ?? "null")) as unknown;
        } finally {
            fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
        }
    }

    it("filters by what is chosen and what is searched", async () => {
        const counts = await inBrowser(
            page(),
            1200,
            `return [
                page.querySelector("output").textContent,
                choose("level", "mandatory"),
                choose("level", ""),
                choose("severity", "high"),
                choose("severity", ""),
                choose("policy", "alarms"),
                choose("policy", ""),
                choose("resource", "${finding().urn}"),
                choose("resource", ""),
                choose("text", "ALARM anybody"),
                [...page.querySelectorAll(".group:not([hidden]) h3")].map((name) => name.textContent).join(),
                choose("text", "src/storage.ts:12"),
                choose("text", "nowhere"),
                page.querySelector("#findings .empty").hidden,
            ];`,
        );
        assert.deepEqual(counts, [
            // A waived finding is not counted with a severity.
            ...["3 of 3 findings", "1 of 3 findings", "3 of 3 findings", "1 of 3 findings", "3 of 3 findings", "1 of 3 findings"],
            ...["3 of 3 findings", "2 of 3 findings", "3 of 3 findings", "1 of 3 findings", "alarms", "2 of 3 findings", "0 of 3 findings", false],
        ]);
    });
    it("filters by a click on a total or a bar, and keeps it in the address", async () => {
        const steps = await inBrowser(
            page(),
            1200,
            `const click = (filter) => {
                page.querySelector("a[data-filter=" + filter + "]").click();
                return [page.querySelector("output").textContent, view.location.hash];
            };
            return [
                click("level][data-value=advisory"),
                click("severity][data-value=unspecified"),
                page.querySelectorAll("a[aria-current=true]").length,
                click("level][data-value=advisory"),
                click("severity][data-value=unspecified"),
            ];`,
        );
        assert.deepEqual(steps, [
            ["1 of 3 findings", "#level=advisory"],
            ["1 of 3 findings", "#severity=unspecified&level=advisory"],
            2,
            ["1 of 3 findings", "#severity=unspecified"],
            ["3 of 3 findings", ""],
        ]);
    });
    it("opens with the filter that its address has, what matches unfolded", async () => {
        const found = await inBrowser(
            page(),
            1200,
            `return [
                page.querySelector("output").textContent,
                page.querySelector("[name=level]").value,
                [...page.querySelectorAll(".group:not([hidden])")].map(({ open }) => open),
            ];`,
            "#level=waived&text=acl",
        );
        assert.deepEqual(found, ["1 of 3 findings", "waived", [true]]);
    });
    it("folds what stops nothing, and all at once", async () => {
        const open = await inBrowser(
            page(),
            1200,
            `const states = () => [...page.querySelectorAll(".group")].map(({ open }) => open);
            const states1 = states();
            page.querySelector(".fold").click();
            const states2 = states();
            page.querySelector(".fold").click();
            return [states1, states2, states()];`,
        );
        assert.deepEqual(open, [
            [true, false, false],
            [false, false, false],
            [true, true, true],
        ]);
    });
    for (const width of [1280, 390]) {
        it(`is no wider than a screen of ${width} pixels`, async () => {
            for (const run of [aRun(), aHostileRun()]) {
                const beyond = "return page.documentElement.scrollWidth - page.documentElement.clientWidth";
                assert.equal(await inBrowser(page(run), width, beyond), 0);
            }
        });
    }
    it("runs no script of a pack", async () => {
        const found = await inBrowser(page(aHostileRun()), 1200, "return [page.title.includes('<script>'), page.images.length, page.scripts.length];");
        assert.deepEqual(found, [true, 0, 1]);
    });
});
