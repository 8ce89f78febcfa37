/** The rates of a torrent over time. */

import { Chart } from "./chart.js";

export class Rates {
    fields = ["rateDownload", "rateUpload"];
    #history;
    #chart = new Chart();
    element = this.#chart.element;

    constructor(history) {
        this.#history = history;
    }

    clear() {
        this.#chart.show([[], [], []]);
    }

    show({ id }) {
        this.#chart.show(this.#history.of(id));
    }
}
