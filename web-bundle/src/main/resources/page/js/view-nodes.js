/** The nodes of the fleet, and the torrents of one of them, as they report them. */

import { byId, el, setText } from "./dom.js";
import { count, plural, rate } from "./format.js";
import { Grid } from "./grid.js";
import { reason } from "./notices.js";
import { read } from "./rpc.js";
import { Table } from "./table.js";
import { Torrents } from "./torrents.js";

const PAUSE = 2000;
const MANY = 2000; // torrents
const PAUSE_OF_MANY = 10_000;
const LOCAL_ERROR = 3;
const NO_FLEET = "this node is in no fleet";

const some = (bytes) => (bytes > 0 ? rate(bytes) : "");

const NODES = [
    ["Node", (node) => node.name + (node.isLocal ? " (this one)" : "")],
    ["Address", (node) => node.address],
    ["Labels", (node) => node.labels],
    ["Torrents", (node) => count(node.numTorrents), true],
    ["Errors", (node) => count(node.numErrors), true],
    ["Down", (node) => some(node.downloadRate), true],
    ["Up", (node) => some(node.uploadRate), true],
    ["Deployments complete", (node) => `${node.numComplete} of ${node.numDeployments}`, true],
];

function wordOf({ error, isPaused, isQueued, state }) {
    if (error !== "") {
        return "error";
    }
    return isQueued ? "queued" : isPaused ? "paused" : state.startsWith("checking") ? "checking" : state;
}

// With the fields of the RPC protocol, as far as the node reports them.
function fieldsOf(torrent) {
    const hash = torrent.infoHashV1 ?? torrent.infoHashV2 ?? "";
    const part = torrent.percent / 100;
    return {
        id: torrent.id,
        hashString: hash,
        name: torrent.name || hash,
        word: wordOf(torrent),
        error: torrent.error === "" ? 0 : LOCAL_ERROR,
        errorString: torrent.error,
        totalSize: torrent.totalSize,
        percentDone: part,
        recheckProgress: part,
        metadataPercentComplete: torrent.totalSize > 0 ? 1 : 0,
        rateDownload: torrent.downloadRate,
        rateUpload: torrent.uploadRate,
        eta: -1,
        peersConnected: 0,
        uploadRatio: torrent.ratio,
        addedDate: torrent.addedTime ?? 0,
        labels: [],
    };
}

export class NodesView {
    #live;
    #torrents = new Torrents();
    #grid = new Grid(byId("node-grid"), this.#torrents, "node-torrent-");
    #table = new Table("Nodes", NODES, "No nodes yet");
    #nodes = [];
    #node = "";
    #version = "";
    #timer = null;
    #isLooking = false;
    #looked = 0; // when

    /** Looks as long as the visitor of a list is logged in. */
    constructor(live) {
        this.#live = live;
        byId("nodes-table").append(this.#table.element);
        byId("node-search").addEventListener("input", (event) => this.#search(event.target.value.toLowerCase()));
        this.#grid.addEventListener("show", () => this.#count());
    }

    open() {
        this.close();
        this.#timer = setInterval(() => this.#isDue() && this.#look(), PAUSE);
        this.#look();
    }

    close() {
        clearInterval(this.#timer);
    }

    /** Shows the torrents of that node; of another one than this if it has no name. */
    show(node) {
        if (node !== "" && node !== this.#node) {
            this.#node = node;
            this.#version = "";
            this.#torrents.clear();
            this.#look();
        }
    }

    #isDue() {
        const isLongAgo = this.#torrents.size < MANY || Date.now() - this.#looked >= PAUSE_OF_MANY;
        return isLongAgo && !document.hidden && !this.#live.isLoggedOut; // each look would be a failed login
    }

    #search(text) {
        this.#grid.filter = (torrent) => `${torrent.name}\n${torrent.hashString}`.toLowerCase().includes(text);
    }

    async #look() {
        if (this.#isLooking) {
            return;
        }
        this.#isLooking = true;
        this.#looked = Date.now();
        let node;
        try {
            this.#showNodes((await read("nodes", NO_FLEET)).nodes);
            node = this.#node;
            const answer = await read(`torrents?node=${encodeURIComponent(node)}&version=${this.#version}`, NO_FLEET);
            if (node === this.#node && answer.torrents) {
                this.#version = answer.version;
                this.#torrents.take({ torrents: answer.torrents.map(fieldsOf) }, true);
            }
            this.#count();
            setText(byId("nodes-problem"), "");
        } catch (e) {
            setText(byId("nodes-problem"), `Not up to date: ${reason(e)}`);
        } finally {
            this.#isLooking = false;
        }
        if (node !== undefined && node !== this.#node) {
            this.#look(); // another one was chosen meanwhile
        }
    }

    #showNodes(nodes) {
        this.#nodes = nodes;
        this.#node ||= (nodes.find(({ isLocal }) => !isLocal) ?? nodes[0])?.name ?? "";
        this.#table.show(nodes);
        const names = [...new Set([...nodes.map(({ name }) => name), this.#node])].filter((name) => name !== "");
        const chooser = byId("node");
        if (names.join() !== [...chooser.options].map(({ value }) => value).join()) {
            chooser.replaceChildren(...names.map((name) => el("option", { value: name, text: name })));
        }
        chooser.value = this.#node;
    }

    #count() {
        const node = this.#nodes.find(({ name }) => name === this.#node);
        setText(byId("node-count"), textOf(node, this.#grid.count, this.#torrents.size));
    }
}

function textOf(node, shown, listed) {
    if (!node) {
        return "This node cannot be reached";
    } else if (node.numTorrents < 0) {
        return "This node does not report its torrents";
    }
    const all = plural(Math.max(node.numTorrents, listed), "torrent");
    return shown < Math.max(node.numTorrents, listed) ? `${shown} of ${all}` : all;
}
