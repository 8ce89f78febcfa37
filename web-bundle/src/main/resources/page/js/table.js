/** A plain table whose rows are updated in place. */

import { el, setAttribute, setText } from "./dom.js";

// More rows than anybody reads, and than a browser lays out quickly each second.
const MOST_ROWS = 300;

export class Table {
    element;
    #body = el("tbody");
    #note = el("p", { class: "note" });
    #columns;

    /**
     * Creates an instance.
     *
     * @param columns each a label, the text of an item, and whether it is a number
     * @param empty what is said instead of no rows
     */
    constructor(label, columns, empty) {
        this.#columns = columns;
        this.empty = empty;
        const head = columns.map(([text, , isNumber]) => el("th", { scope: "col", class: isNumber ? "number" : null, text }));
        this.element = el(
            "div",
            { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
            el("table", { "aria-label": label }, el("thead", {}, el("tr", {}, ...head)), this.#body),
            this.#note,
        );
        this.show([]);
    }

    /** Shows items. */
    show(items) {
        const shown = items.slice(0, MOST_ROWS);
        while (this.#body.rows.length > shown.length) {
            this.#body.deleteRow(-1);
        }
        while (this.#body.rows.length < shown.length) {
            this.#body.append(el("tr", {}, ...this.#columns.map(([, , isNumber]) => el("td", { class: isNumber ? "number" : null }))));
        }
        shown.forEach((item, index) => {
            const row = this.#body.rows[index];
            setAttribute(row, "class", item.rowClass ?? null);
            this.#columns.forEach(([, text], at) => setText(row.cells[at], text(item)));
        });
        const hidden = items.length - shown.length;
        setText(this.#note, items.length === 0 ? this.empty : hidden > 0 ? `and ${hidden} more` : "");
    }
}
