/** Adding torrents: links, files, what is dropped on the page; and the choice of files before one starts. */

import { optionsOf } from "./actions.js";
import { ask, byId, el, setText } from "./dom.js";
import { FileTree } from "./file-tree.js";
import { plural, size } from "./format.js";
import { reason, say, warn } from "./notices.js";
import { filesOf } from "./tab-files.js";

const PAUSE = 500;
const ADD_TIMEOUT = 90_000;
// Nobody has a larger .torrent file, and reading a film into memory may end the page.
const LARGEST = 64 * 1024 * 1024;

export class Add {
    #site;
    #files = [];
    #tree = new FileTree({ isEditable: () => true, isPlayable: () => false, label: "Files to download" });

    constructor(site) {
        this.#site = site;
        this.#tree.element.id = "choose";
        byId("choose-tree").append(this.#tree.element);
        this.#tree.addEventListener("priority", () => this.#showTotal());
        byId("choose-all").addEventListener("click", () => this.#setAll("normal"));
        byId("choose-none").addEventListener("click", () => this.#setAll("skip"));
        byId("add-button").addEventListener("click", () => this.open());
        byId("add-files").addEventListener("change", (event) => this.#take([...event.target.files]));
        // Checked before the dialog closes, so that nothing that was entered is lost.
        byId("add-dialog").addEventListener("submit", (event) => {
            if (event.submitter?.value === "add" && this.#sources().length === 0) {
                event.preventDefault();
                setText(byId("add-problem"), "Enter a magnet link or a URL, or choose a file.");
                byId("add-links").focus();
            }
        });
        this.#acceptDrops();
    }

    /** Opens the dialog with these links and files; into one that is open already they are put, too. */
    async open(links = "", files = []) {
        if (!this.#mayOpen()) {
            return;
        }
        if (byId("add-dialog").open) {
            byId("add-links").value = [byId("add-links").value.trim(), links].filter((text) => text !== "").join("\n");
            this.#take(files);
            return;
        }
        byId("add-links").value = links;
        byId("add-files").value = "";
        byId("add-labels").value = "";
        byId("add-folder").value = "";
        byId("add-category").replaceChildren(...optionsOf(this.#site.categories()));
        byId("add-category-row").hidden = this.#site.categories().length === 0;
        setText(byId("add-problem"), "");
        this.#files = [];
        this.#take(files);
        this.#site.rpc.call("session-get", { fields: ["download-dir"] }).then(
            (answer) => {
                byId("add-folder").placeholder = answer["download-dir"] ?? "";
            },
            () => {}, // The field then shows no default; whatever is wrong is said when the torrent is added.
        );
        if ((await ask(byId("add-dialog"))) === "add") {
            await this.#add(this.#sources());
        }
    }

    #take(files) {
        this.#files.push(...files);
        byId("add-names").replaceChildren(
            ...this.#files.map((file) => {
                const remove = () => {
                    this.#files.splice(this.#files.indexOf(file), 1);
                    this.#take([]);
                };
                return el("li", {}, el("span", { text: file.name }), el("button", { type: "button", class: "plain", text: "×", "aria-label": `Do not add ${file.name}`, click: remove }));
            }),
        );
    }

    #sources() {
        const links = byId("add-links").value.split(/\s+/).filter((link) => link !== "");
        return [...links.map((link) => ({ title: link, filename: link })), ...this.#files.map((file) => ({ title: file.name, file }))];
    }

    async #add(sources) {
        const isChoosing = byId("add-choose").checked;
        const isStarting = byId("add-start").checked;
        const folder = byId("add-folder").value.trim();
        const labels = byId("add-labels").value.split(",").map((label) => label.trim()).filter((label) => label !== "");
        const category = byId("add-category").value;
        const common = {
            ...(folder === "" ? {} : { "download-dir": folder }),
            ...(labels.length === 0 ? {} : { labels }),
            ...(category === "" ? {} : { category }),
        };
        const added = [];
        for (const source of sources) {
            // Without its metadata a torrent has no files to choose from: it is started to get it.
            const isMagnet = source.filename !== undefined && !/^https?:/i.test(source.filename);
            const paused = isChoosing ? !isMagnet : !isStarting;
            try {
                const content = source.file ? { metainfo: await base64(source.file) } : { filename: source.filename };
                const answer = await this.#site.rpc.call("torrent-add", { ...content, ...common, paused }, ADD_TIMEOUT);
                const known = answer["torrent-duplicate"];
                if (known) {
                    say(`Already added as torrent ${known.id}; unchanged`);
                } else {
                    added.push(answer["torrent-added"]);
                }
            } catch (e) {
                warn(`Not added: ${source.title.slice(0, 200)}: ${reason(e)}`);
            }
        }
        if (added.length > 0) {
            say(`Added: ${added.length === 1 ? added[0].name || added[0].hashString : plural(added.length, "torrent")}`);
        }
        this.#site.refresh();
        for (const torrent of isChoosing ? added : []) {
            await this.#choose(torrent, isStarting);
        }
        this.#site.refresh();
    }

    // Each step may fail, as somebody else may remove the torrent meanwhile.
    async #choose(torrent, isStarting) {
        const dialog = byId("choose-dialog");
        const { rpc } = this.#site;
        setText(byId("choose-title"), torrent.name || torrent.hashString);
        setText(byId("choose-total"), "Waiting for the metadata from peers.");
        this.#tree.show([]);
        byId("choose-start").disabled = true;
        const closed = ask(dialog);
        try {
            const known = await this.#known(torrent.id, () => dialog.open);
            if (known) {
                await rpc.call("torrent-stop", { ids: [torrent.id] });
                setText(byId("choose-title"), known.name);
                this.#tree.show(filesOf(known));
                this.#showTotal();
            }
            const choice = await closed;
            if (choice === "remove") {
                // Without its files: they may have been there before, as of a torrent that is to be seeded.
                await rpc.call("torrent-remove", { ids: [torrent.id], "delete-local-data": false });
            } else if (known) {
                const unwanted = this.#tree.indexesOf("skip");
                const high = this.#tree.indexesOf("high");
                const low = this.#tree.indexesOf("low");
                const set = (name, indexes) => (indexes.length === 0 ? {} : { [name]: indexes });
                const some = { ...set("files-unwanted", unwanted), ...set("priority-high", high), ...set("priority-low", low) };
                if (Object.keys(some).length > 0) {
                    await rpc.call("torrent-set", { ids: [torrent.id], ...some });
                }
                if (choice === "start") {
                    await rpc.call("torrent-start", { ids: [torrent.id] });
                }
            } else if (!isStarting) {
                await rpc.call("torrent-stop", { ids: [torrent.id] });
            }
        } catch (e) {
            dialog.close();
            warn(`${torrent.name}: ${reason(e)}`);
        }
    }

