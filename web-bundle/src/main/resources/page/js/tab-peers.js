/** The peers of a torrent, the fastest first. */

import { percent, rate } from "./format.js";
import { Table } from "./table.js";

const some = (bytesPerSecond) => (bytesPerSecond > 0 ? rate(bytesPerSecond) : "");
const endpoint = ({ address, port }) => (address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`);

export class Peers {
    fields = ["peers"];
    #table = new Table(
        "Peers",
        [
            ["Address", endpoint],
            ["Client", (peer) => peer.clientName],
            ["Done", (peer) => percent(peer.progress), true],
            ["Down", (peer) => some(peer.rateToClient), true],
            ["Up", (peer) => some(peer.rateToPeer), true],
            ["Flags", (peer) => peer.flagStr],
            ["Connection", (peer) => [peer.isUTP ? "uTP" : "TCP", peer.isEncrypted ? "encrypted" : "", peer.isIncoming ? "incoming" : ""].filter(Boolean).join(", ")],
        ],
        "No peers are connected.",
    );
    element = this.#table.element;

    clear() {
        this.#table.show([]);
    }

    show({ peers }) {
        const total = (peer) => peer.rateToClient + peer.rateToPeer;
        this.#table.show([...peers].sort((one, other) => total(other) - total(one) || endpoint(one).localeCompare(endpoint(other))));
    }
}
