/** The Transmission RPC protocol of one session. */

/** An answer other than success; the message is the server's. */
export class RpcError extends Error {}

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
        let response = await this.#post(body, timeout);
        if (response.status === 409) {
            this.#id = response.headers.get(ID_HEADER) ?? "";
            response = await this.#post(body, timeout);
        }
        if (!response.ok) {
            throw new RpcError(await problem(response));
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

/** A document of the page's own, read-only API. */
export async function read(path) {
    const response = await fetch(`${location.origin}/torrentxt/api/${path}`, {
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) {
        throw new RpcError(await problem(response));
    }
    return response.json();
}

/** Ends the visit; the login form is shown next. */
export async function logOut() {
    await fetch(`${location.origin}/torrentxt/logout`, { method: "POST", redirect: "manual", headers: { "X-Requested-With": "fetch" } });
    location.assign(`${location.origin}/torrentxt/login`);
}

async function problem(response) {
    switch (response.status) {
        case 401:
            location.assign(`${location.origin}/torrentxt/login`);
            return "not logged in";
        case 403:
            return "not allowed: your role has read-only access";
        case 404:
            return "the session is not running; choose another one";
        case 413:
            return "too large; see body.limit in the configuration org.torrentxt.web";
        default:
            return `the server answered ${response.status} ${response.statusText}`.trim();
    }
}
