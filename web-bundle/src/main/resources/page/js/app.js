/** Puts the page together: the session, the list, the details, and the views behind the links at the top. */

import { Actions } from "./actions.js";
import { Add } from "./add.js";
import { COLUMNS } from "./columns.js";
import { Details } from "./details.js";
import { byId, el, setAttribute, setText } from "./dom.js";
import { Filters } from "./filters.js";
import { plural, rate } from "./format.js";
import { Grid } from "./grid.js";
import { History } from "./history.js";
import { Live } from "./live.js";
import { reason, trying } from "./notices.js";
import { LoggedOutError, Rpc, logOut, read } from "./rpc.js";
import { Torrents } from "./torrents.js";
import { DoctorView } from "./view-doctor.js";
import { EventsView } from "./view-events.js";
import { NodesView } from "./view-nodes.js";
import { SettingsView } from "./view-settings.js";
import { StatisticsView } from "./view-statistics.js";

const SITE_PAUSE = 10_000;
const PLACE = "place";
const WIDE = matchMedia("(min-width: 721px)");

const torrents = new Torrents();
const live = new Live(torrents);
const history = new History(torrents);

/** The session that is shown, and what the visitor may do. */
const site = {
    session: "",
    sessions: [],
    mayManage: false,
    stream: false,
    rpc: null,
    refresh: () => live.refresh(),
    categoriesBySession: {},
    categories: () => site.categoriesBySession[site.session] ?? [],
};

const grid = new Grid(byId("grid"), torrents);
new Filters(torrents, grid);
const actions = new Actions(site, grid, torrents);
const details = new Details(site, torrents, history);
const add = new Add(site);
const events = new EventsView(torrents);
const views = {
    torrents: { open() {}, close() {} },
    statistics: new StatisticsView(site, history),
    events,
    doctor: new DoctorView(site),
    settings: new SettingsView(site),
    nodes: new NodesView(live),
};
let view = null;
let isOpening = true; // details, when a torrent is picked

// The address names what is shown: #/SESSION/VIEW/TORRENT/TAB, or #/SESSION/nodes/NODE
function route() {
    const [session = "", name = "", id = "", tab = ""] = location.hash.slice(2).split("/").map(decode);
    chooseSession(session || site.standard);
    chooseView(name in views ? name : "torrents");
    details.show(view === "torrents" && /^\d+$/.test(id) ? Number(id) : null);
    details.choose(tab || details.tab);
    if (view === "nodes") {
        views.nodes.show(id);
    }
}

function decode(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part; // typed by hand
    }
}

function go(name, id = null, tab = null) {
    const parts = [site.session, name, ...(id === null ? [] : [id, tab ?? details.tab])];
    const hash = `#/${parts.map(encodeURIComponent).join("/")}`;
    if (hash !== location.hash) {
        // Back closes the details, and does not go through all that were looked at.
        const isOther = (id === null) !== (details.id === null);
        window.history[isOther ? "pushState" : "replaceState"](null, "", hash);
        route();
    }
}

function chooseSession(name) {
    if (name === site.session) {
        return;
    }
    site.session = name;
    site.rpc = new Rpc(name);
    history.clear();
    events.clear();
    live.follow(name, site.rpc);
    showSessions();
}

function chooseView(name) {
    if (view !== name) {
        if (view !== null) {
            views[view].close();
        }
        view = name;
        Object.keys(views).forEach((each) => {
            byId(`view-${each}`).hidden = each !== name;
        });
        views[name].open();
    }
    document.querySelectorAll("[data-view]").forEach((link) => {
        setAttribute(link, "href", `#/${encodeURIComponent(site.session)}/${link.dataset.view}`);
        setAttribute(link, "aria-current", link.dataset.view === name ? "page" : null);
    });
}

function showSessions() {
    const names = site.sessions.includes(site.session) || site.session === "" ? site.sessions : [...site.sessions, site.session];
    const chooser = byId("session");
    chooser.replaceChildren(...names.map((name) => el("option", { value: name, text: name })));
    chooser.value = site.session;
    byId("session-chooser").hidden = names.length < 2;
    document.title = site.session === "" ? "TorrentXT" : `${site.session} - TorrentXT`;
}

async function readSite() {
    const { user, mayManage, stream, session, sessions, categories, node } = await read("site");
    const isNew = JSON.stringify(sessions) !== JSON.stringify(site.sessions);
    Object.assign(site, { mayManage, stream, sessions, standard: session, categoriesBySession: categories });
    setText(byId("user"), mayManage ? user : `${user}, read-only access`);
    byId("add-button").disabled = !mayManage;
    byId("nodes-link").hidden = node === undefined; // in no fleet
    actions.show();
    if (isNew) {
        showSessions();
    }
}

