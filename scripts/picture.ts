/** The picture of a real run for the README and the site: what `preflight check` prints of an example, as an SVG. */
import { spawnSync } from "node:child_process";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..", "..");
const EXAMPLE = "examples/001-payment-platform-migration/as-reviewed";
const COMMAND = `npx aws-preflight check ${EXAMPLE}`;

const COLUMNS = 100;
/** Whole groups of findings, as many as fit. */
const LINES = 26;
const LINE_HEIGHT = 19;
/** Of a 13 px monospace font. */
const CHARACTER = 7.83;
const MARGIN = 18;

// eslint-disable-next-line no-control-regex -- an escape is what starts a style
const STYLE = /\u001b\[(\d+)m/;

/** Foreground of each style of the terminal that the report uses (ECMA-48 "select graphic rendition"). */
const STYLES: Record<string, string> = {
    "1": 'font-weight="700"',
    "2": 'fill="#9aa4af"',
    "31": 'fill="#ff7b72"',
    "32": 'fill="#7ee787"',
    "33": 'fill="#e3b341"',
    "34": 'fill="#79c0ff"',
    "36": 'fill="#76d9e6"',
};

/** The picture. */
export function picture(): string {
    const [command = "", ...args] = [process.execPath, "bin/cli/main.js", "check", EXAMPLE];
    const env = { ...process.env, FORCE_COLOR: "1", COLUMNS: String(COLUMNS) };
    const { stdout } = spawnSync(command, args, { cwd: ROOT, env, encoding: "utf8" });
    const lines = [`\u001b[1m$ ${COMMAND}\u001b[22m`, "", ...firstGroups(stdout.split("\n"))];
    const height = 2 * MARGIN + lines.length * LINE_HEIGHT;
    const width = Math.ceil(2 * MARGIN + COLUMNS * CHARACTER);
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Findings of aws-preflight in a terminal">`,
        `<rect width="${width}" height="${height}" rx="10" fill="#14181d"/>`,
        `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#e6e9ed">`,
        ...lines.map(
            (line, index) => `<text x="${MARGIN}" y="${MARGIN + (index + 0.75) * LINE_HEIGHT}">${spans(line)}</text>`,
        ),
        "</g></svg>\n",
    ].join("\n");
}

/** The groups that fit, the last line of which is not blank. */
function firstGroups(lines: string[]): string[] {
    const fitting = lines.slice(0, LINES);
    return fitting.slice(0, fitting.lastIndexOf(""));
}

/** A line's texts in their styles. */
function spans(line: string): string {
    let style = "";
    return line
        .split(STYLE)
        .map((part, index) => {
            if (index % 2 === 1) {
                style = STYLES[part] ?? "";
                return "";
            }
            return part && `<tspan${style && ` ${style}`}>${escape(part)}</tspan>`;
        })
        .join("");
}

/** A text as it is, its spaces too: renderers differ in what they take for white space. */
function escape(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(" ", "\u00a0");
}
