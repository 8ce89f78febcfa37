/** The list of torrents: sorted, filtered, selected, by pointer or keyboard. */

import { COLUMNS, columnOf } from "./columns.js";
import { el, setAttribute, setText } from "./dom.js";
import { progressOf } from "./torrents.js";
import { VirtualRows } from "./virtual-rows.js";

const ROW_OF_FIRST = 2; // as counted for screen readers: 1 is the header

/**
 * Raises `select` when other torrents are selected, `open` when one is to be shown in detail, and `show` when other
 * ones, or as many others, are in the list.
 */
export class Grid extends EventTarget {
    #torrents;
    #grid;
    #header;
    #rows;
    #shown = [];
    #index = new Map();
    #selected = new Set();
    #cursor = null;
    #anchor = null;
    #prefix;
    #sort = { key: "added", isDescending: true };
    #filter = () => true;

    /**
     * Creates an instance.
     *
     * @param grid its element
     * @param torrents what it shows
     * @param prefix of the ids of rows; another one for each list of the page
     */
    constructor(grid, torrents, prefix = "torrent-") {
        super();
        this.#prefix = prefix;
        this.#torrents = torrents;
        this.#grid = grid;
        this.#header = this.#makeHeader();
        const space = el("div", { class: "rows", role: "rowgroup" });
        grid.append(el("div", { class: "head", role: "rowgroup" }, this.#header), space);
        grid.style.setProperty("--columns", `2rem ${COLUMNS.map((column) => column.width).join(" ")}`);
        setAttribute(grid, "aria-colcount", COLUMNS.length);
        this.#rows = new VirtualRows({
            viewport: grid,
            space,
            make: () => this.#makeRow(),
            fill: (row, index) => this.#fill(row, this.#shown[index], index),
        });
        matchMedia("(max-width: 720px)").addEventListener("change", () => this.#rows.measure());
        grid.addEventListener("keydown", (event) => this.#onKey(event));
        space.addEventListener("click", (event) => this.#onClick(event));
        space.addEventListener("dblclick", () => this.#open());
        torrents.addEventListener("change", (event) => this.#onChange(event.detail));
        this.#arrange();
    }

    /** The selected torrents, in the order in which they are shown. */
    get selected() {
        return this.#shown.filter((id) => this.#selected.has(id)).map((id) => this.#torrents.get(id));
    }

    /** How many torrents are shown. */
    get count() {
        return this.#shown.length;
    }

    get sort() {
        return this.#sort;
    }

    set sort(sort) {
        this.#sort = sort;
        this.#arrange();
        this.dispatchEvent(new Event("sort"));
    }

    set filter(filter) {
        this.#filter = filter;
        this.#arrange();
    }

    /** Selects these torrents, as far as they are shown, and moves to the first one. */
    select(ids) {
        this.#selected = new Set(ids.filter((id) => this.#index.has(id)));
        this.#cursor = this.#anchor = ids.find((id) => this.#index.has(id)) ?? null;
        this.#afterSelection(true);
    }

    selectAll() {
        this.#selected = new Set(this.#shown);
        this.#afterSelection(false);
    }

    focus() {
        this.#grid.focus();
    }

    #makeHeader() {
        const cells = COLUMNS.map((column) =>
            el(
                "div",
                { class: `cell ${column.key}`, role: "columnheader", "data-key": column.key },
                // By keyboard, lists are sorted with the control above them: eleven stops on the way would be worse.
                el("button", { type: "button", tabindex: "-1", text: column.label, click: () => this.#sortBy(column) }),
            ),
        );
        return el("div", { class: "row", role: "row", "aria-rowindex": 1 }, el("div", { class: "cell mark", role: "presentation" }), ...cells);
    }

    #sortBy(column) {
        const isSame = this.#sort.key === column.key;
        // Of numbers, the largest are looked for; of texts, the first.
        this.sort = { key: column.key, isDescending: isSame ? !this.#sort.isDescending : column.isNumber === true };
    }

    #makeRow() {
        const row = el("div", { class: "row", role: "row" }, el("div", { class: "cell mark", role: "presentation" }, el("span", { class: "box" })));
        row.append(
            ...COLUMNS.map((column, index) => {
                const cell = el("div", { class: `cell ${column.key}`, role: "gridcell", "aria-colindex": index + 1 });
                if (column.key === "progress") {
                    cell.append(el("span", { class: "track" }, el("span", { class: "bar" })));
                }
                cell.append(el("span", { class: "text" }));
                return cell;
            }),
        );
        return row;
    }

    #fill(row, id, index) {
        const torrent = this.#torrents.get(id);
        const isSelected = this.#selected.has(id);
        setAttribute(row, "id", `${this.#prefix}${id}`);
        setAttribute(row, "aria-rowindex", index + ROW_OF_FIRST);
        setAttribute(row, "aria-selected", isSelected);
        row.dataset.index = index;
        row.dataset.state = torrent.state;
        row.classList.toggle("cursor", id === this.#cursor);
        row.classList.toggle("busy", torrent.rateDownload > 0 || torrent.rateUpload > 0);
        COLUMNS.forEach((column, at) => {
            const cell = row.children[at + 1];
            setText(cell.lastChild, column.text(torrent));
            if (column.key === "progress") {
                cell.firstChild.firstChild.style.transform = `scaleX(${Math.min(1, progressOf(torrent) || 0)})`;
            } else if (["name", "labels", "state"].includes(column.key)) {
                setAttribute(cell, "title", cell.lastChild.textContent);
            }
        });
    }

    // Arranges only if the change can move a row: most changes are rates of a few torrents.
    #onChange(changes) {
        const { value } = columnOf(this.#sort.key);
        const moves = ([before, after]) =>
            !before || !after || this.#filter(before) !== this.#filter(after) || (this.#index.has(after.id) && value(before) !== value(after));
        if (changes.some(moves)) {
            this.#arrange();
        } else {
            this.#rows.refresh();
        }
        if (changes.some(([, after]) => after && this.#selected.has(after.id))) {
            this.dispatchEvent(new Event("change"));
        }
    }

    #arrange() {
        const { compare } = columnOf(this.#sort.key);
        const sign = this.#sort.isDescending ? -1 : 1;
        this.#shown = [...this.#torrents.values()]
            .filter(this.#filter)
            .sort((one, other) => sign * compare(one, other) || one.id - other.id)
            .map((torrent) => torrent.id);
        this.#index = new Map(this.#shown.map((id, index) => [id, index]));
        const before = this.#selected.size;
        // What cannot be seen is not acted on.
        this.#selected = new Set([...this.#selected].filter((id) => this.#index.has(id)));
        if (!this.#index.has(this.#cursor)) {
            this.#cursor = null;
        }
        setAttribute(this.#grid, "aria-rowcount", this.#shown.length + 1);
        for (const cell of this.#header.children) {
            const direction = this.#sort.isDescending ? "descending" : "ascending";
            setAttribute(cell, "aria-sort", cell.dataset.key === this.#sort.key ? direction : null);
        }
        this.#rows.show(this.#shown.length);
        this.#showCursor();
        this.dispatchEvent(new Event("show"));
        if (before !== this.#selected.size) {
            this.dispatchEvent(new Event("select"));
        }
    }

    #onClick(event) {
        const row = event.target.closest(".row");
        if (!row) {
            return;
        }
        const id = this.#shown[Number(row.dataset.index)];
        const isMark = event.target.closest(".mark") !== null;
        this.#move(id, { isExtending: event.shiftKey, isToggling: event.ctrlKey || event.metaKey || isMark });
        if (!isMark && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
            this.dispatchEvent(new Event("pick"));
        }
    }

    #onKey(event) {
        if (event.target !== this.#grid || event.altKey) {
            return;
        }
        const isControl = event.ctrlKey || event.metaKey;
        const at = this.#index.get(this.#cursor) ?? -1;
        const steps = {
            ArrowDown: at + 1,
            ArrowUp: at - 1,
            PageDown: at + this.#rows.page,
            PageUp: at - this.#rows.page,
            Home: 0,
            End: this.#shown.length - 1,
        };
        if (event.key in steps) {
            this.#moveTo(steps[event.key], { isExtending: event.shiftKey, isMoving: isControl });
        } else if (event.key === " ") {
            this.#move(this.#cursor ?? this.#shown[0], { isToggling: true });
        } else if (event.key === "Enter") {
            this.#open();
        } else if (isControl && event.key.toLowerCase() === "a") {
            this.selectAll();
        } else if (event.key === "Escape" && this.#selected.size > 0) {
            this.select([]);
        } else {
            return;
        }
        event.preventDefault();
    }

    #moveTo(index, how) {
        if (this.#shown.length > 0) {
            this.#move(this.#shown[Math.max(0, Math.min(this.#shown.length - 1, index))], how);
        }
    }

    #move(id, { isExtending = false, isToggling = false, isMoving = false }) {
        if (id === undefined) {
            return;
        }
        this.#cursor = id;
        if (isExtending) {
            const from = this.#index.get(this.#anchor) ?? this.#index.get(id);
            const to = this.#index.get(id);
            this.#selected = new Set(this.#shown.slice(Math.min(from, to), Math.max(from, to) + 1));
        } else if (isToggling) {
            if (!this.#selected.delete(id)) {
                this.#selected.add(id);
            }
            this.#anchor = id;
        } else if (!isMoving) {
            this.#selected = new Set([id]);
            this.#anchor = id;
        }
        this.#afterSelection(true);
    }

    #afterSelection(isRevealing) {
        const index = this.#index.get(this.#cursor);
        if (isRevealing && index !== undefined) {
            this.#rows.reveal(index);
        }
        this.#rows.refresh();
        this.#showCursor();
        this.dispatchEvent(new Event("select"));
    }

    // Of a row out of sight there is no element to refer to.
    #showCursor() {
        const row = this.#cursor === null ? null : document.getElementById(`${this.#prefix}${this.#cursor}`);
        setAttribute(this.#grid, "aria-activedescendant", row?.id);
    }

    #open() {
        if (this.#cursor !== null) {
            this.dispatchEvent(new Event("open"));
        }
    }
}
