/** The columns of the list of torrents. */

import { UNKNOWN, duration, percent, rate, ratio, size, time } from "./format.js";
import { progressOf, titleOf } from "./torrents.js";

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

const byText = (value) => (one, other) => names.compare(value(one), value(other));
const byNumber = (value) => (one, other) => value(one) - value(other);

// Nothing to say is not shown: a list of zeros hides what happens.
const some = (format) => (number) => (number > 0 ? format(number) : "");

// Without a time to completion last, not first.
const etaOf = (torrent) => (torrent.eta >= 0 ? torrent.eta : Infinity);
const sizeOf = (torrent) => (torrent.metadataPercentComplete < 1 ? -1 : torrent.totalSize);

function numeric(key, label, width, value, text) {
    return { key, label, width, value, text, compare: byNumber(value), isNumber: true };
}

function textual(key, label, width, value) {
    return { key, label, width, value, text: value, compare: byText(value) };
}

/** Each with what it is sorted by, its text, and the width it wants. */
export const COLUMNS = [
    textual("name", "Name", "minmax(10rem, 1fr)", titleOf),
    numeric("size", "Size", "6.5rem", sizeOf, (torrent) => size(sizeOf(torrent))),
    numeric("progress", "Done", "8.5rem", progressOf, (torrent) => percent(progressOf(torrent))),
    textual("state", "State", "9.5rem", (torrent) => torrent.state),
    numeric("down", "Down", "7rem", (torrent) => torrent.rateDownload, (torrent) => some(rate)(torrent.rateDownload)),
    numeric("up", "Up", "7rem", (torrent) => torrent.rateUpload, (torrent) => some(rate)(torrent.rateUpload)),
    numeric("eta", "ETA", "5.5rem", etaOf, (torrent) => (torrent.eta >= 0 ? duration(torrent.eta) : "")),
    numeric("peers", "Peers", "4.5rem", (torrent) => torrent.peersConnected, (torrent) => some(String)(torrent.peersConnected)),
    numeric("ratio", "Ratio", "4.5rem", (torrent) => torrent.uploadRatio, (torrent) => (torrent.uploadRatio >= 0 ? ratio(torrent.uploadRatio) : UNKNOWN)),
    textual("labels", "Labels", "6.5rem", (torrent) => torrent.labels.join(", ")),
    numeric("added", "Added", "11.75rem", (torrent) => torrent.addedDate, (torrent) => time(torrent.addedDate)),
];

/** The column with that key. */
export const columnOf = (key) => COLUMNS.find((column) => column.key === key) ?? COLUMNS[0];
