/** The page's script: its filters, which it keeps in the page's address. Without it every finding is shown. */
export const SCRIPT = `
"use strict";
const form = document.querySelector(".filters");
if (form) {
    const KEYS = ["text", "severity", "level", "policy", "resource"];
    const textOf = (element) => (element ? element.textContent : "");
    const groups = [...document.querySelectorAll(".group")];
    const findings = [...document.querySelectorAll(".finding")].map((element) => {
        const group = element.closest(".group");
        const problem = element.closest(".problem");
        const shared = [...group.querySelectorAll(":scope > summary, :scope > .body > p")];
        const own = problem ? [...problem.parentElement.querySelectorAll(":scope > p"), ...problem.querySelectorAll(":scope > p")] : [];
        const text = [element, ...shared, ...own].map(textOf).join(" ") + " " + element.dataset.resource;
        return { element, text: text.toLowerCase() };
    });
    const parts = [...document.querySelectorAll(".remedy, .problem")];
    const links = [...document.querySelectorAll("a[data-filter]")];
    const empty = document.querySelector("#findings .empty");
    const fold = form.querySelector(".fold");
    const chosen = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    const hideEmpty = (elements) => {
        for (const element of elements) {
            element.hidden = !element.querySelector(".finding:not([hidden])");
        }
    };
    const nameFold = () => {
        fold.textContent = groups.some((group) => group.open) ? "Fold all" : "Unfold all";
    };
    const apply = () => {
        const { text = "", ...wanted } = chosen();
        const words = text.toLowerCase().split(/\\s+/).filter(Boolean);
        let shown = 0;
        for (const { element, text } of findings) {
            const matches =
                Object.entries(wanted).every(([key, value]) => element.dataset[key] === value) &&
                words.every((word) => text.includes(word));
            element.hidden = !matches;
            shown += matches ? 1 : 0;
        }
        hideEmpty(parts);
        hideEmpty(groups);
        const filtered = shown < findings.length;
        for (const group of groups) {
            group.open ||= filtered && !group.hidden;
        }
        for (const link of links) {
            link.setAttribute("aria-current", String(wanted[link.dataset.filter] === link.dataset.value));
        }
        empty.hidden = shown > 0;
        form.querySelector("output").textContent = shown + " of " + findings.length + (findings.length === 1 ? " finding" : " findings");
    };
    const write = () => {
        const address = new URLSearchParams(chosen()).toString();
        apply();
        try {
            history.replaceState(null, "", address === "" ? location.pathname + location.search : "#" + address);
        } catch {
            // A page within another may have no address of its own.
        }
    };
    const read = () => {
        const asked = new URLSearchParams(location.hash.slice(1));
        if (KEYS.some((key) => asked.has(key))) {
            for (const key of KEYS) {
                form.elements[key].value = asked.get(key) ?? "";
            }
        }
        apply();
    };
    for (const link of links) {
        link.addEventListener("click", (event) => {
            event.preventDefault();
            const control = form.elements[link.dataset.filter];
            control.value = control.value === link.dataset.value ? "" : link.dataset.value;
            write();
        });
    }
    fold.addEventListener("click", () => {
        const open = !groups.some((group) => group.open);
        for (const group of groups) {
            group.open = open;
        }
    });
    for (const group of groups) {
        group.addEventListener("toggle", nameFold);
    }
    form.addEventListener("input", write);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(write));
    addEventListener("hashchange", read);
    form.hidden = false;
    nameFold();
    read();
}
`;
