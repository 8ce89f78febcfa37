/** The filters beside the list: one state, one label, words of the name. */

import { byId, el, setAttribute, setText } from "./dom.js";
import { STATES } from "./torrents.js";

const ANY = null;
const NONE = "";

export class Filters {
    #torrents;
    #grid;
    #state = "all";
    #label = ANY;
    #words = [];
    #buttons = new Map();
    #labels = byId("label-filters");

    constructor(torrents, grid) {
        this.#torrents = torrents;
        this.#grid = grid;
        STATES.forEach(([key, label]) => {
            const button = filter(label, () => this.#chooseState(key));
            this.#buttons.set(key, button);
            byId("state-filters").append(el("li", {}, button));
        });
        byId("search").addEventListener("input", (event) => this.#search(event.target.value));
        torrents.addEventListener("change", () => this.#count());
        this.#apply();
    }

    #chooseState(key) {
        this.#state = key;
        this.#apply();
    }

    #chooseLabel(label) {
        this.#label = this.#label === label ? ANY : label;
        this.#apply();
    }

    #search(text) {
        this.#words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
        this.#apply();
    }

    #apply() {
        const [, , isInState] = STATES.find(([key]) => key === this.#state);
        const label = this.#label;
        const words = this.#words;
        this.#grid.filter = (torrent) =>
            isInState(torrent) &&
            (label === ANY || (label === NONE ? torrent.labels.length === 0 : torrent.labels.includes(label))) &&
            (words.length === 0 || matches(torrent, words));
        this.#count();
    }

    #count() {
        const states = new Map(STATES.map(([key]) => [key, 0]));
        const labels = new Map();
        for (const torrent of this.#torrents.values()) {
            for (const [key, , isInState] of STATES) {
                if (isInState(torrent)) {
                    states.set(key, states.get(key) + 1);
                }
            }
            for (const label of torrent.labels.length === 0 ? [NONE] : torrent.labels) {
                labels.set(label, (labels.get(label) ?? 0) + 1);
            }
        }
        states.forEach((count, key) => show(this.#buttons.get(key), count, key === this.#state));
        this.#showLabels(labels);
    }

    #showLabels(counts) {
        if (this.#label !== ANY && !counts.has(this.#label)) {
            counts.set(this.#label, 0);
        }
        const names = [...counts.keys()].sort();
        const known = [...this.#labels.children].map((item) => item.dataset.label);
        if (names.length !== known.length || names.some((name, index) => name !== known[index])) {
            this.#labels.replaceChildren(
                ...names.map((name) =>
                    el("li", { "data-label": name }, filter(name === NONE ? "no label" : name, () => this.#chooseLabel(name))),
                ),
            );
        }
        names.forEach((name, index) => show(this.#labels.children[index].firstChild, counts.get(name), name === this.#label));
        // A session without labels needs no filter for them.
        byId("labels-section").hidden = names.every((name) => name === NONE);
    }
}

function filter(label, click) {
    return el("button", { type: "button", class: "filter", click }, el("span", { class: "name", text: label }), el("span", { class: "count" }));
}

function show(button, count, isChosen) {
    setText(button.lastChild, String(count));
    setAttribute(button, "aria-pressed", isChosen);
}

function matches(torrent, words) {
    const text = `${torrent.name}\n${torrent.hashString}`.toLowerCase();
    return words.every((word) => text.includes(word));
}
