/** The pieces of a torrent, drawn: what is there, what peers have, what is not wanted. */

import { el, setText } from "./dom.js";
import { percent, plural } from "./format.js";

const GAP = 1;
const LARGEST = 14;
const SMALLEST = 4;

const KINDS = [
    ["have", "Downloaded"],
    ["common", "Available from peers"],
    ["rare", "Available from one peer"],
    ["missing", "Not available"],
    ["skipped", "Not wanted"],
];

export class Pieces {
    fields = ["pieces", "pieceCount", "pieceSize", "availability", "files", "wanted"];
    #canvas = el("canvas", { role: "img" });
    #summary = el("p", { class: "note" });
    #space = el("div", { class: "map" }, this.#canvas);
    element;
    #kinds = [];

    constructor() {
        const legend = KINDS.map(([kind, text]) => el("li", { class: `key ${kind}` }, el("span", { class: "swatch" }), text));
        this.element = el("div", { class: "pieces" }, this.#summary, el("ul", { class: "legend" }, ...legend), this.#space);
        new ResizeObserver(() => this.#draw()).observe(this.#space);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    }

    clear() {
        this.#kinds = [];
        setText(this.#summary, "");
        this.#draw();
    }

    show(torrent) {
        this.#kinds = kindsOf(torrent);
        const numbers = KINDS.map(([kind, text]) => [text.toLowerCase(), this.#kinds.filter((each) => each === kind).length]);
        const have = numbers[0][1];
        const others = numbers.slice(1).filter(([, number]) => number > 0).map(([text, number]) => `${number} ${text}`);
        const total = this.#kinds.length;
        const text =
            total === 0
                ? "The pieces are not known before the metadata has been received."
                : [`${have} of ${plural(total, "piece")} downloaded (${percent(have / total)})`, ...others].join(", ");
        setText(this.#summary, text);
        this.#canvas.setAttribute("aria-label", text);
        this.#draw();
    }

    #draw() {
        const { clientWidth: width, clientHeight: height } = this.#space;
        if (width === 0 || height === 0) {
            return;
        }
        const scale = devicePixelRatio || 1;
        this.#canvas.width = Math.floor(width * scale);
        this.#canvas.height = Math.floor(height * scale);
        const context = this.#canvas.getContext("2d");
        context.scale(scale, scale);
        const style = getComputedStyle(this.#space);
        const colors = Object.fromEntries(KINDS.map(([kind]) => [kind, style.getPropertyValue(`--piece-${kind}`)]));
        const cell = cellFor(this.#kinds.length, width, height);
        const columns = Math.floor(width / cell);
        const cells = Math.min(this.#kinds.length, columns * Math.floor(height / cell));
        const pieces = this.#kinds.length / Math.max(1, cells);
        for (let index = 0; index < cells; index++) {
            const some = this.#kinds.slice(Math.floor(index * pieces), Math.max(Math.floor(index * pieces) + 1, Math.floor((index + 1) * pieces)));
            context.fillStyle = colors[worst(some)];
            context.fillRect((index % columns) * cell, Math.floor(index / columns) * cell, cell - GAP, cell - GAP);
        }
    }
}

// As large as all pieces fit in; several pieces share the smallest cells.
function cellFor(pieces, width, height) {
    for (let cell = LARGEST; cell > SMALLEST; cell--) {
        if (Math.floor(width / cell) * Math.floor(height / cell) >= pieces) {
            return cell;
        }
    }
    return SMALLEST;
}

// A cell is downloaded once all its pieces are.
function worst(kinds) {
    const order = ["missing", "rare", "common", "have", "skipped"];
    return order.find((kind) => kinds.includes(kind)) ?? "skipped";
}

function kindsOf(torrent) {
    const bits = atob(torrent.pieces ?? "");
    const isWanted = wantedOf(torrent);
    return Array.from({ length: torrent.pieceCount }, (_, piece) => {
        if ((bits.charCodeAt(piece >> 3) & (0x80 >> (piece & 7))) !== 0) {
            return "have";
        }
        if (!isWanted(piece)) {
            return "skipped";
        }
        const peers = torrent.availability?.[piece] ?? 0;
        return peers > 1 ? "common" : peers === 1 ? "rare" : "missing";
    });
}

// A piece is wanted if one of the files in it is.
function wantedOf({ files, wanted, pieceCount, pieceSize }) {
    const isWanted = new Uint8Array(pieceCount);
    let offset = 0;
    files.forEach((file, index) => {
        const first = file.beginPiece ?? Math.floor(offset / pieceSize);
        const end = file.endPiece ?? Math.ceil((offset + file.length) / pieceSize);
        if (wanted[index] && file.length > 0) {
            isWanted.fill(1, first, end);
        }
        offset += file.length;
    });
    return (piece) => isWanted[piece] === 1;
}
