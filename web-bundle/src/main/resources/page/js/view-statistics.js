/** What a session has done, and its rates over time. */

import { Chart } from "./chart.js";
import { byId, facts, setText } from "./dom.js";
import { count, duration, rate, ratio, size } from "./format.js";
import { reason } from "./notices.js";
import { read } from "./rpc.js";

const PAUSE = 2000;
const MINUTE = 60_000;

export class StatisticsView {
    #site;
    #history;
    #chart = new Chart();
    #day = new Chart();
    #timer = null;
    #dayTimer = null;

    constructor(site, history) {
        this.#site = site;
        this.#history = history;
        byId("statistics-chart").append(this.#chart.element);
        byId("statistics-day-chart").append(this.#day.element);
    }

    open() {
        this.close();
        this.#timer = setInterval(() => this.#show(), PAUSE);
        this.#dayTimer = setInterval(() => this.#showDay(), MINUTE);
        this.#show();
        this.#showDay();
    }

    close() {
        clearInterval(this.#timer);
        clearInterval(this.#dayTimer);
    }

    /** Where the rates of a day are recorded, and some are known. */
    async #showDay() {
        try {
            const { begin, step, download, upload } = await read(`rates?session=${encodeURIComponent(this.#site.session)}`);
            byId("statistics-day").hidden = !download.some((known) => known !== null);
            this.#day.show([download.map((_, index) => begin + index * step), download, upload]);
        } catch (e) {
            setText(byId("statistics-problem"), reason(e));
        }
    }

    async #show() {
        this.#chart.show(this.#history.session);
        try {
            const stats = await this.#site.rpc.call("session-stats");
            byId("statistics-now").replaceChildren(
                facts([
                    ["Torrents", `${count(stats.torrentCount)}, ${count(stats.activeTorrentCount)} active, ${count(stats.pausedTorrentCount)} paused`],
                    ["Download", rate(stats.downloadSpeed)],
                    ["Upload", rate(stats.uploadSpeed)],
                ]),
            );
            byId("statistics-current").replaceChildren(totals(stats["current-stats"]));
            byId("statistics-all").replaceChildren(totals(stats["cumulative-stats"]));
            setText(byId("statistics-problem"), "");
        } catch (e) {
            setText(byId("statistics-problem"), reason(e));
        }
    }
}

function totals(stats) {
    return facts([
        ["Downloaded", size(stats.downloadedBytes)],
        ["Uploaded", size(stats.uploadedBytes)],
        ["Ratio", ratio(stats.downloadedBytes > 0 ? stats.uploadedBytes / stats.downloadedBytes : -1)],
        ["Torrents added", count(stats.filesAdded)],
        ["Sessions", count(stats.sessionCount)],
        ["Time running", duration(stats.secondsActive)],
    ]);
}
