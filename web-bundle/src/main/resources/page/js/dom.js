/** Building elements. Text from outside becomes text nodes and attributes, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** The element with that id. */
export const byId = (id) => document.getElementById(id);

/**
 * A new element.
 *
 * @param tag its name
 * @param properties attributes by name; `class` and `text` mean what they say, functions are listeners of that event
 * @param children elements and texts; null is skipped
 */
export function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (typeof value === "function") {
            element.addEventListener(name, value);
        } else if (name === "text") {
            element.textContent = value;
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(name, value === true ? "" : value);
        }
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
}

/** One of the symbols in the page; decoration only. */
export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `#icon-${name}`);
    svg.append(use);
    return svg;
}

/** Changes an icon made by `icon`. */
export function setIcon(svg, name) {
    const href = `#icon-${name}`;
    if (svg.firstChild.getAttribute("href") !== href) {
        svg.firstChild.setAttribute("href", href);
    }
}

/** Sets an element's text, if it is another one. */
export function setText(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

/** Sets an attribute, if it has another value; false and null remove it. */
export function setAttribute(element, name, value) {
    if (value === false || value === null || value === undefined) {
        element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, value);
    }
}

/** A list of terms and their descriptions. */
export function facts(pairs) {
    return el("dl", { class: "facts" }, ...pairs.map(([term, text]) => el("div", {}, el("dt", { text: term }), el("dd", { text }))));
}

/** Opens a dialog; the promise is its return value, empty if it was cancelled. */
export function ask(dialog) {
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}
