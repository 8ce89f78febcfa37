/** The torrents of a session as last reported. */

/** What the list shows of each torrent. */
export const FIELDS = [
    "id", "hashString", "name", "status", "error", "errorString", "totalSize", "sizeWhenDone", "leftUntilDone",
    "percentDone", "metadataPercentComplete", "recheckProgress", "rateDownload", "rateUpload", "eta",
    "peersConnected", "uploadedEver", "downloadedEver", "uploadRatio", "addedDate", "labels",
    "category", "queuePosition",
];

const LOCAL_ERROR = 3;

/** The states by which torrents are filtered, in the order of the filters. */
export const STATES = [
    ["all", "All", () => true],
    ["active", "Active", (torrent) => torrent.rateDownload > 0 || torrent.rateUpload > 0],
    ["downloading", "Downloading", (torrent) => torrent.state === "downloading" || torrent.state === "fetching metadata"],
    ["complete", "Complete", (torrent) => torrent.percentDone >= 1 && torrent.metadataPercentComplete >= 1],
    ["paused", "Paused", (torrent) => torrent.state === "paused"],
    ["queued", "Queued", (torrent) => torrent.state === "queued"],
    ["checking", "Checking", (torrent) => torrent.state === "checking"],
    ["error", "Error", (torrent) => torrent.state === "error"],
];

/** The state in a word or two, as in the console; error takes precedence. */
function stateOf(torrent) {
    if (torrent.error === LOCAL_ERROR) {
        return "error";
    }
    switch (torrent.status) {
        case 0:
            return "paused";
        case 1:
        case 2:
            return "checking";
        case 3:
        case 5:
            return "queued";
        case 4:
            return torrent.metadataPercentComplete < 1 ? "fetching metadata" : "downloading";
        default:
            return torrent.sizeWhenDone < torrent.totalSize ? "finished" : "seeding";
    }
}

/** Progress of what it is doing, 0 to 1. */
export const progressOf = (torrent) => (torrent.state === "checking" ? torrent.recheckProgress : torrent.percentDone);

/** Its name if it is known, else its info-hash. */
export const titleOf = (torrent) => torrent.name || torrent.hashString;

/** Raises `change`, whose detail has pairs of the torrent before and after, null where there is none. */
export class Torrents extends EventTarget {
    #torrents = new Map();

    get size() {
        return this.#torrents.size;
    }

    get(id) {
        return this.#torrents.get(id);
    }

    values() {
        return this.#torrents.values();
    }

    /** Takes an answer to torrent-get; a complete one has all torrents, and those that it lacks are gone. */
    take({ torrents, removed = [] }, isComplete) {
        const changes = [];
        const seen = new Set();
        for (const changed of asObjects(torrents)) {
            seen.add(changed.id);
            this.#put(changed, changes);
        }
        const gone = isComplete ? [...this.#torrents.keys()].filter((id) => !seen.has(id)) : removed;
        gone.forEach((id) => this.#remove(id, changes));
        this.#raise(changes);
    }

    /** Forgets all, as before those of another session. */
    clear() {
        const changes = [];
        [...this.#torrents.keys()].forEach((id) => this.#remove(id, changes));
        this.#raise(changes);
    }

    #put(changed, changes) {
        const before = this.#torrents.get(changed.id) ?? null;
        const after = { ...before, ...changed };
        after.state = after.word ?? stateOf(after); // other nodes report it in a word
        this.#torrents.set(after.id, after);
        changes.push([before, after]);
    }

    #remove(id, changes) {
        const before = this.#torrents.get(id);
        if (before) {
            this.#torrents.delete(id);
            changes.push([before, null]);
        }
    }

    #raise(changes) {
        if (changes.length > 0) {
            this.dispatchEvent(new CustomEvent("change", { detail: changes }));
        }
    }
}

// Rows of values after a row of names, or objects.
function asObjects(torrents) {
    if (torrents.length === 0 || !Array.isArray(torrents[0])) {
        return torrents;
    }
    const [names, ...rows] = torrents;
    return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
}
