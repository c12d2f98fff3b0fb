/** The page's style, in light and dark. Every text has a contrast of at least 4.5 to 1. */
export const STYLE = `
:root {
    --page: #f5f6f8; --card: #ffffff; --ink: #1a1f29; --quiet: #566074; --line: #dde1e8; --link: #0b57c2;
    --critical: #9c0f3c; --high: #c2410c; --medium: #946200; --low: #1d62b8; --unspecified: #3d4759; --waived: #8b95a5;
    --fix: #e9f6ee; --fix-ink: #12552f; --code: #eef0f4; --shadow: 0 1px 2px rgb(20 28 45 / .06), 0 6px 20px rgb(20 28 45 / .05);
    --stop-a: #7a0f35; --stop-b: #b3261e; --warn-a: #6b4a00; --warn-b: #936400; --pass-a: #0d4f34; --pass-b: #17774f;
}
@media (prefers-color-scheme: dark) {
    :root {
        --page: #11141a; --card: #1a1f28; --ink: #e8ebf1; --quiet: #a3adbf; --line: #2d3441; --link: #82b1ff;
        --critical: #ff7a9f; --high: #ff9a5c; --medium: #f0bd4a; --low: #7fb2ff; --unspecified: #d3dae6; --waived: #77839a;
        --fix: #14291e; --fix-ink: #a5e3bf; --code: #262d39; --shadow: none;
        --stop-a: #5c0d2a; --stop-b: #8c1f1a; --warn-a: #4b3500; --warn-b: #6e4c00; --pass-a: #0b3a27; --pass-b: #14593c;
    }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
    margin: 0; background: var(--page); color: var(--ink);
    font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
    overflow-wrap: anywhere;
}
[hidden] { display: none !important; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; background: var(--code); border-radius: 4px; padding: .1em .35em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
#findings:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 1; background: var(--card); color: var(--link); padding: .5rem 1rem; border-radius: 6px; }
.skip:focus { top: 1rem; }
header, main { padding-inline: max(1.25rem, calc((100% - 68rem) / 2)); }
header { color: #fff; padding-block: 2.25rem 5rem; }
header.stop { background: linear-gradient(120deg, var(--stop-a), var(--stop-b)); }
header.warn { background: linear-gradient(120deg, var(--warn-a), var(--warn-b)); }
header.pass { background: linear-gradient(120deg, var(--pass-a), var(--pass-b)); }
.kicker { font-size: .8rem; letter-spacing: .09em; text-transform: uppercase; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.4rem); line-height: 1.2; letter-spacing: -.015em; margin-block: .15rem 1.1rem; text-wrap: balance; }
header dl { display: flex; flex-wrap: wrap; gap: .6rem 2rem; }
header dt { font-size: .8rem; }
header dd { font-weight: 600; }
main { padding-block: 0 4rem; margin-top: -3.25rem; display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.totals, .filters, .note, .group { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
.totals { display: grid; grid-template-columns: 11rem minmax(14rem, 1fr) minmax(14rem, 1.2fr); gap: 1.5rem 2.5rem; align-items: center; padding: 1.5rem 1.75rem; }
.totals svg { width: 100%; max-width: 11rem; display: block; margin-inline: auto; }
.track, .arc { fill: none; stroke-width: 13; }
.track { stroke: var(--line); }
.arc { transform: rotate(-90deg); transform-origin: center; stroke: var(--band); }
svg text { text-anchor: middle; fill: var(--ink); }
.total { font-size: 30px; font-weight: 700; letter-spacing: -.02em; }
.unit { font-size: 10.5px; fill: var(--quiet); }
.row { display: grid; align-items: center; gap: .1rem .75rem; font-variant-numeric: tabular-nums; }
.totals a { color: inherit; text-decoration: none; border-radius: 8px; padding: .2rem .5rem; margin-inline: -.5rem; }
.totals a:hover { background: var(--page); }
.totals a[aria-current="true"] { background: var(--page); box-shadow: inset 0 0 0 2px var(--link); }
.legend .row { grid-template-columns: 7.4rem 1fr 2.5rem; }
.legend .name { display: flex; align-items: center; gap: .5rem; }
.legend .name::before { content: ""; flex: none; width: .7rem; height: .7rem; border-radius: 3px; background: var(--band); }
.legend b, .busiest b { text-align: right; }
.bar { height: .45rem; border-radius: 1rem; background: var(--code); overflow: hidden; }
.bar i { display: block; height: 100%; border-radius: inherit; background: var(--band, var(--quiet)); }
.levels { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin-top: .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
.levels a { display: inline-flex; align-items: center; gap: .5rem; }
.busiest { border-left: 1px solid var(--line); padding-left: 2.5rem; }
.busiest h2 { font-size: .92rem; font-weight: 600; color: var(--quiet); margin-bottom: .35rem; }
.busiest .row { grid-template-columns: 1fr 2rem; font-size: .92rem; }
.busiest .bar { grid-row: 2; grid-column: 1 / -1; height: .3rem; }
.critical { --band: var(--critical); } .high { --band: var(--high); } .medium { --band: var(--medium); }
.low { --band: var(--low); } .unspecified { --band: var(--unspecified); } .waived { --band: var(--waived); }
.notes { display: grid; gap: .5rem; grid-template-columns: minmax(0, 1fr); }
.notes:empty { display: none; }
.note { padding: .65rem 1.25rem; border-left: 4px solid var(--quiet); }
.note.hidden, .note.opaque { border-left-color: var(--medium); }
.note summary { cursor: pointer; }
.note ul { padding-top: .5rem; font-size: .92rem; }
.note li { padding-block: .3rem; border-top: 1px solid var(--line); }
.filters { position: sticky; top: .75rem; z-index: 1; display: grid; grid-template-columns: minmax(11rem, 1.6fr) repeat(2, minmax(7rem, .7fr)) repeat(2, minmax(9rem, 1.1fr)) auto; gap: .6rem .9rem; align-items: end; padding: .9rem 1.25rem; }
.filters label { font-size: .8rem; font-weight: 600; color: var(--quiet); min-width: 0; }
.filters input, .filters select, .filters button { display: block; width: 100%; min-height: 2.5rem; margin-top: .2rem; padding: .35rem .6rem; font: inherit; font-size: .95rem; font-weight: 400; color: var(--ink); background: var(--page); border: 1px solid var(--quiet); border-radius: 8px; }
.filters ::placeholder { color: var(--quiet); opacity: 1; }
.filters button { cursor: pointer; font-weight: 600; }
.filters p { grid-column: 1 / -1; display: flex; justify-content: space-between; align-items: center; font-size: .88rem; color: var(--quiet); }
.filters .fold { width: auto; min-height: 0; margin: 0; padding: .2rem .7rem; font-size: .88rem; font-weight: 500; }
#findings { display: grid; gap: .8rem; grid-template-columns: minmax(0, 1fr); scroll-margin-top: 1rem; }
#findings > h2 { font-size: 1.25rem; letter-spacing: -.01em; }
.group { content-visibility: auto; contain-intrinsic-size: auto 4rem; border-left: 5px solid var(--band); }
.group > summary { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; padding: .8rem 1.25rem; cursor: pointer; list-style: none; }
.group > summary::-webkit-details-marker { display: none; }
.group > summary::before { content: ""; flex: none; width: .5rem; height: .5rem; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(-45deg); transition: transform .12s; }
.group[open] > summary::before { transform: rotate(45deg); }
.group h3, .group h4 { font-size: 1.02rem; line-height: 1.3; }
.count { margin-left: auto; color: var(--quiet); font-size: .9rem; font-variant-numeric: tabular-nums; }
.body { padding: 0 1.25rem 1.1rem; display: grid; gap: .5rem; grid-template-columns: minmax(0, 1fr); }
.body .title { color: var(--quiet); }
.why { color: var(--quiet); }
.why b, .fix b, .waiver b, .note b { margin-right: .35rem; }
.fix { background: var(--fix); color: var(--fix-ink); border-radius: 8px; padding: .55rem .85rem; }
.fix code { background: none; padding: 0; font-weight: 600; }
.waiver, .deep { color: var(--quiet); }
.remedy { display: grid; gap: .5rem; grid-template-columns: minmax(0, 1fr); }
.problem { border-top: 1px solid var(--line); padding-top: .6rem; display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); }
.problem > p > code { font-weight: 600; }
.problem li { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .75rem; padding: .22rem 0 .22rem .9rem; border-left: 2px solid var(--line); }
.name { font-weight: 600; }
.type { color: var(--quiet); font-weight: 400; font-size: .9rem; }
.place { font: .87em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; margin-left: auto; }
h3 .place { margin-left: .4rem; font-weight: 400; }
article.finding { border-top: 1px solid var(--line); padding-top: .7rem; display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); }
.heading { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
.urn { font-size: .85rem; color: var(--quiet); }
.level { display: inline-flex; align-items: center; gap: .35rem; font-size: .8rem; font-weight: 700; line-height: 1; padding: .3rem .5rem; border-radius: 3px; border: 1.5px solid var(--ink); color: var(--ink); }
.level.mandatory { background: var(--ink); color: var(--card); }
.level.waived { border-style: dashed; border-color: var(--quiet); color: var(--quiet); }
.severity { display: inline-flex; align-items: center; gap: .4rem; font-size: .88rem; font-weight: 600; color: var(--band); }
.severity span { display: inline-flex; align-items: flex-end; gap: 2px; height: .85rem; }
.severity i { width: 4px; height: 35%; border-radius: 1px; background: var(--line); }
.severity i:nth-child(2) { height: 55%; } .severity i:nth-child(3) { height: 78%; } .severity i:nth-child(4) { height: 100%; }
.severity i.on { background: var(--band); }
.empty { color: var(--quiet); }
@media (max-width: 60rem) {
    .totals { grid-template-columns: 9rem minmax(0, 1fr); }
    .busiest { grid-column: 1 / -1; border-left: 0; padding-left: 0; border-top: 1px solid var(--line); padding-top: 1.1rem; }
    .filters { position: static; grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .filters .wide { grid-column: 1 / -1; }
    .filters button { grid-column: 1 / -1; }
}
@media (max-width: 34rem) {
    header { padding-block: 1.75rem 4.5rem; }
    .totals { grid-template-columns: minmax(0, 1fr); padding: 1.25rem; }
    .group > summary, .body, .filters { padding-inline: 1rem; }
    .place { margin-left: 0; }
    .count { margin-left: 1.25rem; }
}
@media print {
    .filters, .skip { display: none; }
    header { color: #000; background: none !important; padding-bottom: 1rem; }
    main { margin-top: 0; }
    .problem { break-inside: avoid; }
}
`;
