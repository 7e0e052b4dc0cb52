// The desk: what is on it, what the reader looks at, and what they do.

import { clamp, liked, SEVERITIES } from "./elements.js";
import { List } from "./list.js";
import { BEAD, NAMES, Pair } from "./pair.js";
import { follow, post, read, Refused, windowName } from "./server.js";
import { drawRow, openEditor, reasons } from "./rows.js";
import { drawMap, drawPanel, showHelp, showRule } from "./panels.js";
import { listenToKeys } from "./keys.js";
import { frame } from "./frame.js";

const NO_FILTERS = () => ({
  severities: new Set(SEVERITIES), rules: new Set(), decision: "all", status: "all", alignment: "all",
  only: false, query: "", regex: false, side: "both",
});

export const view = {
  pair: null, project: null, number: 0,
  cursor: { bead: null, side: 1, at: 0 },
  current: null, // the finding that the keys act on
  noting: null, editing: null, panel: liked.get("panel", ""),
  filters: NO_FILTERS(),
  filterMark: 0,
  others: [], // the other translations of the same original, to read beside this one
  keys: liked.get("keys", true),
  late: new Set(), // rows to draw when nobody writes in them any more

  // ---- What is shown

  shown(index) {
    const { filters } = this;
    const narrowed = filters.status === "fixed"
      ? this.pair.findings.filter((f) => f.bead === this.pair.bead(index)[BEAD.id] && this.pair.status(f) === "fixed")
      : this.pair.open(index);
    return narrowed.filter((finding) => this.passes(finding))
      .sort((a, b) => SEVERITIES.indexOf(this.pair.severity(a)) - SEVERITIES.indexOf(this.pair.severity(b)) || a.id - b.id);
  },
  passes(finding) {
    const { filters, pair } = this;
    const { decision } = pair.decision(finding);
    return filters.severities.has(pair.severity(finding)) &&
      (!filters.rules.size || filters.rules.has(finding.rule)) &&
      (filters.decision === "all" || (decision || "open") === filters.decision) &&
      (filters.status === "all" || pair.status(finding) === filters.status);
  },
  get narrowed() {
    const { filters } = this;
    return filters.only || filters.rules.size > 0 || filters.decision !== "all" || filters.status !== "all" || filters.severities.size < 3;
  },
  pattern() {
    const { query, regex } = this.filters;
    if (!query.trim()) return null;
    try {
      return new RegExp(regex ? query : query.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "iu");
    } catch { return undefined; }
  },
  rowPasses(index, pattern) {
    const { filters, pair } = this;
    const grade = pair.grade(index);
    if (filters.alignment === "doubtful" && !pair.doubtful(index)) return false;
    if (filters.alignment === "hand" && grade !== "hand") return false;
    if (filters.alignment === "alone" && pair.size(index, 0) && pair.size(index, 1)) return false;
    if (filters.alignment === "edited" && !pair.edited(index)) return false;
    if (this.narrowed && !this.shown(index).length) return false;
    if (!pattern) return true;
    const sides = filters.side === "both" ? [0, 1] : [NAMES.indexOf(filters.side)];
    return sides.some((side) => pattern.test(pair.text(index, side)));
  },

  // Work out the order of rows again; `stale` are the beads to draw anew, null for all.
  refresh(stale = null) {
    const { pair } = this;
    const pattern = this.pattern();
    this.frame.badPattern(pattern === undefined);
    const order = [];
    const every = !pattern && !this.narrowed && this.filters.alignment === "all";
    for (let i = 0; i < pair.beads.length; i++) if (every || this.rowPasses(i, pattern || null)) order.push(i);
    this.filterMark += 1;
    this.list.show(order, stale);
    this.frame.counts(order.length);
    this.highlight(pattern);
    drawMap(this);
  },

  // Draw some beads anew, those that somebody writes in when they have done.
  redraw(ids) {
    const now = [];
    for (const id of ids) {
      const element = this.list.elements.get(id);
      const active = document.activeElement;
      if (element && element.contains(active) && active.matches("input, textarea")) this.late.add(id);
      else now.push(id);
    }
    return now;
  },

  highlight(pattern) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("search");
    if (!pattern) return;
    const every = new RegExp(pattern.source, `${pattern.flags}g`);
    const ranges = [];
    for (const side of this.list.rows.querySelectorAll(".side")) {
      const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        for (const match of walker.currentNode.data.matchAll(every)) {
          if (!match[0]) continue;
          const range = new Range();
          range.setStart(walker.currentNode, match.index);
          range.setEnd(walker.currentNode, match.index + match[0].length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  },

  // ---- Where the reader is

  get at() { return this.pair.at(this.cursor.bead); },

  // Put the cursor on a sentence of a bead and bring it into sight.
  put(index, side, at, scroll = true) {
    if (!this.pair.beads.length) return;
    index = clamp(index, 0, this.pair.beads.length - 1);
    const before = this.cursor.bead;
    const size = this.pair.size(index, side);
    this.cursor = { bead: this.pair.bead(index)[BEAD.id], side, at: clamp(at, 0, Math.max(0, size - 1)) };
    liked.set(`${this.key}/row`, index);
    this.list.drop(this.redraw([before, this.cursor.bead].filter((id) => id !== null)));
    this.list.render();
    if (scroll && !this.list.go(index)) {
      this.reset();
      this.list.go(index);
    }
    this.frame.acts();
    drawMap(this);
  },

  // One sentence on or back, on the cursor's side.
  walk(distance) {
    const { side } = this.cursor;
    const index = this.at ?? this.list.order[0] ?? 0;
    const at = this.cursor.at + distance;
    if (at >= 0 && at < this.pair.size(index, side)) { this.put(index, side, at); return; }
    const order = this.list.order;
    const place = order.indexOf(index);
    const next = order[clamp(place + distance, 0, order.length - 1)];
    if (next === undefined || next === index) return;
    this.put(next, side, distance > 0 ? 0 : this.pair.size(next, side) - 1);
  },

  order() {
    const rank = (finding) => (finding.bead === null ? -1 : this.pair.at(finding.bead) ?? -1);
    const held = this.filters.status === "fixed" ? this.pair.findings : this.pair.standing();
    const inList = new Set(this.list.order);
    return held.filter((finding) => this.passes(finding) && (finding.bead === null || inList.has(this.pair.at(finding.bead))))
      .sort((a, b) => rank(a) - rank(b) || a.id - b.id);
  },
  go(finding) {
    const before = this.pair.found.get(this.current)?.bead;
    this.current = finding.id;
    if (finding.bead !== null && this.pair.at(finding.bead) !== undefined) {
      if (before && before !== finding.bead) this.list.drop([before]);
      this.put(this.pair.at(finding.bead), this.cursor.side, 0);
    } else this.frame.whole();
    document.querySelector(".finding.current")?.classList.remove("current");
    const card = document.getElementById(`f${finding.id}`);
    card?.classList.add("current");
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  },
  step(distance) {
    const order = this.order();
    if (!order.length) { this.say("No finding is shown"); return; }
    let place = order.findIndex((finding) => finding.id === this.current);
    if (place < 0) {
      const row = this.at ?? 0;
      const rank = (finding) => (finding.bead === null ? -1 : this.pair.at(finding.bead));
      place = distance > 0 ? order.findIndex((f) => rank(f) >= row) - 1 : order.findLastIndex((f) => rank(f) <= row) + 1;
      if (place < -1) place = order.length - 1;
    }
    this.go(order[(place + distance + order.length) % order.length]);
  },

  // The beads that need a look: the most doubtful of those not yet seen to, or the next in order.
  doubt(distance) {
    const size = this.pair.beads.length, from = this.at ?? -1;
    for (let i = 1; i <= size; i++) {
      const index = (from + distance * i + size * 2) % size;
      if (this.pair.doubtful(index)) { this.put(index, this.cursor.side, 0); return; }
    }
    this.say("No bead is doubtful");
  },

  // ---- What the reader does

  // Ask the server for an action; it answers when the project file is written. Actions go one after
  // the other: letters that overtook each other would leave a word as it never was.
  act(request, options) {
    this.acting = (this.acting || Promise.resolve()).then(() => this.actNow(request, options));
    return this.acting;
  },
  async actNow(request, { quiet = false } = {}) {
    const { number } = this;
    this.frame.saving(true);
    try {
      const told = await post(`pairs/${number}/do`, { ...request, window: windowName, since: this.pair.revision });
      if (number === this.number) this.take(told);
      this.frame.saving(false);
      return true;
    } catch (error) {
      // What was refused was never done; only what could not be written is not saved.
      this.frame.saving(false, error instanceof Refused && error.status < 500 && !quiet ? "" : error.message);
      if (!quiet || error instanceof Refused) this.say(error.message, true);
      return false;
    }
  },
  bead(request) {
    if (this.at === undefined) { this.put(this.list.order[0] ?? 0, this.cursor.side, 0); return null; }
    return this.act({ bead: this.cursor.bead, side: NAMES[this.cursor.side], at: this.cursor.at, ...request });
  },
  decide(finding, said) {
    return this.act({ do: "decide", finding: finding.id, said, group: "reason" in said ? `reason ${finding.id}` : "note" in said ? `note ${finding.id}` : "" });
  },
  async note(finding) {
    this.noting = finding.id;
    this.list.drop([finding.bead]);
    this.list.render();
    if (finding.bead === null) this.frame.whole();
    document.querySelector(`#f${finding.id} textarea`)?.focus();
  },
  edit() {
    if (this.at === undefined) this.put(this.list.order[0] ?? 0, 1, 0);
    openEditor(this, this.at);
  },

  take(told) {
    const before = this.at ?? 0;
    const held = this.pair.take(told);
    if (held === null) { this.openPair(this.number); return; }
    if (told.trouble) this.say(told.trouble, true);
    const { touched, beads } = held;
    if (this.cursor.bead !== null && this.at === undefined) {
      const index = clamp(before, 0, this.pair.beads.length - 1);
      this.cursor = { ...this.cursor, bead: this.pair.bead(index)?.[BEAD.id] ?? null, at: 0 };
    }
    if (beads || touched.size) {
      // A changed bead is another row; its neighbours' numbers change where beads come or go.
      const stale = beads ? null : this.redraw([...touched].filter((id) => id !== null && id !== "all"));
      this.refresh(beads ? this.redraw([...this.list.elements.keys()]) : stale);
      if (touched.has(null) || touched.has("all")) this.frame.whole();
    }
    this.frame.standing();
    if (this.panel) drawPanel(this);
  },

  say(text, loud = false) { this.frame.say(text, loud); },
  showRule(rule) { showRule(this, rule); },
  help() { showHelp(this); },
  reset() {
    this.filters = NO_FILTERS();
    this.frame.tools();
    this.refresh();
  },
  concord(words, side) {
    if (words) this.concordance = { words, side: side || "both" };
    this.panel = "";
    this.setPanel("terms");
  },
  setPanel(name) {
    this.panel = this.panel === name ? "" : name;
    liked.set("panel", this.panel);
    drawPanel(this);
  },

  // ---- Opening

  // Sentences are told by their numbers, so that only an original cut the same way can stand beside.
  async openOthers() {
    this.others = [];
    if (!this.project.compared) return;
    for (let n = 0; n < this.project.pairs.length; n++) {
      if (n === this.number) continue;
      const other = new Pair(await read(`pairs/${n}`));
      if (other.sides[0].sentences.length === this.pair.sides[0].sentences.length) this.others.push(other);
    }
  },

  async openPair(number) {
    const data = await read(`pairs/${number}`);
    const again = this.pair && this.number === number;
    this.number = number;
    this.pair = new Pair(data);
    this.key = `desk/${this.project.name}/${number}`;
    await this.openOthers();
    if (!again) {
      this.current = null;
      this.filters = NO_FILTERS();
      this.cursor = { bead: null, side: 1, at: 0 };
    }
    this.frame.opened();
    this.refresh();
    const last = liked.get(`${this.key}/row`, 0);
    if (!again && this.pair.beads.length) this.put(clamp(last, 0, this.pair.beads.length - 1), 1, 0, last > 0);
    this.frame.standing();
    drawPanel(this);
    const pair = this.pair;
    follow(number, () => pair.revision, () => pair.busy, (told) => {
      if (this.pair !== pair) return false;
      this.take(told);
      return this.pair === pair;
    }, (trouble) => this.frame.trouble(trouble));
  },
};

async function wait() {
  for (;;) {
    const project = await read("project");
    if (project.error) throw new Refused(project.error, 500);
    if (!project.opening) return project;
    view.frame.opening();
    await new Promise((done) => setTimeout(done, 60));
  }
}

async function begin() {
  view.frame = frame(view);
  document.body.append(reasons());
  view.list = new List(view.scroller, {
    key: (index) => view.pair.bead(index)[BEAD.id],
    draw: (index) => drawRow(view, index),
    guess: (index) => 46 + 29 * Math.ceil(Math.max(view.pair.size(index, 0), view.pair.size(index, 1)) * 1.6),
  });
  view.list.onrender = () => drawMap(view);
  view.frame.listen();
  listenToKeys(view);
  try {
    view.project = await wait();
    document.title = `${view.project.name} · review desk`;
    await view.openPair(0);
  } catch (error) {
    view.frame.trouble(error.message);
  }
  document.documentElement.dataset.ready = "yes";
  performance.mark("ready");
}

begin();
