/** Download and upload rates over time, plotted by uPlot. */

import uPlot from "../uplot/uPlot.esm.js";
import { el, setText } from "./dom.js";
import { rate } from "./format.js";

const LINE = 1.5;
const AXIS = 92;
// At least so much of the time axis is shown, so that the first minutes do not rush by.
const SHORTEST = 120;
// Steps that are whole numbers of B, KiB, MiB, GiB.
const STEPS = Array.from({ length: 40 }, (_, power) => 2 ** power);
const TIME = uPlot.fmtDate("{HH}:{mm}:{ss}");

export class Chart {
    element;
    #space = el("div", { class: "plot", "aria-hidden": "true" });
    #summary = el("p", { class: "note" });
    #plot = null;
    #data = [[], [], []];

    constructor() {
        this.element = el(
            "div",
            { class: "chart" },
            this.#summary,
            el("ul", { class: "legend" }, key("down", "Download"), key("up", "Upload")),
            this.#space,
        );
        new ResizeObserver(() => this.#resize()).observe(this.#space);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    }

    /** Shows times, download rates and upload rates. */
    show(data) {
        this.#data = data;
        const [, down, up] = data;
        const last = (rates) => rate(rates.at(-1) ?? 0);
        const most = (rates) => rate(rates.reduce((one, other) => Math.max(one, other), 0));
        setText(this.#summary, `Download ${last(down)}, at most ${most(down)}; upload ${last(up)}, at most ${most(up)}`);
        if (this.#plot) {
            this.#plot.setData(data);
        } else {
            this.#draw();
        }
    }

    #resize() {
        const { clientWidth: width, clientHeight: height } = this.#space;
        if (this.#plot && width > 0 && height > 0) {
            this.#plot.setSize({ width, height });
        } else {
            this.#draw();
        }
    }

    #draw() {
        this.#plot?.destroy();
        this.#plot = null;
        const { clientWidth: width, clientHeight: height } = this.#space;
        if (width > 0 && height > 0) {
            this.#plot = new uPlot(options(getComputedStyle(this.#space), width, height), this.#data, this.#space);
        }
    }
}

function key(name, text) {
    return el("li", { class: `key ${name}` }, el("span", { class: "swatch" }), text);
}

function options(style, width, height) {
    const color = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: color("--muted"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), width: 1 } };
    return {
        width,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: {
            x: { range: (_, first, last) => [Math.min(first, last - SHORTEST), last] },
            y: { range: (_, __, most) => [0, Math.max(1024, most * 1.1)] },
        },
        series: [
            {},
            { stroke: color("--down"), width: LINE, fill: color("--down-fill"), points: { show: false } },
            { stroke: color("--up"), width: LINE, points: { show: false } },
        ],
        axes: [
            { ...axis, space: 80, values: (_, ticks) => ticks.map((tick) => TIME(new Date(tick * 1000))) },
            { ...axis, size: AXIS, incrs: STEPS, values: (_, ticks) => ticks.map(rate) },
        ],
    };
}
