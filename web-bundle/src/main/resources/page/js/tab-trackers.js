/** The trackers of a torrent and what they last answered. */

import { count, duration } from "./format.js";
import { Table } from "./table.js";

function status(tracker) {
    if (tracker.announceState === 3) {
        return "announcing";
    }
    if (!tracker.hasAnnounced) {
        return "not announced yet";
    }
    return tracker.lastAnnounceSucceeded ? "working" : tracker.lastAnnounceTimedOut ? "timed out" : "failed";
}

function next(tracker) {
    const seconds = tracker.nextAnnounceTime - Date.now() / 1000;
    return seconds > 0 ? duration(seconds) : "";
}

// A result of "Success" says no more than the status.
const message = ({ lastAnnounceResult }) => (lastAnnounceResult === "Success" ? "" : (lastAnnounceResult ?? ""));

export class Trackers {
    fields = ["trackerStats"];
    #table = new Table(
        "Trackers",
        [
            ["Tier", (tracker) => String(tracker.tier), true],
            ["URL", (tracker) => tracker.announce],
            ["Status", status],
            ["Message", message],
            ["Next", next, true],
            ["Seeds", (tracker) => count(tracker.seederCount), true],
            ["Leechers", (tracker) => count(tracker.leecherCount), true],
        ],
        "No trackers.",
    );
    element = this.#table.element;

    clear() {
        this.#table.show([]);
    }

    show({ trackerStats }) {
        this.#table.show(trackerStats);
    }
}
