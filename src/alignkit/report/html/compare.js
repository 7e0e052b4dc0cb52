// What the page of a comparison adds: rows of a kind, words that differ, terms side by side.
// It stands before the page's own script, which calls these functions when it draws.
"use strict";

const KINDS = { substance: "differ in substance", detail: "differ in a detail", wording: "differ in wording", same: "the same", missing: "miss a rendering" };
const FURTHEST = 10;

globalThis.comparison = {
  noun: "row",
  kind: "all",

  // A filter for the bar.
  tools(sheet, refresh) {
    const counts = Object.keys(KINDS).map((kind) => [kind, sheet.rows.filter((row) => row.kind === kind).length]);
    return [h("select", { "aria-label": "Rows", "data-key": "kind", onchange: (event) => { this.kind = event.target.value; refresh(); } },
      h("option", { value: "all", selected: this.kind === "all" }, "All rows"),
      counts.filter(([, number]) => number).map(([kind, number]) =>
        h("option", { value: kind, selected: this.kind === kind }, `${number} ${KINDS[kind]}`)))];
  },
  passes(row) { return this.kind === "all" || row.kind === this.kind; },
  reset() { this.kind = "all"; },

  // Words that differ from the other translation, as spans: start, end, class.
  edits(row, number) {
    return (row.edits[number] || []).map(([start, end, kind]) => [start, end, `edit ${kind}`]);
  },
  absence(row, number) { return row.absent[number] || "Not in this text"; },

  verdict(sheet) {
    return Object.keys(KINDS).map((kind) => [kind, sheet.rows.filter((row) => row.kind === kind).length])
      .filter(([, number]) => number).map(([kind, number], place) =>
        `${place ? number : counted(number, "row")} ${number === 1 && kind !== "same" ? KINDS[kind].replace(/^differ/, "differs").replace(/^miss /, "misses ") : KINDS[kind]}`)
      .join(", ");
  },

  // Below the summary: the rows that differ most, and the terms.
  more(sheet) {
    const order = sheet.rows.map((row, index) => [row, index]).filter(([row]) => row.score > 0)
      .sort((a, b) => b[0].score - a[0].score).slice(0, FURTHEST);
    const furthest = order.length ? h("div", { class: "furthest" }, h("h2", {}, "Furthest apart"),
      h("ol", {}, order.map(([row, index]) => h("li", {},
        h("button", { class: "chip", type: "button", onclick: () => goToRow(index) },
          h("span", { class: "id" }, String(row.number)), KINDS[row.kind].replace("differ ", ""),
          h("span", { class: "count" }, row.score.toFixed(2))))))) : "";
    return [furthest, page.terms.length ? this.terms(sheet) : ""];
  },

  // The rows that hold a term are those that its search finds.
  search(text) {
    state.query = shell.search.value = text;
    applyFilters();
  },

  terms(sheet) {
    const names = sheet.sides.slice(-page.terms[0].renderings.length).map((side) => side.name);
    const columns = [["Term", (t) => t.source], ["Rows", (t) => -t.rows.length], ["Split", (t) => -t.split],
      ...names.map((name, place) => [name, (t) => t.renderings[place][0]?.[0] || "~"])];
    const body = h("tbody", {});
    const said = (held) => held.length
      ? held.flatMap(([text, rows], place) => [place ? " · " : "", text || "—", h("small", {}, ` ${rows.length}`)]) : "—";
    const fill = (key) => {
      const order = [...page.terms].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
      body.replaceChildren(...order.map((term) => h("tr", {},
        h("th", { scope: "row", lang: sheet.sides[0].lang },
          h("button", { type: "button", title: "Show the rows that hold it", onclick: () => this.search(term.source) }, term.source)),
        h("td", {}, term.rows.slice(0, 6).flatMap((row, place) => [place ? " " : "",
          h("a", { href: `#b${row}` }, String(row))]), term.rows.length > 6 ? ` … ${term.rows.length}` : ""),
        h("td", { class: "number" }, term.split ? term.split.toFixed(2) : ""),
        term.renderings.map((held) => h("td", {}, said(held))))));
    };
    const heads = columns.map(([name, key], place) => h("th", { scope: "col", "aria-sort": place === 2 ? "descending" : "none" },
      h("button", { type: "button", onclick: () => {
        heads.forEach((head) => head.setAttribute("aria-sort", "none"));
        heads[place].setAttribute("aria-sort", place === 1 || place === 2 ? "descending" : "ascending");
        fill(key);
      } }, name)));
    fill(columns[2][1]);
    return h("details", { class: "terms", open: page.terms.some((term) => term.split > 0) },
      h("summary", {}, `${counted(page.terms.length, "term")} of the original, side by side`),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Terms" },
        h("table", {}, h("thead", {}, h("tr", {}, heads)), body)));
  },
};
