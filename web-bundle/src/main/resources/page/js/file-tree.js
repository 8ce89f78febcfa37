/** The files of a torrent as a tree: what is downloaded, how urgently, and how much of it there is. */

import { el, icon, setAttribute, setIcon, setText } from "./dom.js";
import { percent, size } from "./format.js";
import { isMedia } from "./player.js";
import { VirtualRows } from "./virtual-rows.js";

/** Priorities in the order of the choice; skipped files have no number in the protocol. */
export const PRIORITIES = [
    ["skip", "Skip"],
    ["low", "Low"],
    ["normal", "Normal"],
    ["high", "High"],
];

// Larger trees start with closed folders.
const OPEN_FILES = 200;

/** Raises `priority` (indexes, priority) and `play` (the number by which it is served, name). */
export class FileTree extends EventTarget {
    element;
    #rows;
    #space;
    #root = folder("", null);
    #leaves = [];
    #shown = [];
    #cursor = 0;
    #isEditable;
    #isPlayable;

    constructor({ isEditable, isPlayable, label }) {
        super();
        this.#isEditable = isEditable;
        this.#isPlayable = isPlayable;
        this.#space = el("div", { class: "rows", role: "rowgroup" });
        const headers = ["Name", "Size", "Done", "Priority", "Play"].map((text) =>
            // There is no room for the last one, and need for it only if it is read out.
            el("div", { class: `cell ${text.toLowerCase()}`, role: "columnheader" }, el("span", { class: text === "Play" ? "hidden-text" : null, text })),
        );
        this.element = el(
            "div",
            { class: "tree", role: "treegrid", tabindex: 0, "aria-label": label },
            el("div", { class: "head", role: "rowgroup" }, el("div", { class: "row", role: "row" }, ...headers)),
            this.#space,
        );
        this.element.addEventListener("keydown", (event) => this.#onKey(event));
        this.#rows = new VirtualRows({
            viewport: this.element,
            space: this.#space,
            make: () => this.#makeRow(),
            fill: (row, index) => this.#fill(row, this.#shown[index], index),
        });
    }

    /**
     * Shows files.
     *
     * @param files with name (a path), length, bytesCompleted, priority, and the number by which it is served, in the
     *     order of the protocol
     */
    show(files) {
        const isSame = files.length === this.#leaves.length && files.every((file, index) => file.name === this.#leaves[index].path);
        if (!isSame) {
            this.#build(files);
        }
        files.forEach(({ length, bytesCompleted, priority, served }, index) => Object.assign(this.#leaves[index], { length, bytesCompleted, priority, served }));
        sum(this.#root);
        if (isSame) {
            this.#rows.refresh();
        } else {
            this.#flatten();
        }
    }

    /** The indexes of the files with that priority. */
    indexesOf(priority) {
        return this.#leaves.filter((leaf) => leaf.priority === priority).map((leaf) => leaf.index);
    }

    /** Sets the priority of files in the tree, as if it had been reported. */
    setPriority(indexes, priority) {
        indexes.forEach((index) => {
            this.#leaves[index].priority = priority;
        });
        sum(this.#root);
        this.#rows.refresh();
    }

    /** How many files are downloaded, and their size. */
    get chosen() {
        const some = this.#leaves.filter((leaf) => leaf.priority !== "skip");
        return { files: some.length, bytes: some.reduce((total, leaf) => total + leaf.length, 0) };
    }

    /** The indexes of all files. */
    get all() {
        return this.#leaves.map((leaf) => leaf.index);
    }

    #build(files) {
        this.#root = folder("", null);
        const folders = new Map();
        this.#leaves = files.map((file, index) => {
            const parts = file.name.split("/");
            let parent = this.#root;
            for (let depth = 1; depth < parts.length; depth++) {
                const path = parts.slice(0, depth).join("/");
                if (!folders.has(path)) {
                    const made = folder(parts[depth - 1], parent);
                    made.isOpen = files.length <= OPEN_FILES || depth === 1;
                    parent.children.push(made);
                    folders.set(path, made);
                }
                parent = folders.get(path);
            }
            const leaf = { index, path: file.name, title: parts.at(-1), parent, level: parent.level + 1 };
            parent.children.push(leaf);
            return leaf;
        });
        this.#cursor = 0;
    }

    #flatten() {
        this.#shown = [];
        const visit = (node) =>
            node.children.forEach((child) => {
                this.#shown.push(child);
                if (child.children && child.isOpen) {
                    visit(child);
                }
            });
        visit(this.#root);
        setAttribute(this.element, "aria-rowcount", this.#shown.length + 1);
        this.#cursor = Math.max(0, Math.min(this.#cursor, this.#shown.length - 1));
        this.#rows.show(this.#shown.length);
        this.#showCursor();
    }

    #makeRow() {
        const box = el("input", { type: "checkbox", tabindex: "-1" });
        const toggle = el("button", { type: "button", class: "plain toggle", tabindex: "-1", "aria-label": "Open or close the folder" }, icon("right"));
        const choice = el("select", { tabindex: "-1" }, ...PRIORITIES.map(([value, text]) => el("option", { value, text })));
        choice.append(el("option", { value: "mixed", text: "Mixed", hidden: true }));
        const play = el("button", { type: "button", class: "plain", tabindex: "-1" }, icon("play"));
        const row = el(
            "div",
            { class: "row", role: "row" },
            el("div", { class: "cell name", role: "gridcell" }, toggle, box, icon("file"), el("span", { class: "text" })),
            el("div", { class: "cell size", role: "gridcell" }, el("span")),
            el("div", { class: "cell done", role: "gridcell" }, el("span", { class: "track" }, el("span", { class: "bar" })), el("span")),
            el("div", { class: "cell priority", role: "gridcell" }, choice),
            el("div", { class: "cell play", role: "gridcell" }, play),
        );
        const node = () => this.#shown[Number(row.dataset.index)];
        row.addEventListener("click", (event) => {
            // A box is checked before this event, and reports that after it: filling the row now would undo it.
            if (!event.target.closest("input, select, button")) {
                this.#moveTo(Number(row.dataset.index));
            }
        });
        row.addEventListener("dblclick", () => this.#setOpen(node(), !node().isOpen));
        toggle.addEventListener("click", () => this.#setOpen(node(), !node().isOpen));
        box.addEventListener("change", () => this.#choose(node(), box.checked ? "normal" : "skip"));
        choice.addEventListener("change", () => this.#choose(node(), choice.value));
        play.addEventListener("click", () => this.#play(node()));
        return row;
    }

    #fill(row, node, index) {
        const [nameCell, sizeCell, doneCell, priorityCell, playCell] = row.children;
        const [toggle, box, image, text] = nameCell.children;
        row.dataset.index = index;
        setAttribute(row, "id", `${this.element.id || "tree"}-row-${index}`);
        setAttribute(row, "aria-rowindex", index + 2);
        setAttribute(row, "aria-level", node.level);
        setAttribute(row, "aria-expanded", node.children ? String(node.isOpen) : null);
        row.classList.toggle("cursor", index === this.#cursor);
        row.classList.toggle("skipped", node.priority === "skip");
        nameCell.style.paddingInlineStart = `${(node.level - 1) * 1.1 + 0.25}rem`;
        toggle.classList.toggle("hidden", !node.children);
        setIcon(toggle.firstChild, node.isOpen ? "down" : "right");
        setIcon(image, node.children ? "folder" : "file");
        setText(text, node.title);
        setAttribute(text, "title", node.title);
        box.checked = node.priority !== "skip";
        box.indeterminate = node.priority === "mixed" && node.hasSkipped;
        setAttribute(box, "aria-label", `Download ${node.title}`);
        setText(sizeCell.firstChild, size(node.length));
        const done = node.length > 0 ? node.bytesCompleted / node.length : 1;
        doneCell.firstChild.firstChild.style.transform = `scaleX(${Math.min(1, done)})`;
        setText(doneCell.lastChild, percent(done));
        const choice = priorityCell.firstChild;
        if (choice !== document.activeElement) {
            choice.value = node.priority;
        }
        setAttribute(choice, "aria-label", `Priority of ${node.title}`);
        box.disabled = choice.disabled = !this.#isEditable();
        playCell.firstChild.hidden = !this.#canPlay(node);
        setAttribute(playCell.firstChild, "aria-label", `Play ${node.title}`);
    }

    #onKey(event) {
        if (event.target !== this.element || this.#shown.length === 0) {
            return;
        }
        const node = this.#shown[this.#cursor];
        const page = this.#rows.page;
        const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
        if (event.key in steps) {
            this.#moveTo(this.#cursor + steps[event.key]);
        } else if (event.key === "ArrowRight" && node.children) {
            this.#setOpen(node, true);
        } else if (event.key === "ArrowLeft") {
            this.#close(node);
        } else if (event.key === " ") {
            this.#choose(node, node.priority === "skip" || node.hasSkipped ? "normal" : "skip");
        } else if (event.key === "+" || event.key === "-") {
            this.#step(node, event.key === "+" ? 1 : -1);
        } else if (event.key === "Enter") {
            this.#play(node);
        } else {
            return;
        }
        event.preventDefault();
    }

    #moveTo(index) {
        this.#cursor = Math.max(0, Math.min(this.#shown.length - 1, index));
        this.#rows.reveal(this.#cursor);
        this.#rows.refresh();
        this.#showCursor();
    }

    #showCursor() {
        const row = [...this.#space.children].find((each) => Number(each.dataset.index) === this.#cursor);
        setAttribute(this.element, "aria-activedescendant", row?.id);
    }

    #setOpen(node, isOpen) {
        if (node.children && node.isOpen !== isOpen) {
            node.isOpen = isOpen;
            this.#flatten();
        }
    }

    #close(node) {
        if (node.children && node.isOpen) {
            this.#setOpen(node, false);
        } else if (node.parent !== this.#root) {
            this.#moveTo(this.#shown.indexOf(node.parent));
        }
    }

    #step(node, by) {
        const at = PRIORITIES.findIndex(([value]) => value === node.priority);
        const next = PRIORITIES[Math.max(0, Math.min(PRIORITIES.length - 1, (at < 0 ? 2 : at) + by))];
        this.#choose(node, next[0]);
    }

    #choose(node, priority) {
        if (this.#isEditable()) {
            const indexes = leavesOf(node).map((leaf) => leaf.index);
            this.setPriority(indexes, priority);
            this.dispatchEvent(new CustomEvent("priority", { detail: { indexes, priority } }));
        }
    }

    // What is skipped does not come by being played.
    #canPlay(node) {
        const comes = node.priority !== "skip" || node.bytesCompleted >= node.length;
        return !node.children && comes && this.#isPlayable() && isMedia(node.title);
    }

    #play(node) {
        if (this.#canPlay(node)) {
            this.dispatchEvent(new CustomEvent("play", { detail: { served: node.served, name: node.title } }));
        }
    }
}

function folder(title, parent) {
    return { title, parent, children: [], isOpen: true, level: parent === null ? 0 : parent.level + 1 };
}

function leavesOf(node) {
    return node.children ? node.children.flatMap(leavesOf) : [node];
}

// What a folder shows is what its files have in common.
function sum(node) {
    node.children.filter((child) => child.children).forEach(sum);
    node.length = node.children.reduce((total, child) => total + child.length, 0);
    node.bytesCompleted = node.children.reduce((total, child) => total + child.bytesCompleted, 0);
    node.hasSkipped = node.children.some((child) => child.priority === "skip" || child.hasSkipped);
    const first = node.children[0]?.priority;
    node.priority = node.children.every((child) => child.priority === first) ? first : "mixed";
}

/** The priority of a file in the protocol's terms: whether it is wanted, and -1 to 1. */
export function priorityOf(stats) {
    return stats.wanted ? (PRIORITIES[stats.priority + 2]?.[0] ?? "normal") : "skip";
}

/** The arguments of torrent-set that give files a priority. */
export function settingOf(indexes, priority) {
    return priority === "skip" ? { "files-unwanted": indexes } : { "files-wanted": indexes, [`priority-${priority}`]: indexes };
}
