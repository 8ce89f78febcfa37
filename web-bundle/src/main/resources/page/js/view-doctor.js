/** What the health checks find, as torrent:doctor shows it. */

import { byId, el, setText } from "./dom.js";
import { reason } from "./notices.js";
import { read } from "./rpc.js";

const WORDS = { ok: "ok", warning: "warning", error: "error" };

export class DoctorView {
    #site;

    constructor(site) {
        this.#site = site;
        byId("doctor-again").addEventListener("click", () => this.open());
    }

    async open() {
        try {
            const { findings } = await read(`doctor?session=${encodeURIComponent(this.#site.session)}`);
            byId("doctor-findings").replaceChildren(
                ...findings.map(({ severity, session, subject, text }) =>
                    el(
                        "tr",
                        { class: severity },
                        el("td", {}, el("span", { class: "severity", text: WORDS[severity] ?? severity })),
                        el("td", { text: session }),
                        el("td", { text: subject }),
                        el("td", { text }),
                    ),
                ),
            );
            setText(byId("doctor-problem"), "");
        } catch (e) {
            setText(byId("doctor-problem"), reason(e));
        }
    }

    close() {}
}
