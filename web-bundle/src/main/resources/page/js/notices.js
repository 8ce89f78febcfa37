/** Short messages about what happened, seen and spoken. */

import { byId, el } from "./dom.js";

const TIME = 6000;

/** Says that something was done. */
export function say(text) {
    const notice = el("p", { text });
    byId("notices").append(notice);
    setTimeout(() => notice.remove(), TIME);
}

/** Says that something failed, until it is dismissed. */
export function warn(text) {
    const notice = el("p", { class: "problem" }, el("span", { text }));
    notice.append(el("button", { type: "button", class: "plain", "aria-label": "Dismiss", text: "×", click: () => notice.remove() }));
    byId("problems").append(notice);
}

/** Runs what may fail; a failure is said, with what was tried. */
export async function trying(what, action) {
    try {
        return await action();
    } catch (e) {
        warn(`${what}: ${reason(e)}`);
        return undefined;
    }
}

/** What went wrong, in words. */
export function reason(error) {
    if (error.name === "TimeoutError") {
        return "no answer in time; try again";
    }
    return error instanceof TypeError ? "the server cannot be reached" : error.message;
}
