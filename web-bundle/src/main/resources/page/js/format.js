/** Numbers as people read them; the same units as in the console. Unknown values are UNKNOWN. */

export const UNKNOWN = "-";

const SIZES = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** Bytes in powers of 1024, with one decimal place from KiB on: 12.3 MiB. */
export function size(bytes) {
    if (!(bytes >= 0)) {
        return UNKNOWN;
    }
    let value = bytes;
    let unit = 0;
    // 1023.95 would be rounded to "1024.0" of the smaller unit
    while (value >= 1023.95 && unit < SIZES.length - 1) {
        value /= 1024;
        unit++;
    }
    return unit === 0 ? `${Math.round(bytes)} B` : `${value.toFixed(1)} ${SIZES[unit]}`;
}

/** Bytes per second: 12.3 MiB/s. */
export const rate = (bytesPerSecond) => `${size(bytesPerSecond)}/s`;

/** A fraction of one: 63.2 %. Never rounded up to 100, which means complete. */
export function percent(fraction) {
    const value = Math.max(0, Math.min(100, (fraction || 0) * 100));
    return `${(value < 100 ? Math.min(value, 99.9) : value).toFixed(1)} %`;
}

/** Uploaded relative to downloaded bytes: 1.25. */
export const ratio = (value) => (value >= 0 ? value.toFixed(2) : UNKNOWN);

/** A time span in its two largest units: 45s, 3m 20s, 2h 05m, 4d 03h. */
export function duration(seconds) {
    if (!(seconds >= 0)) {
        return UNKNOWN;
    }
    const pad = (number) => String(Math.floor(number)).padStart(2, "0");
    if (seconds >= 86400) {
        return `${Math.floor(seconds / 86400)}d ${pad((seconds % 86400) / 3600)}h`;
    }
    if (seconds >= 3600) {
        return `${Math.floor(seconds / 3600)}h ${pad((seconds % 3600) / 60)}m`;
    }
    return seconds >= 60 ? `${Math.floor(seconds / 60)}m ${pad(seconds % 60)}s` : `${Math.floor(seconds)}s`;
}

/** A moment, in seconds since 1970, in the time zone of the browser: 2026-11-23 23:50:01. */
export function time(seconds) {
    if (!(seconds > 0)) {
        return UNKNOWN;
    }
    const moment = new Date(seconds * 1000);
    const pad = (number) => String(number).padStart(2, "0");
    const day = `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
    return `${day} ${pad(moment.getHours())}:${pad(moment.getMinutes())}:${pad(moment.getSeconds())}`;
}

/** A number; unknown if it is negative. */
export const count = (number) => (number >= 0 ? String(number) : UNKNOWN);

/** A number and a noun whose plural ends in s: 1 node, 2 nodes. */
export const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
