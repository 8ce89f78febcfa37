/** Keeps the torrents of a session up to date: changes are pushed, or asked for where they cannot be pushed. */

import { reason } from "./notices.js";
import { LoggedOutError, visit } from "./rpc.js";
import { takeSlot } from "./slot.js";
import { fieldsOf } from "./status.js";
import { FIELDS } from "./torrents.js";

const PAUSE = 1000;
const HIDDEN_PAUSE = 10_000;
const LONGEST_RETRY = 15_000;
// The server knows what changed within the last minute.
const MEMORY = 50_000;
// After a refusal, as of too many clients, a browser does not try again by itself.
const PUSH_RETRY = 30_000;
// Where nothing changes nothing is pushed; a server that hangs, or that the network has lost, pushes nothing, either.
const QUIET = 20_000;

/** What is said in the log of events; what the list shows anyway is not. */
const ALERTS = [
    "torrentFinished", "torrentError", "fileError", "metadataReceived", "metadataFailed", "torrentChecked", "trackerError",
    "trackerWarning", "scrapeFailed", "fastresumeRejected", "fileCompleted", "fileRenamed", "fileRenameFailed", "storageMoved",
    "storageMovedFailed", "torrentDeleted", "torrentDeleteFailed", "hashFailed", "peerBan", "listenSucceeded", "listenFailed",
    "externalIp", "portmap", "portmapError", "performance", "sessionError", "stateDamaged", "stateFailing", "stateRecovered",
    "networkDeviceDown", "networkDeviceUp", "oversizedFile", "torrentNeedCert",
];

/**
 * Raises `state`, whose detail has the reason why the server does not answer, empty while it does, and whether the visitor
 * has to log in; `alert`, with the properties of an event of the session; `gap`, when events of the session were missed.
 */
export class Live extends EventTarget {
    #torrents;
    #session = "";
    #rpc = null;
    #stream = null;
    #isPushed = false;
    #hasSlot = false;
    #wake = () => {};
    #lastAnswer = 0;
    #version = ""; // of the complete answer whose changes are to be pushed
    #problem = null;
    #isLoggedOut = false;

    constructor(torrents) {
        super();
        this.#torrents = torrents;
        document.addEventListener("visibilitychange", () => this.#wake());
        visit.addEventListener("ended", () => this.#isLoggedOut || this.refresh());
    }

    /** True while the visitor has to log in again. */
    get isLoggedOut() {
        return this.#isLoggedOut;
    }

    /** Follows another session. */
    follow(session, rpc) {
        this.#session = session;
        this.#rpc = rpc;
        this.#lastAnswer = 0;
        this.#version = "";
        this.#stream?.close();
        this.#stream = null;
        this.#isPushed = false;
        this.#torrents.clear();
        this.#run(rpc);
    }

    /** Asks now, as after an action. */
    refresh() {
        this.#wake(true);
    }

    async #listen() {
        this.#stream?.close();
        this.#isPushed = false;
        const rpc = this.#rpc;
        this.#hasSlot ||= await takeSlot();
        if (rpc !== this.#rpc) {
            return;
        }
        if (!this.#hasSlot) {
            setTimeout(() => rpc === this.#rpc && this.#listen(), PUSH_RETRY);
            return;
        }
        const types = ["status", ...ALERTS].join(",");
        const since = this.#version && `&since=${this.#version}`;
        this.#version = "";
        const stream = new EventSource(`${location.origin}/torrentxt/events/${encodeURIComponent(this.#session)}?types=${types}${since}`);
        this.#stream = stream;
        stream.addEventListener("status", ({ data }) => this.#push(JSON.parse(data)));
        ALERTS.forEach((name) =>
            stream.addEventListener(name, ({ data }) => this.dispatchEvent(new CustomEvent("alert", { detail: JSON.parse(data) }))),
        );
        stream.addEventListener("reset", () => this.dispatchEvent(new Event("gap")));
        stream.addEventListener("stopped", () => {
            this.#isPushed = false;
            this.#wake(true);
        });
        stream.addEventListener("error", () => {
            this.#isPushed = false;
            this.#wake();
            if (stream.readyState === EventSource.CLOSED) {
                setTimeout(() => this.#stream === stream && !this.#isLoggedOut && this.#listen(), PUSH_RETRY);
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
        let isFirst = true;
        while (this.#rpc === rpc) {
            if (isAsked || !this.#isPushed || Date.now() - this.#lastAnswer > QUIET) {
                try {
                    await this.#ask(rpc);
                    this.#report("");
                    if (failures > 0 && this.#stream?.readyState === EventSource.CLOSED) {
                        this.#listen();
                    }
                    failures = 0;
                } catch (e) {
                    failures++;
                    this.#report(reason(e), e instanceof LoggedOutError);
                }
            }
            if (isFirst && this.#rpc === rpc) {
                isFirst = false;
                this.#listen(); // from what is there now
            }
            const pause = document.hidden ? HIDDEN_PAUSE : PAUSE;
            isAsked = await this.#sleep(failures === 0 ? pause : Math.min(LONGEST_RETRY, PAUSE * 2 ** (failures - 1)));
        }
    }

    async #ask(rpc) {
        const now = Date.now();
        const isComplete = now - this.#lastAnswer > MEMORY;
        const some = isComplete ? { version: true } : { ids: "recently-active" };
        const answer = await rpc.call("torrent-get", { fields: FIELDS, format: "table", ...some });
        if (this.#rpc === rpc) {
            this.#lastAnswer = now;
            this.#torrents.take(answer, isComplete);
            this.#version = answer.version ?? "";
        }
    }

    // True if it was ended by a question.
    #sleep(millis) {
        return new Promise((resolve) => {
            this.#wake = (isAsked = false) => resolve(isAsked);
            setTimeout(() => resolve(false), millis);
        });
    }

    #report(problem, isLoggedOut = false) {
        if (problem !== this.#problem) {
            this.#problem = problem;
            this.#isLoggedOut = isLoggedOut;
            if (isLoggedOut) {
                this.#stream?.close(); // each attempt to connect again might be a failed login
            }
            this.dispatchEvent(new CustomEvent("state", { detail: { problem, isLoggedOut } }));
        }
    }
}
