// The page of several pairs opens here: a row a pair, by what was found in it; from there into each.

const COLUMNS = [
  ["pair", "Pair", (fact) => fact.sheet.title],
  ["error", "Errors", (fact) => fact.error],
  ["warning", "Warnings", (fact) => fact.warning],
  ["info", "Notes", (fact) => fact.info],
  ["missing", "Missing keys", (fact) => fact.missing],
  ["doubts", "Doubtful beads", (fact) => fact.doubts],
  ["decided", "Decided", (fact) => fact.decided],
];
// Keys that are not there, and those that have no text.
const MISSING = ["KEY001", "KEY003"];

const overview = {
  by: "error", down: true, rule: "", query: "",

  facts() {
    return page.sheets.map((sheet, index) => {
      const found = sheet.findings.filter((f) => !this.rule || f.rule === this.rule);
      const count = (severity) => found.filter((f) => f.severity === severity).length;
      const held = store.get(sheet.key, {});
      return {
        sheet, index, found: found.length,
        error: count("error"), warning: count("warning"), info: count("info"),
        missing: sheet.findings.filter((f) => MISSING.includes(f.rule)).length,
        doubts: sheet.rows.filter((row) => ["doubt", "bad"].includes(gradeOf(row))).length,
        decided: found.filter((f) => held[f.fingerprint]?.decision).length,
      };
    });
  },

  // The order of the column; pairs that are alike there stand by their worst findings.
  sorted(facts) {
    const value = COLUMNS.find(([key]) => key === this.by)[2];
    const order = (a, b) => (typeof a === "string" ? a.localeCompare(b) : a - b);
    return facts.sort((a, b) => (this.down ? -1 : 1) * order(value(a), value(b)) ||
      b.error - a.error || b.warning - a.warning || b.info - a.info || a.index - b.index);
  },

  draw() {
    const facts = this.sorted(this.facts());
    const shown = facts.filter((fact) => (!this.rule || fact.found) &&
      fact.sheet.title.toLowerCase().includes(this.query.trim().toLowerCase()));
    const columns = COLUMNS.filter(([key]) => key !== "missing" || facts.some((fact) => fact.missing));
    const total = SEVERITIES.map((name) => [name, facts.reduce((sum, fact) => sum + fact[name], 0)]).filter(([, n]) => n);
    const verdict = total.map(([name, number]) => counted(number, ...NOUNS[name])).join(", ") || "Nothing found";
    const clean = facts.filter((fact) => !fact.found).length;
    this.verdict.replaceChildren(verdict, h("small", {}, `${counted(facts.length, "pair")} · ${clean} without findings`));
    this.chips.replaceChildren(...this.rules().map(([rule, number, severity]) =>
      toggle({ class: "chip", "data-rule": rule, title: page.rules[rule]?.summary }, this.rule === rule,
        () => { this.rule = this.rule === rule ? "" : rule; this.draw(); },
        h("span", { class: `${severity} tone` }, icon(severity)), h("span", { class: "count" }, String(number)),
        page.rules[rule]?.name, h("span", { class: "id" }, rule))));
    this.head.replaceChildren(...columns.map(([key, name]) =>
      h("th", { scope: "col", role: "columnheader", "aria-sort": this.by === key ? (this.down ? "descending" : "ascending") : "none" },
        h("button", { type: "button", onclick: () => this.order(key) }, name, this.by === key && icon(this.down ? "down" : "up")))));
    this.body.replaceChildren(...shown.map((fact) => h("tr", { role: "row" }, columns.map(([key, name, value]) => {
      if (key === "pair") return h("th", { scope: "row", role: "rowheader" }, h("a", { href: `#p${fact.index}` }, fact.sheet.title));
      const number = value(fact);
      return h("td", { role: "cell", "data-name": name, class: number && SEVERITIES.includes(key) ? `${key} tone` : "" },
        key === "decided" ? (fact.found ? `${number} of ${fact.found}` : "") : number || "");
    }))));
    say(`${shown.length} of ${counted(facts.length, "pair")} shown`);
  },

  // Every rule of the run with its number of findings, the worst first.
  rules() {
    const held = new Map();
    for (const finding of page.sheets.flatMap((sheet) => sheet.findings)) {
      const [number, severity] = held.get(finding.rule) || [0, finding.severity];
      held.set(finding.rule, [number + 1, severity]);
    }
    return [...held].map(([rule, [number, severity]]) => [rule, number, severity]).sort((a, b) =>
      SEVERITIES.indexOf(a[2]) - SEVERITIES.indexOf(b[2]) || b[1] - a[1]);
  },

  order(key) {
    this.down = this.by === key ? !this.down : key !== "pair";
    this.by = key;
    this.draw();
  },

  make() {
    this.verdict = h("p", { class: "verdict" });
    this.chips = h("div", { class: "rules", role: "group", "aria-label": "Rules" });
    // The roles are said, since narrow screens lay the table out as blocks.
    this.head = h("tr", { role: "row" });
    this.body = h("tbody", { role: "rowgroup" });
    const search = h("input", { type: "search", placeholder: "Search the names", "aria-label": "Search the names",
      oninput: (event) => { this.query = event.target.value; this.draw(); } });
    shell.overview = h("main", { class: "overview", "aria-label": "All pairs", tabindex: "-1" }, troublesOf(page), this.verdict, this.chips,
      h("label", { class: "field" }, icon("search"), search),
      h("div", { class: "wide-table" }, h("table", { role: "table" }, h("thead", { role: "rowgroup" }, this.head), this.body)));
    shell.summary.before(shell.overview);
    shell.home = h("button", { class: "button", type: "button", title: "All pairs (o)", onclick: () => this.go() },
      icon("contents"), h("span", { class: "wide" }, "All pairs"));
    shell.names.before(shell.home);
  },

  go() { location.hash = "#pairs"; },

  // Where the address names a pair, that one; else all of them.
  follow() {
    const match = /^#p(\d+)$/.exec(location.hash);
    const sheet = match && page.sheets[Number(match[1])];
    if (sheet) { this.show(false); openSheet(sheet); scrollTo(0, 0); return true; }
    if (location.hash === "#pairs" || !location.hash) { this.show(true); return true; }
    return false;
  },

  show(all) {
    if (all) this.draw();
    shell.overview.hidden = !all;
    document.documentElement.toggleAttribute("data-overview", all);
    if (all) scrollTo(0, 0);
  },
};
