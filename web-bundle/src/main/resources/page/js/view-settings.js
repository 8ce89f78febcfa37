/** The settings of a session that people change; only those that the server has. */

import { byId, el, setText } from "./dom.js";
import { reason, say } from "./notices.js";

const limited = (key, label, unit) => ({ key, toggle: `${key}-enabled`, label, unit });

const GROUPS = [
    ["Speed", [
        limited("speed-limit-down", "Download limit", "kB/s"),
        limited("speed-limit-up", "Upload limit", "kB/s"),
        { key: "alt-speed-enabled", label: "Use the alternative limits" },
        { key: "alt-speed-down", label: "Alternative download limit", unit: "kB/s" },
        { key: "alt-speed-up", label: "Alternative upload limit", unit: "kB/s" },
    ]],
    ["Downloads", [
        { key: "download-dir", label: "Folder for new torrents" },
        { key: "incomplete-dir", toggle: "incomplete-dir-enabled", label: "Folder for incomplete torrents" },
        { key: "rename-partial-files", label: "Names of incomplete files end with .part" },
        { key: "start-added-torrents", label: "Start new torrents" },
        { key: "download-queue-size", toggle: "download-queue-enabled", label: "Torrents downloading at the same time" },
        { key: "seed-queue-size", toggle: "seed-queue-enabled", label: "Torrents seeding at the same time" },
        { key: "seedRatioLimit", toggle: "seedRatioLimited", label: "Stop seeding at ratio" },
        { key: "idle-seeding-limit", toggle: "idle-seeding-limit-enabled", label: "Stop seeding when idle for", unit: "minutes" },
    ]],
    ["Peers", [
        { key: "peer-limit-global", label: "Connections" },
        { key: "peer-limit-per-torrent", label: "Connections per torrent" },
        { key: "encryption", label: "Encryption", choices: ["required", "preferred", "tolerated"] },
        { key: "utp-enabled", label: "uTP" },
        { key: "pex-enabled", label: "Peer exchange" },
        { key: "dht-enabled", label: "DHT" },
        { key: "lpd-enabled", label: "Local peer discovery" },
        { key: "port-forwarding-enabled", label: "Port forwarding by the router" },
    ]],
];

export class SettingsView {
    #site;
    #form = byId("settings-form");
    #inputs = new Map();
    #before = {};

    constructor(site) {
        this.#site = site;
        this.#form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#apply();
        });
        byId("settings-reset").addEventListener("click", () => this.open());
    }

    /** Reads the settings. */
    async open() {
        setText(byId("settings-problem"), "");
        try {
            this.#build(await this.#site.rpc.call("session-get"));
        } catch (e) {
            setText(byId("settings-problem"), reason(e));
        }
    }

    close() {}

    #build(values) {
        this.#before = values;
        this.#inputs.clear();
        const groups = GROUPS.map(([title, settings]) => {
            const rows = settings.filter(({ key }) => key in values).map((setting) => this.#row(setting, values));
            return rows.length === 0 ? null : el("fieldset", {}, el("legend", { text: title }), ...rows);
        });
        byId("settings-groups").replaceChildren(...groups.filter((group) => group !== null));
        byId("settings-apply").disabled = !this.#site.mayManage;
    }

    #row({ key, toggle, label, unit, choices }, values) {
        const input = this.#input(key, values[key], choices);
        const text = el("label", { for: input.id, text: label });
        if (input.type === "checkbox") {
            return el("div", { class: "setting" }, el("span"), el("span", {}, input, " ", text));
        }
        const parts = [input, unit ? el("span", { class: "unit", text: unit }) : null];
        if (toggle !== undefined && toggle in values) {
            const box = this.#input(toggle, values[toggle]);
            const follow = () => {
                input.disabled = !box.checked || !this.#site.mayManage;
            };
            box.setAttribute("aria-label", `${label}: ${input.type === "number" ? "limited" : "used"}`);
            box.addEventListener("change", follow);
            follow();
            parts.unshift(box);
        }
        return el("div", { class: "setting" }, text, el("span", {}, ...parts));
    }

    #input(key, value, choices) {
        const id = `setting-${key}`;
        const input = choices
            ? el("select", { id }, ...choices.map((choice) => el("option", { value: choice, text: choice })))
            : el("input", { id, type: typeof value === "boolean" ? "checkbox" : typeof value === "number" ? "number" : "text", min: "0", step: "any" });
        if (typeof value === "boolean") {
            input.checked = value;
        } else {
            input.value = value;
            // An empty field is not 0; the browser says so before anything is sent.
            input.required = typeof value === "number";
        }
        input.disabled = !this.#site.mayManage;
        this.#inputs.set(key, input);
        return input;
    }

    async #apply() {
        const changed = {};
        for (const [key, input] of this.#inputs) {
            const before = this.#before[key];
            const value = typeof before === "boolean" ? input.checked : typeof before === "number" ? Number(input.value) : input.value;
            if (value !== before) {
                changed[key] = value;
            }
        }
        if (Object.keys(changed).length === 0) {
            say("No setting was changed");
            return;
        }
        try {
            await this.#site.rpc.call("session-set", changed);
            say("Settings applied");
            await this.open();
        } catch (e) {
            setText(byId("settings-problem"), `Settings not applied: ${this.#named(reason(e))}`);
        }
    }

    // The server names what is invalid as the protocol does; here it has a label, and a field.
    #named(problem) {
        const invalid = [...this.#inputs].find(([key]) => problem.startsWith(`invalid ${key}: `));
        if (!invalid) {
            return problem;
        }
        const [key, input] = invalid;
        input.focus();
        return `${input.labels[0]?.textContent ?? input.ariaLabel}: ${problem.slice(`invalid ${key}: `.length)}`;
    }
}
