import * as assert from "node:assert/strict";
import * as path from "node:path";

import { installed, licencesPage } from "../../scripts/licences";

const ROOT = path.join(__dirname, "..", "..", "..");

/** Whose install script does nothing that is needed: it warns of the versions that a project asks for. */
const SCRIPTS_NOT_NEEDED = ["protobufjs"];

/** Licences that let the package be used and passed on with no more than their text. */
const PERMISSIVE = /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|CC-BY-3\.0|0BSD|Unlicense)( (AND|OR) |\)?$)/;

/** @logdna/tail-file: its file LICENSE is the MIT licence. */
const IN_A_FILE = ["SEE LICENSE IN LICENSE"];

describe("what an installation brings", () => {
    it("needs no install script", () => {
        const scripted = installed(ROOT).filter(({ hasInstallScript }) => hasInstallScript);
        assert.deepEqual([...new Set(scripted.map(({ name }) => name))], SCRIPTS_NOT_NEEDED);
    });
    it("has permissive licences, listed on a page", () => {
        const others = installed(ROOT).filter(({ license = "" }) => !PERMISSIVE.test(license) && !IN_A_FILE.includes(license));
        assert.deepEqual(others, []);
        const page = licencesPage(ROOT);
        assert.match(page, /\| Apache-2\.0 \| \d+ \|.*@pulumi\/policy \d/);
        assert.doesNotMatch(page, /mocha/);
    });
});
