/** Keeps the torrents of a session up to date: changes are pushed, or asked for where they cannot be pushed. */

import { reason } from "./notices.js";
import { fieldsOf } from "./status.js";
import { FIELDS } from "./torrents.js";

const PAUSE = 1000;
const HIDDEN_PAUSE = 10_000;
const LONGEST_RETRY = 15_000;
// The server knows what changed within the last minute.
const MEMORY = 50_000;
// After a refusal, as of too many clients, a browser does not try again by itself.
const PUSH_RETRY = 30_000;

/** What is said in the log of events; what the list shows anyway is not. */
const ALERTS = [
    "torrentFinished", "torrentError", "fileError", "metadataReceived", "metadataFailed", "torrentChecked", "trackerError",
    "trackerWarning", "scrapeFailed", "fastresumeRejected", "fileCompleted", "fileRenamed", "fileRenameFailed", "storageMoved",
    "storageMovedFailed", "torrentDeleted", "torrentDeleteFailed", "hashFailed", "peerBan", "listenSucceeded", "listenFailed",
    "externalIp", "portmap", "portmapError", "performance", "sessionError", "stateDamaged", "stateFailing", "stateRecovered",
    "oversizedFile", "torrentNeedCert",
];

/**
 * Raises `state`, whose detail is empty while the server answers, else the reason why it does not; `alert`, with the
 * properties of an event of the session.
 */
export class Live extends EventTarget {
    #torrents;
    #rpc = null;
    #stream = null;
    #isPushed = false;
    #wake = () => {};
    #lastAnswer = 0;
    #problem = null;

    constructor(torrents) {
        super();
        this.#torrents = torrents;
        document.addEventListener("visibilitychange", () => this.#wake());
    }

    /** Follows another session. */
    follow(session, rpc) {
        this.#rpc = rpc;
        this.#lastAnswer = 0;
        this.#torrents.clear();
        this.#run(rpc);
        this.#listen(session, rpc);
    }

    /** Asks now, as after an action. */
    refresh() {
        this.#wake(true);
    }

    #listen(session, rpc) {
        this.#stream?.close();
        this.#isPushed = false;
        const types = ["status", ...ALERTS].join(",");
        const stream = new EventSource(`${location.origin}/torrentxt/events/${encodeURIComponent(session)}?types=${types}`);
        this.#stream = stream;
        stream.addEventListener("status", ({ data }) => this.#push(JSON.parse(data)));
        ALERTS.forEach((name) =>
            stream.addEventListener(name, ({ data }) => this.dispatchEvent(new CustomEvent("alert", { detail: JSON.parse(data) }))),
        );
        stream.addEventListener("error", () => {
            this.#isPushed = false;
            this.#wake();
            if (stream.readyState === EventSource.CLOSED) {
                setTimeout(() => this.#rpc === rpc && this.#stream === stream && this.#listen(session, rpc), PUSH_RETRY);
            }
        });
    }

    #push({ complete, torrents, removed }) {
        this.#isPushed = true;
        this.#lastAnswer = Date.now();
        this.#torrents.take({ torrents: torrents.map(fieldsOf), removed }, complete);
        this.#report("");
    }

    async #run(rpc) {
        let failures = 0;
        let isAsked = true;
        while (this.#rpc === rpc) {
            if (isAsked || !this.#isPushed) {
                try {
                    await this.#ask(rpc);
                    failures = 0;
                    this.#report("");
                } catch (e) {
                    failures++;
                    this.#report(reason(e));
                }
            }
            const pause = document.hidden ? HIDDEN_PAUSE : PAUSE;
            isAsked = await this.#sleep(failures === 0 ? pause : Math.min(LONGEST_RETRY, PAUSE * 2 ** (failures - 1)));
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

    // True if it was ended by a question.
    #sleep(millis) {
        return new Promise((resolve) => {
            this.#wake = (isAsked = false) => resolve(isAsked);
            setTimeout(() => resolve(false), millis);
        });
    }

    #report(problem) {
        if (problem !== this.#problem) {
            this.#problem = problem;
            this.dispatchEvent(new CustomEvent("state", { detail: problem }));
        }
    }
}