    // The torrent with its files, once they are known; null if the dialog was closed before.
    async #known(id, isWaiting) {
        while (isWaiting()) {
            const { torrents } = await this.#site.rpc.call("torrent-get", { ids: [id], fields: ["name", "files", "fileStats", "metadataPercentComplete"] });
            if (torrents.length === 0) {
                throw new Error("removed by somebody else");
            }
            if (torrents[0].metadataPercentComplete >= 1) {
                return torrents[0];
            }
            await new Promise((resolve) => setTimeout(resolve, PAUSE));
        }
        return null;
    }

    #setAll(priority) {
        this.#tree.setPriority(this.#tree.all, priority);
        this.#showTotal();
    }

    #showTotal() {
        const { files, bytes } = this.#tree.chosen;
        setText(byId("choose-total"), `${files} of ${plural(this.#tree.all.length, "file")}, ${size(bytes)}`);
        byId("choose-start").disabled = files === 0;
    }

    #mayOpen() {
        const open = document.querySelector("dialog[open]");
        return this.#site.mayManage && (open === null || open === byId("add-dialog"));
    }

    #acceptDrops() {
        // A text that is dragged into a field is the field's.
        const isWelcome = ({ target, dataTransfer: { types } }) =>
            this.#mayOpen() &&
            (types.includes("Files") || (!target.closest?.("input, textarea") && (types.includes("text/uri-list") || types.includes("text/plain"))));
        addEventListener("dragover", (event) => {
            if (isWelcome(event)) {
                event.preventDefault();
                document.body.classList.add("dropping");
            }
        });
        addEventListener("dragleave", (event) => {
            if (event.relatedTarget === null) {
                document.body.classList.remove("dropping");
            }
        });
        addEventListener("drop", (event) => {
            document.body.classList.remove("dropping");
            if (isWelcome(event)) {
                event.preventDefault();
                const { dataTransfer } = event;
                const links = dataTransfer.getData("text/uri-list") || dataTransfer.getData("text/plain");
                this.open(links.trim(), [...dataTransfer.files]);
            }
        });
        addEventListener("paste", (event) => {
            const text = event.clipboardData.getData("text/plain").trim();
            if (!event.target.closest("input, textarea") && /^magnet:\?/i.test(text)) {
                event.preventDefault();
                this.open(text);
            }
        });
    }
}

function base64(file) {
    if (file.size > LARGEST) {
        throw new Error(`${size(file.size)} is too large for a .torrent file`);
    }
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
        reader.onerror = () => reject(new Error("the file cannot be read"));
        reader.readAsDataURL(file);
    });
}
