/** The page's script: its filters. Without it every finding is shown. */
export const SCRIPT = `
"use strict";
const form = document.querySelector(".filters");
if (form) {
    const cards = [...document.querySelectorAll(".finding")].map((card) => ({
        card,
        text: (card.textContent + " " + card.parentElement.querySelector("h3").textContent + " " + card.dataset.resource).toLowerCase(),
    }));
    const groups = [...document.querySelectorAll(".resource")];
    const empty = document.querySelector("#findings .empty");
    const apply = () => {
        const wanted = Object.fromEntries(new FormData(form));
        const words = wanted.text.toLowerCase().split(/\\s+/).filter(Boolean);
        let shown = 0;
        for (const { card, text } of cards) {
            const matches =
                ["policy", "severity", "level", "resource"].every((key) => !wanted[key] || card.dataset[key] === wanted[key]) &&
                words.every((word) => text.includes(word));
            card.hidden = !matches;
            shown += matches ? 1 : 0;
        }
        for (const group of groups) {
            group.hidden = !group.querySelector(".finding:not([hidden])");
        }
        empty.hidden = shown > 0;
        form.querySelector("output").textContent = shown + " of " + cards.length + (cards.length === 1 ? " finding" : " findings");
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    form.hidden = false;
    apply();
}
`;
