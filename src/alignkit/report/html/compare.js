// What the page of a comparison adds: rows of a kind, words that differ, terms side by side.
// It stands before the page's own script, which calls these functions when it draws.
"use strict";

const KINDS = { substance: "differ in substance", detail: "differ in a detail", wording: "differ in wording", same: "the same", missing: "miss a rendering" };
// Where texts stand below each other, a long table before them is folded up; as in page.css.
const NARROW = "(max-width: 720px)";
const FURTHEST = 10, FIRST_TERMS = 200, LONGEST = 120;
// What tells most stands first.
const AGREEMENT = ["split", "deviation", "left out", "agreed"];
const CHOICES = ["sense", "mood", "silent", "addition", "attachment", "other words", "synonym", "voice", "form"];

globalThis.comparison = {
  noun: "row",
  kind: "all",

  // A filter for the bar.
  tools(sheet, refresh) {
    const counts = Object.keys(KINDS).map((kind) => [kind, sheet.rows.filter((row) => row.kind === kind).length]);
    return [h("select", { "aria-label": "Rows", "data-key": "kind", onchange: (event) => { this.kind = event.target.value; refresh(); } },
      h("option", { value: "all", selected: this.kind === "all" }, "All rows"),
      counts.some(([kind, number]) => number && (kind === "substance" || kind === "detail"))
        ? h("option", { value: "apart", selected: this.kind === "apart" }, "All but wording") : null,
      counts.filter(([, number]) => number).map(([kind, number]) =>
        h("option", { value: kind, selected: this.kind === kind }, `${number} ${KINDS[kind]}`)))];
  },
  passes(row) {
    return this.kind === "all" || row.kind === this.kind
      || (this.kind === "apart" && (row.kind === "substance" || row.kind === "detail" || row.kind === "missing"));
  },
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
          h("span", { class: "id" }, String(row.number)), KINDS[row.kind].replace("differ ", "")))))) : "";
    return [furthest, page.terms.length ? this.terms(sheet) : "", page.portraits.length ? this.portraits() : "",
      page.resemblances.length ? this.resemblances() : ""];
  },

  // What the translators chose for the words of a row, beside the findings.
  beside(row) {
    if (!row.choices.length) return [];
    const order = row.choices.map((choice) => [CHOICES.indexOf(choice.kind), choice]).sort((a, b) => a[0] - b[0]);
    return [h("details", { class: "choices" },
      h("summary", {}, counted(row.choices.length, "word", "words") + " chosen differently"),
      h("ul", {}, order.map(([, choice]) => h("li", { class: choice.kind.replace(" ", "-") },
        h("b", {}, choice.source || "nothing in the original"), " ",
        choice.said.flatMap((said, place) => said === null ? [] : [h("span", { class: "chose" }, said || "—"), " "]),
        h("small", {}, [choice.kind === "silent" ? "one renders it" : choice.kind, choice.sure,
          choice.closer].filter(Boolean).join(", "))))))];
  },

  // The rows that hold a term are those that its search finds.
  search(text) {
    state.query = shell.search.value = text;
    applyFilters();
  },

  // The terms as they are filtered now, and the same as a table for elsewhere.
  chosen: { class: "", kind: "", least: 1, phrases: true },
  shownTerms() {
    const { chosen } = this;
    return page.terms.filter((term) => (!chosen.class || term.word_class === chosen.class) && (!chosen.kind || term.kind === chosen.kind)
      && term.count >= chosen.least && (chosen.phrases || !term.phrase));
  },
  asTable(names) {
    const said = (held) => held.map(([text, rows]) => `${text} (${rows.length})`).join(" / ");
    const lines = this.shownTerms().map((term) => [term.source, term.word_class, term.kind, term.count, ...term.renderings.map(said), term.rows.join(" ")]);
    return [["term", "class", "kind", "count", ...names, "rows"], ...lines].map((line) => line.join("\t")).join("\n") + "\n";
  },

  terms(sheet) {
    const names = sheet.sides.slice(-page.terms[0].renderings.length).map((side) => side.name);
    const columns = [["Term", (t) => t.source], ["Times", (t) => -t.count], ["Agreement", (t) => AGREEMENT.indexOf(t.kind)],
      ...names.map((name, place) => [name, (t) => t.renderings[place][0]?.[0] || "~"])];
    const body = h("tbody", {});
    let key = null, most = FIRST_TERMS;
    // What is neither rendered nor surely left out is in doubt.
    const said = (held, out) => [
      ...held.flatMap(([text, rows], place) => [place ? " · " : "", text || "—", h("small", {}, ` ${rows.length}`)]),
      out || !held.length ? h("small", {}, `${held.length ? " · " : ""}${out ? `left out ${out}` : "in doubt"}`) : ""];
    const rest = h("button", { class: "button", type: "button", onclick: () => { most = Infinity; fill(); } });
    const fill = () => {
      const held = this.shownTerms();
      const order = key ? [...held].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)) : held;
      body.replaceChildren(...order.slice(0, most).map((term) => h("tr", {},
        h("th", { scope: "row", lang: sheet.sides[0].lang },
          h("button", { type: "button", title: "Follow it through all places", onclick: () => this.search(term.source) }, term.source)),
        h("td", {}, term.rows.slice(0, 6).flatMap((row, place) => [place ? " " : "",
          h("a", { href: `#b${row}` }, String(row))]), term.rows.length > 6 ? ` … ${term.count}` : ""),
        h("td", {}, term.kind),
        term.renderings.map((renderings, place) => h("td", {}, said(renderings, term.absent?.[place]?.length || 0))))));
      rest.hidden = order.length <= most;
      rest.textContent = `Show all ${order.length.toLocaleString("en")}`;
    };
    const heads = columns.map(([name, by], place) => h("th", { scope: "col", "aria-sort": place === 2 ? "ascending" : "none" },
      h("button", { type: "button", onclick: () => {
        heads.forEach((head) => head.setAttribute("aria-sort", "none"));
        heads[place].setAttribute("aria-sort", place === 1 ? "descending" : "ascending");
        key = place === 2 ? null : by;
        fill();
      } }, name)));
    const choose = (label, name, values) => h("select", { "aria-label": label,
      onchange: (event) => { this.chosen[name] = event.target.value; fill(); } },
      h("option", { value: "" }, label), values.map((value) => h("option", { value }, value)));
    const classes = [...new Set(page.terms.map((term) => term.word_class))].sort();
    fill();
    return h("details", { class: "terms", open: page.terms.some((term) => term.kind === "split") && !matchMedia(NARROW).matches },
      h("summary", {}, `${counted(page.terms.length, "term")} of the original, side by side`),
      h("div", { class: "choose" }, choose("Every word class", "class", classes),
        choose("Agreed or not", "kind", AGREEMENT.filter((kind) => page.terms.some((term) => term.kind === kind))),
        h("label", {}, "at least ", h("input", { type: "number", min: 1, value: 1,
          oninput: (event) => { this.chosen.least = Number(event.target.value) || 1; fill(); } }), " times"),
        h("label", {}, h("input", { type: "checkbox", checked: true,
          onchange: (event) => { this.chosen.phrases = event.target.checked; fill(); } }), " phrases"),
        h("button", { class: "button", type: "button", onclick: () => download("terms.tsv", this.asTable(names)) }, "terms.tsv")),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Terms" },
        h("table", { class: "side-by-side" }, h("thead", {}, h("tr", {}, heads)), body), rest));
  },

  // Each translator beside the others: how often, among how many, and where.
  portraits() {
    const names = [...new Set(page.portraits.flatMap((one) => one.traits.map((trait) => trait.name)))];
    const cell = (trait) => trait ? h("td", {}, counts(trait), trait.examples.length ? h("details", {},
      h("summary", {}, "where"), h("ul", {}, trait.examples.map(([row, words]) => h("li", {},
        h("a", { href: `#b${row}` }, String(row)), ` ${words.length > LONGEST ? words.slice(0, LONGEST) + "…" : words}`)))) : "") : h("td", {}, "—");
    const counts = (trait) => [h("b", {}, trait.count.toLocaleString("en")), h("small", {}, ` of ${trait.total.toLocaleString("en")} ${trait.among}`)];
    return h("details", { class: "terms portraits" }, h("summary", {}, "Portraits of the translations"),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Portraits" }, h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, ""), page.portraits.map((one) => h("th", { scope: "col" }, one.name)))),
        h("tbody", {}, names.map((name) => h("tr", {}, h("th", { scope: "row" }, name),
          page.portraits.map((one) => cell(one.traits.find((trait) => trait.name === name)))))))));
  },

  resemblances() {
    const name = (number) => page.portraits[number].name;
    return h("details", { class: "terms" }, h("summary", {}, "What each two translations share"),
      h("ul", { class: "shared" }, page.resemblances.map((one) => h("li", {},
        h("b", {}, `${name(one.pair[0])} and ${name(one.pair[1])}`),
        ` share ${Math.round(100 * one.shared)} % of their words in runs of five and more; `,
        `${one.same} of ${counted(one.rows, "row")} the same word for word`,
        one.alone ? `; ${counted(one.alone, "run")} that no other translation has` : "",
        h("ul", {}, one.runs.map(([row, words]) => h("li", {}, h("a", { href: `#b${row}` }, String(row)),
          ` ${words.length > LONGEST ? words.slice(0, LONGEST) + "…" : words}`)))))));
  },
};
