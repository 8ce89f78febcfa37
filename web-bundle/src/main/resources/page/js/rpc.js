/** The Transmission RPC protocol of one session. */

/** An answer other than success; the message is the server's. */
export class RpcError extends Error {}

/** The visitor has to log in again. */
export class LoggedOutError extends RpcError {}

/** Raises `ended` with each answer that the visitor has to log in again, whoever asked. */
export const visit = new EventTarget();

const ID_HEADER = "X-Transmission-Session-Id";
const TIMEOUT = 30_000;

export class Rpc {
    #url;
    #id = "";

    constructor(session) {
        // From the origin: the page's own address may contain a user's name and password, which fetch rejects.
        this.#url = `${location.origin}/transmission/${encodeURIComponent(session)}/rpc`;
    }

    /**
     * Calls a method.
     *
     * @param method its name
     * @param args its arguments
     * @return the answer's arguments
     */
    async call(method, args = {}, timeout = TIMEOUT) {
        const body = JSON.stringify({ method, arguments: args });
        const post = () => this.#post(body, timeout);
        let response = await welcomed(post);
        if (response.status === 409) {
            this.#id = response.headers.get(ID_HEADER) ?? "";
            response = await welcomed(post);
        }
        if (!response.ok) {
            throw problem(response);
        }
        const answer = await response.json();
        if (answer.result !== "success") {
            throw new RpcError(answer.result);
        }
        return answer.arguments ?? {};
    }

    #post(body, timeout) {
        return fetch(this.#url, {
            method: "POST",
            body,
            headers: { "Content-Type": "application/json", [ID_HEADER]: this.#id },
            credentials: "same-origin",
            cache: "no-store",
            signal: AbortSignal.timeout(timeout),
        });
    }
}

/**
 * A document of the page's own, read-only API.
 *
 * @param missing what is wrong if there is none
 */
export async function read(path, missing = "") {
    const response = await welcomed(() => get(`api/${path}`));
    if (response.status === 404 && missing !== "") {
        throw new RpcError(missing);
    }
    if (!response.ok) {
        throw problem(response);
    }
    return response.json();
}

function get(path) {
    return fetch(`${location.origin}/torrentxt/${path}`, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
}

/** Ends the visit; the login form is shown next. */
export async function logOut() {
    await fetch(`${location.origin}/torrentxt/logout`, { method: "POST", redirect: "manual", headers: { "X-Requested-With": "fetch" } });
    location.assign(`${location.origin}/torrentxt/login`);
}

// A visit ends with its time, and with the server. Where the browser itself knows user and password, which it sends with
// requests for the page only, asking for the page begins another one. Not twice in a row: failed logins are counted.
let mayBegin = true;
let beginning = null;

async function welcomed(ask) {
    let response = await ask();
    if (response.status === 401 && (await begin())) {
        response = await ask();
    }
    mayBegin ||= response.ok;
    return response;
}

function begin() {
    if (!mayBegin) {
        return false;
    }
    beginning ??= get("")
        .then(({ ok, status }) => {
            mayBegin = status !== 401 && status !== 429;
            return ok;
        })
        .finally(() => {
            beginning = null;
        });
    return beginning;
}

function problem(response) {
    switch (response.status) {
        case 401:
            visit.dispatchEvent(new Event("ended"));
            return new LoggedOutError("your login has ended");
        case 403:
            return new RpcError("not allowed: your role has read-only access");
        case 404:
            return new RpcError("the session is not running; choose another one");
        case 413:
            return new RpcError("too large; see body.limit in the configuration org.torrentxt.web");
        default:
            return new RpcError(`the server answered ${response.status} ${response.statusText}`.trim());
    }
}
