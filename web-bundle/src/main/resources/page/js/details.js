/** What is known about one torrent, in tabs below the list. */

import { byId, setAttribute, setText } from "./dom.js";
import { reason } from "./notices.js";
import { Files } from "./tab-files.js";
import { Overview } from "./tab-overview.js";
import { Peers } from "./tab-peers.js";
import { Pieces } from "./tab-pieces.js";
import { Rates } from "./tab-rates.js";
import { Trackers } from "./tab-trackers.js";
import { titleOf } from "./torrents.js";

const PAUSE = 1000;

/**
 * Asks for what the chosen tab shows, while it is in sight. A tab has an `element`, the `fields` that it needs, and
 * `show`, which gets the torrent with them; `clear` empties it before another torrent.
 */
export class Details extends EventTarget {
    #site;
    #torrents;
    #panel = byId("details");
    #tabs;
    #chosen = "overview";
    #id = null;
    #wake = () => {};

    constructor(site, torrents, history) {
        super();
        this.#site = site;
        this.#torrents = torrents;
        this.#tabs = {
            overview: new Overview(site),
            files: new Files(site),
            peers: new Peers(),
            trackers: new Trackers(),
            pieces: new Pieces(),
            rates: new Rates(history),
        };
        for (const [name, tab] of Object.entries(this.#tabs)) {
            byId(`panel-${name}`).append(tab.element);
            byId(`tab-${name}`).addEventListener("click", () => this.choose(name));
        }
        byId("tabs").addEventListener("keydown", (event) => this.#onKey(event));
        byId("details-close").addEventListener("click", () => this.dispatchEvent(new Event("close")));
        this.#panel.addEventListener("keydown", (event) => {
            if (event.key === "Escape") {
                this.dispatchEvent(new Event("close"));
            }
        });
        this.choose(this.#chosen);
        this.#run();
    }

    get tab() {
        return this.#chosen;
    }

    get id() {
        return this.#id;
    }

    /** Shows a torrent; null shows none. */
    show(id) {
        if (id !== this.#id) {
            this.#id = id;
            setText(byId("details-problem"), "");
            Object.values(this.#tabs).forEach((tab) => tab.clear());
        }
        const torrent = id === null ? undefined : this.#torrents.get(id);
        setText(byId("details-title"), torrent ? titleOf(torrent) : "");
        this.#panel.hidden = torrent === undefined;
        document.body.classList.toggle("with-details", torrent !== undefined);
        this.#wake();
    }

    /** Chooses a tab. */
    choose(name) {
        if (!(name in this.#tabs)) {
            return;
        }
        this.#chosen = name;
        Object.keys(this.#tabs).forEach((each) => {
            const isChosen = each === name;
            setAttribute(byId(`tab-${each}`), "aria-selected", isChosen);
            setAttribute(byId(`tab-${each}`), "tabindex", isChosen ? 0 : -1);
            byId(`panel-${each}`).hidden = !isChosen;
        });
        this.dispatchEvent(new Event("tab"));
        this.#wake();
    }

    focus() {
        byId(`tab-${this.#chosen}`).focus();
    }

    #onKey(event) {
        const names = Object.keys(this.#tabs);
        const at = names.indexOf(this.#chosen);
        const targets = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 };
        if (event.key in targets) {
            this.choose(names[(targets[event.key] + names.length) % names.length]);
            this.focus();
            event.preventDefault();
        }
    }

    async #run() {
        for (;;) {
            if (this.#id !== null && !document.hidden && this.#torrents.get(this.#id)) {
                await this.#ask(this.#id, this.#tabs[this.#chosen]);
            }
            await new Promise((resolve) => {
                this.#wake = resolve;
                setTimeout(resolve, PAUSE);
            });
        }
    }

    async #ask(id, tab) {
        try {
            const answer = await this.#site.rpc.call("torrent-get", { ids: [id], fields: ["id", "name", ...tab.fields] });
            const [torrent] = answer.torrents;
            if (torrent && id === this.#id && tab === this.#tabs[this.#chosen]) {
                setText(byId("details-problem"), "");
                tab.show({ ...this.#torrents.get(id), ...torrent });
            }
        } catch (e) {
            setText(byId("details-problem"), reason(e));
        }
    }
}
