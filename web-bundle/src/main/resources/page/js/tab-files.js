/** The files of a torrent: priorities, and playing them. */

import { el } from "./dom.js";
import { FileTree, priorityOf, settingOf } from "./file-tree.js";
import { trying } from "./notices.js";
import { play } from "./player.js";

/** The files as the tree wants them. They are served by their numbers in the torrent, which counts pad files, too. */
export const filesOf = (torrent) =>
    torrent.files.map((file, index) => ({ ...file, priority: priorityOf(torrent.fileStats[index]), served: file.index ?? index }));

export class Files {
    element = el("div", { class: "fill" });
    fields = ["files", "fileStats"];
    #site;
    #tree;
    #note = el("p", { class: "note", text: "The files are not known before the metadata has been received.", hidden: true });
    #torrent = null;

    constructor(site) {
        this.#site = site;
        this.#tree = new FileTree({ isEditable: () => site.mayManage, isPlayable: () => site.stream, label: "Files" });
        this.#tree.element.id = "files";
        this.#tree.addEventListener("priority", (event) => this.#setPriority(event.detail));
        this.#tree.addEventListener("play", ({ detail }) => play(site.session, this.#torrent.id, detail.served, detail.name));
        this.element.append(this.#note, this.#tree.element);
    }

    clear() {
        this.#torrent = null;
        this.#tree.show([]);
    }

    show(torrent) {
        this.#torrent = torrent;
        this.#note.hidden = torrent.files.length > 0;
        this.#tree.element.hidden = torrent.files.length === 0;
        this.#tree.show(filesOf(torrent));
    }

    async #setPriority({ indexes, priority }) {
        await trying("Priority not changed", () => this.#site.rpc.call("torrent-set", { ids: [this.#torrent.id], ...settingOf(indexes, priority) }));
        this.#site.refresh();
    }
}