// What is shown or being typed stays; who logs in in another window can go on here.
function showProblem(problem, isLoggedOut) {
    const keep = () => sessionStorage.setItem(PLACE, location.hash);
    const link = el("a", { href: `${location.origin}/torrentxt/login`, text: "Log in again", click: keep });
    byId("offline").replaceChildren(problem, ...(isLoggedOut ? [". ", link] : []));
    byId("offline").hidden = problem === "";
}

function showTotals() {
    let down = 0;
    let up = 0;
    for (const torrent of torrents.values()) {
        down += torrent.rateDownload;
        up += torrent.rateUpload;
    }
    setText(byId("rate-down"), rate(down));
    setText(byId("rate-up"), rate(up));
    showCount();
}

function showCount() {
    setText(byId("shown"), grid.count === torrents.size ? plural(torrents.size, "torrent") : `${grid.count} of ${plural(torrents.size, "torrent")}`);
    byId("empty").hidden = grid.count > 0;
    setText(byId("empty"), torrents.size === 0 ? "No torrents. Add a magnet link or a .torrent file, or drop one here." : "No torrent matches the filters.");
}

function showDetailsOf(selected) {
    if (view === "torrents" && selected.length > 0) {
        go("torrents", selected[0].id);
    }
}

grid.addEventListener("pick", () => {
    // On a phone, a torrent that is tapped is opened; elsewhere the details follow the selection.
    if (isOpening || !WIDE.matches) {
        showDetailsOf(grid.selected);
    }
});
grid.addEventListener("select", () => {
    if (details.id !== null && grid.selected.length === 1) {
        showDetailsOf(grid.selected);
    }
});
grid.addEventListener("open", () => {
    isOpening = true;
    showDetailsOf(grid.selected);
    details.focus();
});
grid.addEventListener("show", showCount);
details.addEventListener("close", () => {
    isOpening = false;
    go("torrents");
    grid.focus();
});
details.addEventListener("tab", () => {
    if (details.id !== null) {
        go("torrents", details.id, details.tab);
    }
});
torrents.addEventListener("change", (event) => {
    showTotals();
    if (details.id !== null && event.detail.some(([before, after]) => (after ?? before).id === details.id)) {
        details.show(details.id);
    }
});
live.addEventListener("alert", ({ detail }) => events.take(detail));
live.addEventListener("gap", () => events.add("events were missed", "", true));
live.addEventListener("state", ({ detail: { problem, isLoggedOut } }) => {
    showProblem(problem === "" ? "" : `Not up to date: ${problem}`, isLoggedOut);
    showTotals(); // of a session without torrents nothing else reports anything
    if (details.id !== null && grid.selected.length === 0) {
        grid.select([details.id]); // opened by its address: what is shown is what is acted on
    }
    document.body.classList.add("ready");
});
byId("session").addEventListener("change", (event) => {
    window.history.replaceState(null, "", `#/${encodeURIComponent(event.target.value)}/torrents`);
    route();
});

byId("node").addEventListener("change", (event) => {
    window.history.replaceState(null, "", `#/${encodeURIComponent(site.session)}/nodes/${encodeURIComponent(event.target.value)}`);
    route();
});

const sort = byId("sort");
sort.append(...COLUMNS.map((column) => el("option", { value: column.key, text: column.label })));
sort.addEventListener("change", () => {
    grid.sort = { ...grid.sort, key: sort.value };
});
byId("sort-direction").addEventListener("click", () => {
    grid.sort = { ...grid.sort, isDescending: !grid.sort.isDescending };
});
const showSort = () => {
    sort.value = grid.sort.key;
    setAttribute(byId("sort-direction"), "aria-pressed", grid.sort.isDescending);
};
grid.addEventListener("sort", showSort);
showSort();

byId("select-all").addEventListener("click", () => {
    grid.selectAll();
    grid.focus();
});
byId("logout").addEventListener("click", () => trying("Not logged out", logOut));
byId("help-button").addEventListener("click", () => byId("help-dialog").showModal());
addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) {
        return;
    }
    const keys = { "/": () => byId("search").focus(), a: () => add.open(), "?": () => byId("help-dialog").showModal() };
    if (event.key in keys) {
        event.preventDefault();
        keys[event.key]();
    }
});
document.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", () => button.closest("dialog").close()));
addEventListener("hashchange", route);

async function start() {
    try {
        await readSite();
        returnToPlace();
        route();
        setInterval(() => live.isLoggedOut || readSite().catch(() => {}), SITE_PAUSE); // what is wrong is shown with the list
    } catch (e) {
        showProblem(reason(e), e instanceof LoggedOutError);
        setTimeout(start, SITE_PAUSE);
    }
}

// The form to log in leads to the page, whatever was shown before.
function returnToPlace() {
    const place = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    if (place !== null && location.hash === "") {
        window.history.replaceState(null, "", place);
    }
}

start();
