/** What happened to the session's torrents while the page has been open. */

import { byId, el, setText } from "./dom.js";
import { plural, time } from "./format.js";
import { titleOf } from "./torrents.js";

const MOST = 1000;

export class EventsView {
    #entries = [];
    #list = byId("events-list");
    #words = "";
    #isOpen = false;

    constructor(torrents) {
        torrents.addEventListener("change", (event) => this.#onChange(event.detail));
        byId("events-search").addEventListener("input", (event) => {
            this.#words = event.target.value.toLowerCase();
            this.#show();
        });
        byId("events-clear").addEventListener("click", () => this.clear());
    }

    open() {
        this.#isOpen = true;
        this.#show();
    }

    close() {
        this.#isOpen = false;
    }

    clear() {
        this.#entries = [];
        this.#show();
    }

    /** Adds an event of the session. */
    take({ name, torrentName = "", tracker = "", path = "", endpoint = "", message = "", reason = "" }) {
        const what = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
        const details = [torrentName, tracker, path, endpoint, message, reason].filter((text) => typeof text === "string" && text !== "");
        this.add(what, [...new Set(details)].join(": "), /error|failed|failing|damaged|rejected|ban/i.test(name));
    }

    /** Adds an entry. */
    add(what, who, isProblem = false) {
        this.#entries.unshift({ when: Date.now() / 1000, what, who, isProblem });
        this.#entries.length = Math.min(this.#entries.length, MOST);
        if (this.#isOpen) {
            this.#show();
        }
    }

    // Several at once, as when a session is chosen, are one entry.
    #onChange(changes) {
        const added = changes.filter(([before]) => before === null);
        const removed = changes.filter(([, after]) => after === null);
        this.#addAll("added", added.map(([, after]) => after));
        this.#addAll("removed", removed.map(([before]) => before));
        for (const [before, after] of changes) {
            if (!before || !after) {
                continue;
            }
            if (after.errorString && after.errorString !== before.errorString) {
                this.add(after.errorString, titleOf(after), true);
            }
            if (before.state !== after.state) {
                this.add(after.state, titleOf(after), after.state === "error");
            }
        }
    }

    #addAll(what, torrents) {
        if (torrents.length === 1) {
            this.add(what, titleOf(torrents[0]));
        } else if (torrents.length > 1) {
            this.add(what, plural(torrents.length, "torrent"));
        }
    }

    #show() {
        const shown = this.#entries.filter(({ what, who }) => `${what} ${who}`.toLowerCase().includes(this.#words));
        this.#list.replaceChildren(
            ...shown.map(({ when, what, who, isProblem }) =>
                el("li", { class: isProblem ? "problem" : null }, el("time", { text: time(when) }), el("span", { class: "what", text: what }), el("span", { text: who })),
            ),
        );
        setText(byId("events-empty"), shown.length === 0 ? "No events." : "");
    }
}
