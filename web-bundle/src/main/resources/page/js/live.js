/** Keeps the torrents of a session up to date. */

import { FIELDS } from "./torrents.js";

const PAUSE = 1000;
const HIDDEN_PAUSE = 10_000;
// The server knows what changed within the last minute.
const MEMORY = 50_000;
const LONGEST_RETRY = 15_000;

/** Raises `state`, whose detail is empty while the server answers, else the reason why it does not. */
export class Live extends EventTarget {
    #torrents;
    #rpc = null;
    #wake = () => {};
    #lastAnswer = 0;
    #problem = null;

    constructor(torrents) {
        super();
        this.#torrents = torrents;
        document.addEventListener("visibilitychange", () => this.#wake());
    }

    /** Follows another session. */
    follow(rpc) {
        this.#rpc = rpc;
        this.#lastAnswer = 0;
        this.#torrents.clear();
        this.#run(rpc);
    }

    /** Asks now, as after an action. */
    refresh() {
        this.#wake();
    }

    async #run(rpc) {
        let failures = 0;
        while (this.#rpc === rpc) {
            try {
                await this.#ask(rpc);
                failures = 0;
                this.#report("");
            } catch (e) {
                failures++;
                this.#report(e.message);
            }
            const pause = document.hidden ? HIDDEN_PAUSE : PAUSE;
            await this.#sleep(failures === 0 ? pause : Math.min(LONGEST_RETRY, PAUSE * 2 ** (failures - 1)));
        }
    }

    async #ask(rpc) {
        const now = Date.now();
        const isComplete = now - this.#lastAnswer > MEMORY;
        const some = isComplete ? {} : { ids: "recently-active" };
        const answer = await rpc.call("torrent-get", { fields: FIELDS, format: "table", ...some });
        if (this.#rpc === rpc) {
            this.#lastAnswer = now;
            this.#torrents.take(answer, isComplete);
        }
    }

    #sleep(millis) {
        return new Promise((resolve) => {
            this.#wake = resolve;
            setTimeout(resolve, millis);
        });
    }

    #report(problem) {
        if (problem !== this.#problem) {
            this.#problem = problem;
            this.dispatchEvent(new CustomEvent("state", { detail: problem }));
        }
    }
}
