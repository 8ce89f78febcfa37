/** Plays a file of a torrent while it is being downloaded. */

import { byId, el, setText } from "./dom.js";

const VIDEO = ["mp4", "m4v", "webm", "mkv", "mov", "avi", "ogv", "mpg", "mpeg", "ts", "wmv", "flv", "3gp"];
const AUDIO = ["mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wav", "wma"];

const suffixOf = (name) => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

/** True if the name is that of a film or of music. */
export const isMedia = (name) => name.includes(".") && (VIDEO.includes(suffixOf(name)) || AUDIO.includes(suffixOf(name)));

/** Where a file is served. */
export function urlOf(session, torrent, index, name) {
    const path = [session, torrent, index, name].map(encodeURIComponent).join("/");
    return `${location.origin}/torrentxt/files/${path}`;
}

/** Opens the player. */
export function play(session, torrent, index, name) {
    const dialog = byId("player-dialog");
    const url = urlOf(session, torrent, index, name);
    const media = el(AUDIO.includes(suffixOf(name)) ? "audio" : "video", { controls: true, autoplay: true, src: url, "aria-label": name });
    const note = byId("player-note");
    setText(byId("player-title"), name);
    setText(note, "");
    media.addEventListener("error", () => {
        setText(note, "This browser cannot play the file, or it is not available yet; open the link in a media player.");
    });
    byId("player-link").href = url;
    byId("player-media").replaceChildren(media);
    dialog.addEventListener("close", () => stop(media), { once: true });
    dialog.showModal();
}

// Without a source the connection is closed, so that the torrent is no longer read from.
function stop(media) {
    media.pause();
    media.removeAttribute("src");
    media.load();
    byId("player-media").replaceChildren();
}
