/** The facts about a torrent. */

import { el, setText } from "./dom.js";
import { UNKNOWN, count, duration, percent, plural, rate, ratio, size, time } from "./format.js";
import { progressOf } from "./torrents.js";

const limit = (isLimited, kilobytes) => (isLimited ? rate(kilobytes * 1000) : "none");

/** Each with its text; an empty one is not shown. */
const FACTS = [
    ["State", (t) => t.state],
    ["Done", (t) => `${percent(progressOf(t))} of ${size(t.sizeWhenDone)}`],
    ["Left", (t) => (t.leftUntilDone > 0 ? size(t.leftUntilDone) : "")],
    ["ETA", (t) => (t.eta >= 0 ? duration(t.eta) : "")],
    ["Size", (t) => size(t.totalSize)],
    ["Downloaded", (t) => `${size(t.downloadedEver)}${t.corruptEver > 0 ? `, ${size(t.corruptEver)} corrupt` : ""}`],
    ["Uploaded", (t) => size(t.uploadedEver)],
    ["Ratio", (t) => ratio(t.uploadRatio)],
    ["Rates", (t) => `${rate(t.rateDownload)} down, ${rate(t.rateUpload)} up`],
    ["Limits", (t) => `${limit(t.downloadLimited, t.downloadLimit)} down, ${limit(t.uploadLimited, t.uploadLimit)} up`],
    ["Peers", (t) => `${count(t.peersConnected)} connected, ${count(t.peersSendingToUs)} sending, ${count(t.peersGettingFromUs)} receiving`],
    ["Pieces", (t) => (t.pieceCount > 0 ? `${plural(t.pieceCount, "piece")} of ${size(t.pieceSize)}` : UNKNOWN)],
    ["Queue", (t) => (t.queuePosition >= 0 && t.percentDone < 1 ? String(t.queuePosition + 1) : "")],
    ["Labels", (t) => t.labels.join(", ")],
    ["Category", (t) => t.category],
    ["Folder", (t) => t.downloadDir],
    ["Added", (t) => time(t.addedDate)],
    ["Finished", (t) => (t.doneDate > 0 ? time(t.doneDate) : "")],
    ["Last activity", (t) => (t.activityDate > 0 ? time(t.activityDate) : "")],
    ["Private", (t) => (t.isPrivate ? "yes" : "")],
    ["Created", (t) => (t.dateCreated > 0 ? time(t.dateCreated) : "")],
    ["Created by", (t) => t.creator],
    ["Comment", (t) => t.comment],
    ["Info-hash", (t) => t.hashString],
    ["Magnet link", (t) => t.magnetLink],
];

export class Overview {
    element = el("div", { class: "overview" });
    fields = [
        "corruptEver", "downloadLimit", "downloadLimited", "uploadLimit", "uploadLimited", "peersGettingFromUs", "pieceCount",
        "pieceSize", "downloadDir", "doneDate", "activityDate", "isPrivate", "dateCreated", "creator", "comment", "magnetLink",
        "peersSendingToUs",
    ];
    #problem = el("p", { class: "problem", hidden: true });
    #rows;

    constructor() {
        this.#rows = FACTS.map(([term, text]) => {
            const value = el("dd");
            return { text, value, row: el("div", { hidden: true }, el("dt", { text: term }), value) };
        });
        this.element.append(this.#problem, el("dl", { class: "facts" }, ...this.#rows.map(({ row }) => row)));
    }

    clear() {
        this.#problem.hidden = true;
        this.#rows.forEach(({ row }) => {
            row.hidden = true;
        });
    }

    show(torrent) {
        setText(this.#problem, torrent.errorString ?? "");
        this.#problem.hidden = !torrent.errorString;
        this.#rows.forEach(({ text, value, row }) => {
            const shown = text(torrent) ?? "";
            setText(value, shown);
            row.hidden = shown === "";
        });
    }
}
