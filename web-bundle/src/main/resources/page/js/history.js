/** The rates of the last minutes, of the session and of the torrents that were lately looked at. */

const MOST_SAMPLES = 600;
const MOST_TORRENTS = 50;
const STEP = 1000;

export class History {
    #torrents;
    #session = series();
    #byId = new Map();

    constructor(torrents) {
        this.#torrents = torrents;
        setInterval(() => this.#sample(), STEP);
    }

    /** Times in seconds, and download and upload rates in bytes per second, of the session. */
    get session() {
        return this.#session;
    }

    /** The same of a torrent; from the first question on. */
    of(id) {
        const known = this.#byId.get(id) ?? series();
        this.#byId.delete(id);
        this.#byId.set(id, known);
        if (this.#byId.size > MOST_TORRENTS) {
            this.#byId.delete(this.#byId.keys().next().value);
        }
        return known;
    }

    /** Forgets everything, as before another session. */
    clear() {
        this.#session = series();
        this.#byId.clear();
    }

    #sample() {
        const now = Date.now() / 1000;
        let down = 0;
        let up = 0;
        for (const torrent of this.#torrents.values()) {
            down += torrent.rateDownload;
            up += torrent.rateUpload;
        }
        add(this.#session, now, down, up);
        for (const [id, known] of this.#byId) {
            const torrent = this.#torrents.get(id);
            add(known, now, torrent?.rateDownload ?? 0, torrent?.rateUpload ?? 0);
        }
    }
}

const series = () => [[], [], []];

function add(known, ...sample) {
    sample.forEach((value, index) => {
        known[index].push(value);
        if (known[index].length > MOST_SAMPLES) {
            known[index].shift();
        }
    });
}
