/** A place among the windows of a browser for one whose server pushes changes. */

// A browser opens six connections to a server, for all its windows together. A stream of events keeps one as long as the
// window is open; what is played, and what is asked, needs the others.
const MOST = 3;

/** True if this window has such a place now, until it is closed. */
export async function takeSlot() {
    if (!navigator.locks) {
        return true; // not of a secure origin: nobody counts
    }
    for (let number = 0; number < MOST; number++) {
        if (await hasTaken(`events-${number}`)) {
            return true;
        }
    }
    return false;
}

function hasTaken(name) {
    return new Promise((resolve) => {
        navigator.locks.request(name, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock === null ? null : new Promise(() => {}); // kept
        });
    });
}
