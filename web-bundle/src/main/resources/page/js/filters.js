/** The filters beside the list: one state, one label, one category, words of the name. */

import { byId, el, setAttribute, setText } from "./dom.js";
import { STATES } from "./torrents.js";

const ANY = null;
const NONE = "";

export class Filters {
    #torrents;
    #grid;
    #state = "all";
    #words = [];
    #buttons = new Map();
    #kinds = [
        new Kind("label", "no label", (torrent) => torrent.labels, () => this.#apply()),
        new Kind("category", "no category", (torrent) => (torrent.category === "" ? [] : [torrent.category]), () => this.#apply()),
    ];

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

    #search(text) {
        this.#words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
        this.#apply();
    }

    #apply() {
        const [, , isInState] = STATES.find(([key]) => key === this.#state);
        const words = this.#words;
        this.#grid.filter = (torrent) =>
            isInState(torrent) &&
            this.#kinds.every((kind) => kind.matches(torrent)) &&
            (words.length === 0 || matches(torrent, words));
        this.#count();
    }

    #count() {
        const states = new Map(STATES.map(([key]) => [key, 0]));
        for (const torrent of this.#torrents.values()) {
            for (const [key, , isInState] of STATES) {
                if (isInState(torrent)) {
                    states.set(key, states.get(key) + 1);
                }
            }
        }
        states.forEach((count, key) => show(this.#buttons.get(key), count, key === this.#state));
        this.#kinds.forEach((kind) => kind.show(this.#torrents));
    }
}

/** A filter by one of the names that torrents have: of their labels, or of their category. */
class Kind {
    #name;
    #none;
    #namesOf;
    #change;
    #chosen = ANY;
    #list;

    constructor(name, none, namesOf, change) {
        this.#name = name;
        this.#none = none;
        this.#namesOf = namesOf;
        this.#change = change;
        this.#list = byId(`${name}-filters`);
    }

    matches(torrent) {
        const names = this.#namesOf(torrent);
        return this.#chosen === ANY || (this.#chosen === NONE ? names.length === 0 : names.includes(this.#chosen));
    }

    #choose(name) {
        this.#chosen = this.#chosen === name ? ANY : name;
        this.#change();
    }

    show(torrents) {
        const counts = this.#count(torrents);
        const names = [...counts.keys()].sort();
        const known = [...this.#list.children].map((item) => item.dataset[this.#name]);
        if (names.length !== known.length || names.some((name, index) => name !== known[index])) {
            this.#list.replaceChildren(
                ...names.map((name) =>
                    el("li", { [`data-${this.#name}`]: name }, filter(name === NONE ? this.#none : name, () => this.#choose(name))),
                ),
            );
        }
        names.forEach((name, index) => show(this.#list.children[index].firstChild, counts.get(name), name === this.#chosen));
        // A session without any needs no filter for them.
        byId(`${this.#name}-section`).hidden = names.every((name) => name === NONE);
    }

    #count(torrents) {
        const counts = new Map();
        for (const torrent of torrents.values()) {
            const names = this.#namesOf(torrent);
            for (const name of names.length === 0 ? [NONE] : names) {
                counts.set(name, (counts.get(name) ?? 0) + 1);
            }
        }
        if (this.#chosen !== ANY && !counts.has(this.#chosen)) {
            counts.set(this.#chosen, 0);
        }
        return counts;
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
