/** Rows of equal height, of which only those in sight are elements. */

const MARGIN = 6;

export class VirtualRows {
    #viewport;
    #space;
    #make;
    #fill;
    #rowHeight;
    #height = 1;
    #count = 0;
    #rows = new Map();
    #scheduled = false;

    /**
     * Creates an instance.
     *
     * @param viewport the element that scrolls
     * @param space the element in it that is as high as all rows
     * @param make makes an empty row
     * @param fill shows the element of an index in a row
     * @param rowHeight the element that has the height of a row as CSS property --row, in pixels
     */
    constructor({ viewport, space, make, fill, rowHeight = viewport }) {
        this.#viewport = viewport;
        this.#space = space;
        this.#make = make;
        this.#fill = fill;
        this.#rowHeight = rowHeight;
        viewport.addEventListener("scroll", () => this.#schedule(), { passive: true });
        new ResizeObserver(() => this.measure()).observe(viewport);
    }

    /** Shows that many rows; all are filled again. */
    show(count) {
        this.#count = count;
        this.#space.style.height = `${count * this.#height}px`;
        this.#render(true);
    }

    /** Fills the rows in sight again. */
    refresh() {
        this.#render(true);
    }

    /** Adapts to another height of rows or of the viewport. */
    measure() {
        const height = parseFloat(getComputedStyle(this.#rowHeight).getPropertyValue("--row")) || 28;
        if (height !== this.#height) {
            this.#height = height;
            this.#rows.forEach((row) => row.remove());
            this.#rows.clear();
        }
        this.show(this.#count);
    }

    /** The number of rows that fit into the viewport. */
    get page() {
        return Math.max(1, Math.floor((this.#viewport.clientHeight - this.#space.offsetTop) / this.#height));
    }

    /** Scrolls as little as is needed to bring a row into sight. */
    reveal(index) {
        const header = this.#space.offsetTop;
        const top = index * this.#height;
        if (top < this.#viewport.scrollTop) {
            this.#viewport.scrollTop = top;
        } else if (top + this.#height > this.#viewport.scrollTop + this.#viewport.clientHeight - header) {
            this.#viewport.scrollTop = top + this.#height - this.#viewport.clientHeight + header;
        }
        this.#render(false);
    }

    #schedule() {
        if (!this.#scheduled) {
            this.#scheduled = true;
            requestAnimationFrame(() => {
                this.#scheduled = false;
                this.#render(false);
            });
        }
    }

    #render(isAll) {
        const first = Math.max(0, Math.floor(this.#viewport.scrollTop / this.#height) - MARGIN);
        const rows = Math.ceil(this.#viewport.clientHeight / this.#height) + 2 * MARGIN;
        const last = Math.min(this.#count, first + rows);
        const spare = [];
        for (const [index, row] of this.#rows) {
            if (index < first || index >= last) {
                spare.push(row);
                this.#rows.delete(index);
            }
        }
        for (let index = first; index < last; index++) {
            const known = this.#rows.get(index);
            if (known && !isAll) {
                continue;
            }
            const row = known ?? spare.pop() ?? this.#space.appendChild(this.#make());
            row.style.transform = `translateY(${index * this.#height}px)`;
            this.#rows.set(index, row);
            this.#fill(row, index);
        }
        spare.forEach((row) => row.remove());
    }
}
