// A list of any length: only the rows near the view are there. Heights are guessed until a row has
// been drawn; what the reader looks at stays where it is while guesses above it are corrected.

const OVER = 700; // pixels drawn beyond the view on either side

export class List {
  constructor(scroller, { key, draw, guess }) {
    Object.assign(this, { scroller, key, draw, guess });
    this.order = []; // the items shown, as numbers that `key` and `draw` understand
    this.heights = new Map(); // key → measured height
    this.elements = new Map(); // key → element, of the rows that are there
    this.space = document.createElement("div");
    this.space.className = "space";
    this.rows = document.createElement("ol");
    this.rows.className = "window";
    this.space.append(this.rows);
    scroller.append(this.space);
    this.top = 0;
    let waiting = false;
    scroller.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; this.render(); });
    }, { passive: true });
    new ResizeObserver(() => { if (scroller.clientWidth !== this.width) this.resized(); else this.render(); }).observe(scroller);
  }

  resized() {
    this.width = this.scroller.clientWidth;
    const anchor = this.anchor();
    this.heights.clear();
    this.lay();
    this.render(anchor);
  }

  // Show these items; rows whose key is among `stale` (or all) are drawn anew.
  show(order, stale = null) {
    const anchor = this.anchor();
    this.order = order;
    if (stale === null) this.drop([...this.elements.keys()]);
    else this.drop(stale);
    this.lay();
    this.render(anchor);
  }

  drop(keys) {
    for (const key of keys) {
      this.elements.get(key)?.remove();
      this.elements.delete(key);
    }
  }

  // The offset of every row: a running sum, as cheap as the numbers are few.
  lay() {
    const size = this.order.length;
    this.offsets = new Float64Array(size + 1);
    for (let i = 0; i < size; i++) {
      const key = this.key(this.order[i]);
      this.offsets[i + 1] = this.offsets[i] + (this.heights.get(key) ?? this.guess(this.order[i]));
    }
    this.space.style.height = `${this.offsets[size]}px`;
  }

  place(offset) {
    let low = 0, high = Math.max(0, this.order.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle] <= offset) low = middle; else high = middle - 1;
    }
    return low;
  }

  get above() { return this.space.offsetTop; }

  // The first row in sight, and how far it is scrolled out.
  anchor() {
    if (!this.order.length || !this.offsets) return null;
    const offset = this.scroller.scrollTop - this.above;
    if (offset <= 0) return null;
    const place = this.place(offset);
    return { key: this.key(this.order[place]), rest: offset - this.offsets[place], place };
  }

  restore(anchor) {
    if (!anchor) return;
    let place = this.order[anchor.place] !== undefined && this.key(this.order[anchor.place]) === anchor.key
      ? anchor.place : this.order.findIndex((item) => this.key(item) === anchor.key);
    if (place < 0) place = Math.min(anchor.place, this.order.length - 1);
    if (place < 0) return;
    const wanted = this.above + this.offsets[place] + anchor.rest;
    if (Math.abs(this.scroller.scrollTop - wanted) > 0.5) this.scroller.scrollTop = wanted;
  }

  render(anchor = this.anchor()) {
    if (!this.offsets) return;
    for (let turn = 0; turn < 4; turn++) {
      this.restore(anchor);
      const offset = this.scroller.scrollTop - this.above;
      this.first = this.place(Math.max(0, offset - OVER));
      this.last = Math.min(this.order.length, this.place(offset + this.scroller.clientHeight + OVER) + 1);
      this.fill();
      if (!this.measure()) break;
    }
    this.onrender?.();
  }

  fill() {
    const wanted = new Set();
    let next = this.rows.firstChild;
    for (let i = this.first; i < this.last; i++) {
      const item = this.order[i], key = this.key(item);
      wanted.add(key);
      let element = this.elements.get(key);
      if (!element) {
        element = this.draw(item);
        this.elements.set(key, element);
      }
      if (element === next) next = next.nextSibling;
      else this.rows.insertBefore(element, next);
    }
    for (const [key, element] of this.elements) {
      // A row that is written in stays, out of sight, so that no letter is taken for a command.
      const written = element.contains(document.activeElement);
      element.classList.toggle("away", written && !wanted.has(key));
      if (!wanted.has(key) && !written) {
        element.remove();
        this.elements.delete(key);
      }
    }
    this.rows.style.transform = `translateY(${this.offsets[this.first]}px)`;
  }

  measure() {
    let changed = false;
    for (let i = this.first; i < this.last; i++) {
      const key = this.key(this.order[i]);
      const height = this.elements.get(key).getBoundingClientRect().height;
      const known = this.offsets[i + 1] - this.offsets[i];
      if (Math.abs(height - known) > 0.5) changed = true;
      this.heights.set(key, height);
    }
    if (changed) this.lay();
    return changed;
  }

  // Bring an item into sight, in the middle unless it is there already.
  go(item, always = false) {
    const place = this.order.indexOf(item);
    if (place < 0) return false;
    for (let turn = 0; turn < 3; turn++) {
      const top = this.offsets[place], height = this.offsets[place + 1] - top;
      const offset = this.scroller.scrollTop - this.above, view = this.scroller.clientHeight;
      if (turn === 0 && !always && top >= offset + 40 && top + height <= offset + view - 40) break;
      this.scroller.scrollTop = this.above + top - Math.max(60, (view - height) / 2);
      this.render(null);
    }
    return true;
  }

  element(item) { return this.elements.get(this.key(item)); }

  // The rows in sight, as places in the order.
  get inSight() {
    const offset = this.scroller.scrollTop - this.above;
    return [this.place(Math.max(0, offset)), this.place(offset + this.scroller.clientHeight)];
  }
}
