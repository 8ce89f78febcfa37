/** What is done to the selected torrents. */

import { ask, byId, el, setText } from "./dom.js";
import { plural } from "./format.js";
import { say, trying } from "./notices.js";
import { titleOf } from "./torrents.js";

const NAMED = 5;

const SEVERAL = "\n"; // no category has this name

const isPaused = (torrent) => torrent.status === 0;

/** By name: the method, what is said afterwards, and which torrents it makes sense for. */
const SIMPLE = {
    resume: ["torrent-start", "Resumed", (torrent) => isPaused(torrent) || torrent.state === "error"],
    pause: ["torrent-stop", "Paused", (torrent) => !isPaused(torrent)],
    recheck: ["torrent-verify", "Rechecking", (torrent) => torrent.metadataPercentComplete >= 1 && torrent.state !== "checking"],
    reannounce: ["torrent-reannounce", "Reannouncing", (torrent) => !isPaused(torrent)],
    top: ["queue-move-top", "Moved to the top of the queue", (torrent) => torrent.percentDone < 1],
    bottom: ["queue-move-bottom", "Moved to the bottom of the queue", (torrent) => torrent.percentDone < 1],
};

export class Actions {
    #site;
    #grid;
    #torrents;
    #buttons = [...document.querySelectorAll("[data-action]")];

    /**
     * Creates an instance.
     *
     * @param site has the RPC, and what the visitor may do
     */
    constructor(site, grid, torrents) {
        this.#site = site;
        this.#grid = grid;
        this.#torrents = torrents;
        this.#buttons.forEach((button) => button.addEventListener("click", () => this.run(button.dataset.action)));
        grid.addEventListener("select", () => this.show());
        grid.addEventListener("change", () => this.show());
        byId("grid").addEventListener("keydown", (event) => this.#onKey(event));
        this.show();
    }

    /** Enables what can be done to the selected torrents. */
    show() {
        const selected = this.#grid.selected;
        this.#buttons.forEach((button) => {
            button.disabled = !this.#canRun(button.dataset.action, selected);
        });
        byId("category-button").hidden = this.#site.categories().length === 0;
        setText(byId("selection"), selected.length === 0 ? "" : `${selected.length} selected`);
    }

    /** Does it, if it can be done. */
    async run(name) {
        const selected = this.#grid.selected;
        if (!this.#canRun(name, selected)) {
            return;
        }
        if (name === "remove") {
            await this.#remove(selected);
        } else if (name === "labels") {
            await this.#label(selected);
        } else if (name === "category") {
            await this.#categorize(selected);
        } else {
            const [method, done, makesSense] = SIMPLE[name];
            const some = selected.filter(makesSense);
            await this.#call(method, { ids: idsOf(some) }, `${done}: ${summary(some)}`);
        }
    }

    #canRun(name, selected) {
        const makesSense = name in SIMPLE ? SIMPLE[name][2] : () => true;
        return this.#site.mayManage && selected.some(makesSense);
    }

    #onKey(event) {
        const keys = { Delete: "remove", p: "pause", r: "resume", l: "labels", c: "recheck" };
        if (event.target === event.currentTarget && event.key in keys && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            this.run(keys[event.key]);
        }
    }

    async #call(method, args, done) {
        await trying("Failed", async () => {
            await this.#site.rpc.call(method, args);
            say(done);
        });
        this.#site.refresh();
    }

    async #remove(selected) {
        const dialog = byId("remove-dialog");
        setText(byId("remove-title"), `Remove ${plural(selected.length, "torrent")}?`);
        byId("remove-names").replaceChildren(...names(selected));
        byId("remove-files").checked = false;
        if ((await ask(dialog)) !== "remove") {
            this.#grid.focus();
            return;
        }
        const isDeleting = byId("remove-files").checked;
        const what = isDeleting ? "Removed, with files" : "Removed";
        await this.#call("torrent-remove", { ids: idsOf(selected), "delete-local-data": isDeleting }, `${what}: ${summary(selected)}`);
        this.#grid.focus();
    }

    async #label(selected) {
        const all = new Set([...this.#torrents.values()].flatMap((torrent) => torrent.labels));
        const boxes = [...all].sort().map((label) => {
            const having = selected.filter((torrent) => torrent.labels.includes(label)).length;
            const box = el("input", { type: "checkbox", value: label });
            box.checked = having === selected.length;
            // Some have it: left as it is, unless it is clicked.
            box.indeterminate = having > 0 && having < selected.length;
            return box;
        });
        setText(byId("labels-title"), `Labels of ${plural(selected.length, "torrent")}`);
        byId("labels-list").replaceChildren(...boxes.map((box) => el("li", {}, el("label", {}, box, ` ${box.value}`))));
        byId("labels-new").value = "";
        if ((await ask(byId("labels-dialog"))) === "apply") {
            const added = byId("labels-new").value.split(",").map((label) => label.trim()).filter((label) => label !== "");
            await this.#setLabels(selected, boxes, added);
        }
        this.#grid.focus();
    }

    async #categorize(selected) {
        const present = new Set(selected.map((torrent) => torrent.category));
        const choice = byId("category-choice");
        // One that is gone can be kept.
        choice.replaceChildren(...optionsOf(new Set([...this.#site.categories(), ...present])));
        if (present.size === 1) {
            choice.value = [...present][0];
        } else {
            choice.prepend(el("option", { value: SEVERAL, text: "several, left as they are" }));
            choice.value = SEVERAL;
        }
        byId("category-move").checked = false;
        setText(byId("category-title"), `Category of ${plural(selected.length, "torrent")}`);
        if ((await ask(byId("category-dialog"))) === "apply" && choice.value !== SEVERAL) {
            const args = { ids: idsOf(selected), category: choice.value, "category-move": byId("category-move").checked };
            await this.#call("torrent-set", args, `Category changed: ${summary(selected)}`);
        }
        this.#grid.focus();
    }

    async #setLabels(selected, boxes, added) {
        const groups = new Map();
        for (const torrent of selected) {
            const labels = new Set([...torrent.labels, ...added]);
            boxes.filter((box) => !box.indeterminate).forEach((box) => (box.checked ? labels.add(box.value) : labels.delete(box.value)));
            added.forEach((label) => labels.add(label));
            const key = JSON.stringify([...labels].sort());
            groups.set(key, [...(groups.get(key) ?? []), torrent.id]);
        }
        await trying("Labels not changed", async () => {
            for (const [labels, ids] of groups) {
                await this.#site.rpc.call("torrent-set", { ids, labels: JSON.parse(labels) });
            }
            say(`Labels changed: ${summary(selected)}`);
        });
        this.#site.refresh();
    }
}

/** Options to choose a category, or none. */
export function optionsOf(categories) {
    const named = [...categories].filter((name) => name !== "").sort();
    return ["", ...named].map((name) => el("option", { value: name, text: name === "" ? "none" : name }));
}

const idsOf = (torrents) => torrents.map((torrent) => torrent.id);

const summary = (torrents) => (torrents.length === 1 ? titleOf(torrents[0]) : plural(torrents.length, "torrent"));

function names(torrents) {
    const items = torrents.slice(0, NAMED).map((torrent) => el("li", { text: titleOf(torrent) }));
    return torrents.length > NAMED ? [...items, el("li", { text: `and ${torrents.length - NAMED} more` })] : items;
}
