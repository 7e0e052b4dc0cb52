// The rows of the page: drawn as they come into sight, filtered, searched.

// ---- Rows

function joined(side, sentences) {
  return sentences.map((number) => side.sentences[number]).join(side.joiner);
}

const WORDS = { sure: "sure", doubt: "doubtful", bad: "unlikely" };
const gradeOf = (row) =>
  row.confidence === null ? "" : row.confidence >= SURE ? "sure" : row.confidence >= DOUBT ? "doubt" : "bad";

function buildRow(index) {
  const { sheet } = state;
  const row = sheet.rows[index];
  const found = byRow[index] || [];
  const holder = rows[index].element;
  const grade = gradeOf(row);
  const shape = row.sides.map((side) => side.length).join("–");
  const plain = row.sides.every((side) => side.length === 1);
  const tables = drawTables(index);
  if (tables) holder.append(tables);
  holder.append(
    h("div", { class: "gutter" },
      h("a", { href: `#b${row.number}`, "aria-label": `${extra.noun} ${row.number}` }, String(row.number)),
      grade && h("span", { class: grade, role: "img", title: `confidence ${row.confidence}: ${WORDS[grade]}`,
        "aria-label": `alignment ${WORDS[grade]}, confidence ${row.confidence}` }, icon(grade)),
      !plain && h("span", { class: "shape", title: "sentences on each side" }, shape)),
    ...sheet.sides.map((side, number) => buildSide(side, number, row, found)),
    h("div", { class: "notes" }, found.map(buildFinding), extra.beside(row)));
  rows[index].built = true;
}

function buildSide(side, number, row, found) {
  const sentences = row.sides[number];
  if (!sentences.length) {
    return h("div", { class: "side none", "data-name": side.name }, h("span", {}, extra.absence(row, number)));
  }
  const level = side.headings[sentences[0]];
  const attributes = { class: level ? `side heading h${level}` : "side", "data-name": side.name, lang: side.lang, dir: "auto" };
  if (level) Object.assign(attributes, { role: "heading", "aria-level": depths[number].get(sentences[0]) });
  return h("div", attributes, marked(joined(side, sentences), found, number, extra.edits(row, number)));
}

let depths = []; // for each side: the number of a heading → how deep it stands below the page's own

// A document that leaves levels out, as one from 1 to 3, leaves none out here.
function depthsOf(side) {
  const above = [];
  return new Map(Object.entries(side.headings).map(([sentence, level]) => {
    while (above.length && above.at(-1) >= level) above.pop();
    above.push(level);
    return [Number(sentence), above.length + 1];
  }));
}

// Cut a text where any span begins or ends; each piece knows the findings that mark it.
function marked(text, found, number, edits) {
  const spans = [];
  const cuts = new Set([0, text.length]);
  for (const [start, end] of edits) cuts.add(start).add(end);
  for (const index of found) {
    for (const [start, end] of state.sheet.findings[index].spans[number] || []) {
      spans.push({ start, end, index });
      cuts.add(start).add(end);
    }
  }
  const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i < places.length; i++) {
    const start = places[i], end = places[i + 1] ?? start;
    for (const span of spans) {
      if (span.start === span.end && span.start === start) pieces.push(markOf("", [span.index], "point"));
    }
    if (end === start) continue;
    const over = spans.filter((span) => span.start <= start && span.end >= end && span.end > span.start);
    const edit = edits.find((span) => span[0] <= start && span[1] >= end);
    const piece = edit ? h("span", { class: edit[2] }, text.slice(start, end)) : text.slice(start, end);
    pieces.push(over.length ? markOf(piece, over.map((span) => span.index)) : piece);
  }
  return pieces;
}

function markOf(text, indices, more) {
  const severities = indices.map((index) => state.sheet.findings[index].severity);
  const worst = SEVERITIES.find((severity) => severities.includes(severity));
  return h("mark", { class: [worst, more].filter(Boolean).join(" "), "data-f": indices.join(" ") }, text);
}

function buildFinding(index) {
  const finding = state.sheet.findings[index];
  const rule = page.rules[finding.rule] || {};
  const more = Object.entries(finding.more).map(([key, value]) => h("span", {}, `${key}: `, /(^| )beads?$/.test(key) ? beadLinks(value) : value));
  const values = finding.values.flatMap((value, number) => [
    number ? h("i", { role: "img", "aria-label": "is not" }, "≠") : null,
    h("span", { lang: state.sheet.sides[number]?.lang }, value),
  ]);
  const card = h("article", { class: `finding ${finding.severity}`, id: `f${index}`, tabindex: "-1",
    "aria-label": `${finding.severity} ${finding.rule}` },
    h("div", { class: "head" },
      h("span", { class: `${finding.severity} tone` }, icon(finding.severity)),
      h("button", { class: "rule", type: "button", title: "What this rule does" , onclick: () => showRule(finding.rule) }, finding.rule),
      h("span", { class: "name" }, rule.name),
      h("span", { class: "stamp" })),
    h("p", { class: "message" }, finding.message),
    more.length ? h("p", { class: "more" }, more) : null,
    h("div", { class: "foot" },
      values.length ? h("div", { class: "values" }, values) : null,
      h("div", { class: "acts" },
        h("button", { class: "accept", type: "button", "aria-pressed": "false", title: "It is an error (a)",
          onclick: () => decide(index, "accept") }, icon("accept"), "Accept"),
        h("button", { class: "reject", type: "button", "aria-pressed": "false", title: "It is a false alarm (r)",
          onclick: () => decide(index, "reject") }, icon("reject"), "Reject"),
        h("button", { class: "write", type: "button", title: "Write a note (n)",
          onclick: () => writeNote(index) }, icon("note"), "Note"))));
  card.hidden = !passes(finding);
  queueMicrotask(() => showDecision(index));
  return card;
}

// Other places of the same term and the like, so that they can be looked at.
const beadLinks = (list) => list.split(", ").flatMap((number, index) =>
  [index ? ", " : "", /^\d+$/.test(number) ? h("a", { href: `#b${number}` }, number) : number]);

function showDecision(index) {
  const card = document.getElementById(`f${index}`);
  if (!card) return;
  const { decision, note } = decisionOf(state.sheet.findings[index]);
  card.classList.toggle("accepted", decision === "accept");
  card.classList.toggle("rejected", decision === "reject");
  card.querySelector(".stamp").textContent = decision ? `${decision}ed` : "";
  card.querySelector(".accept").setAttribute("aria-pressed", decision === "accept");
  card.querySelector(".reject").setAttribute("aria-pressed", decision === "reject");
  if (note && !card.querySelector("textarea")) writeNote(index, false);
  for (const mark of marksOf(index)) {
    const indices = mark.dataset.f.split(" ").map(Number);
    mark.classList.toggle("rejected",
      indices.every((other) => decisionOf(state.sheet.findings[other]).decision === "reject"));
  }
}

function writeNote(index, focus = true) {
  const finding = state.sheet.findings[index];
  const card = document.getElementById(`f${index}`);
  let area = card.querySelector("textarea");
  if (!area) {
    area = h("textarea", { rows: 2, "aria-label": `Note on ${finding.rule}`, placeholder: "Your note; it becomes the reason of a suppression" });
    area.value = decisionOf(finding).note || "";
    area.addEventListener("input", () => keep(finding, { ...decisionOf(finding), note: area.value.trim() || undefined }));
    area.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); card.focus(); } });
    card.append(area);
  }
  if (focus) area.focus();
}

const marksOf = (index) => {
  const finding = state.sheet.findings[index];
  if (finding.row === null) return [];
  return [...rows[finding.row].element.querySelectorAll("mark")]
    .filter((mark) => mark.dataset.f.split(" ").includes(String(index)));
};

// ---- The list: rows stand in groups, made near the view and otherwise in idle time; the browser
// neither styles nor lays out a group that is out of sight

let groups = []; // { from, to, element }
let idle = 0; // every row before this one has been made

function build(from, to) {
  for (let index = Math.max(0, from); index < Math.min(to, rows.length); index++) {
    if (!rows[index].built) buildRow(index);
  }
}

function buildSoon() {
  if (idle >= rows.length) return;
  const soon = window.requestIdleCallback || ((work) => setTimeout(work, 16));
  soon(() => {
    build(idle, idle + GROUP);
    idle += GROUP;
    buildSoon();
  });
}

const inView = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) build(Number(entry.target.dataset.from), Number(entry.target.dataset.from) + GROUP);
  }
}, { rootMargin: "1200px" });

function drawGroups() {
  inView.disconnect();
  groups = [];
  for (let from = 0; from < rows.length; from += GROUP) {
    const held = rows.slice(from, from + GROUP);
    const label = `${extra.noun} ${state.sheet.rows[from].number} and after`;
    const element = h("ol", { class: "rows", "data-from": from, "aria-label": label }, held.map((row) => row.element));
    groups.push({ from, to: from + held.length, element });
    inView.observe(element);
  }
  shell.list.replaceChildren(...groups.map((group) => group.element));
}

function openSheet(sheet) {
  state.sheet = sheet;
  state.rules.clear();
  state.current = state.row = null;
  decisions = store.get(sheet.key, {});
  byRow = [];
  sheet.findings.forEach((finding, index) => {
    if (finding.row !== null) (byRow[finding.row] ||= []).push(index);
  });
  depths = sheet.sides.map(depthsOf);
  placeTables();
  idle = 0;
  rows = sheet.rows.map((row, index) => ({
    built: false,
    element: h("li", { class: row.opens ? "bead opens" : "bead", id: `b${row.number}`, "data-i": index }),
  }));
  drawSummary();
  doubts.draw();
  drawBar();
  drawGroups();
  shell.columns.replaceChildren(
    h("span"),
    ...sheet.sides.map((side) => h("span", {}, h("b", {}, side.name), `  ${side.lang}`)),
    h("span", {}, "Findings"));
  const chinese = (side) => /^(zh|ja|yue|lzh)/.test(side.lang);
  shell.sheet.style.setProperty("--tracks", sheet.sides.map((side) => (chinese(side) ? "10fr" : "12fr")).join(" "));
  shell.sheet.classList.toggle("plain", page.kind === "align");
  shell.contents.hidden = headingRows().length < 2;
  build(0, GROUP);
  buildSoon();
  applyFilters();
  drawWhole();
  offerReturn();
}

// ---- Filters

const passes = (finding) =>
  state.severities.has(finding.severity) &&
  (!state.rules.size || state.rules.has(finding.rule)) &&
  (state.decision === "all" || (decisionOf(finding).decision || "open") === state.decision);

function rowPasses(index, query) {
  const { sheet } = state;
  const row = sheet.rows[index];
  const grade = gradeOf(row);
  if (state.confidence === "doubt" && !(grade === "doubt" || grade === "bad")) return false;
  if (state.confidence === "bad" && grade !== "bad") return false;
  if (state.confidence === "alone" && row.sides.every((side) => side.length)) return false;
  if (!extra.passes(row)) return false;
  const found = byRow[index] || [];
  const narrowed = state.only || state.rules.size || state.decision !== "all" || state.severities.size < 3;
  if (narrowed && !found.some((number) => passes(sheet.findings[number]))) return false;
  if (!query) return true;
  return sheet.sides.some((side, number) => joined(side, row.sides[number]).toLowerCase().includes(query)) ||
    found.some((number) => `${sheet.findings[number].rule} ${sheet.findings[number].message}`.toLowerCase().includes(query));
}

function applyFilters() {
  const query = state.query.trim().toLowerCase();
  let shown = 0, skipped = 0;
  rows.forEach((row, index) => {
    const visible = rowPasses(index, query);
    row.element.hidden = !visible;
    if (!visible) { skipped += 1; return; }
    if (skipped) row.element.dataset.gap = `${counted(skipped, extra.noun)} not shown`;
    else delete row.element.dataset.gap;
    skipped = 0;
    shown += 1;
  });
  for (const { from, to, element } of groups) {
    const count = rows.slice(from, to).filter((row) => !row.element.hidden).length;
    element.hidden = !count;
    element.style.containIntrinsicSize = `auto ${count * ROW_HEIGHT}px`;
  }
  const visible = visibleFindings();
  state.sheet.findings.forEach((finding, index) => {
    const card = document.getElementById(`f${index}`);
    if (card) card.hidden = !passes(finding);
  });
  shell.nothing.hidden = shown > 0 || !rows.length;
  shell.shown.textContent = shown === rows.length
    ? counted(rows.length, extra.noun) : `${shown.toLocaleString("en")} of ${counted(rows.length, extra.noun)}`;
  say(`${shell.shown.textContent}, ${counted(visible.length, "finding")}`);
  highlight(query);
  drawMap();
}

function resetFilters() {
  state.severities = new Set(SEVERITIES);
  state.rules.clear();
  Object.assign(state, { confidence: "all", decision: "all", only: false, query: "" });
  extra.reset();
  drawBar();
  drawChips();
  applyFilters();
}

// Finding order is the order of reading; findings about the whole pair come first.
function visibleFindings() {
  const order = state.sheet.findings.map((finding, index) => ({ finding, index }))
    .filter(({ finding }) => passes(finding) && (finding.row === null || !rows[finding.row].element.hidden));
  order.sort((a, b) => (a.finding.row ?? -1) - (b.finding.row ?? -1) || a.index - b.index);
  return order.map(({ index }) => index);
}

let searching = 0;
function highlight(query) {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete("search");
  if (!query) return;
  const turn = ++searching;
  setTimeout(() => {
    if (turn !== searching) return;
    const ranges = [];
    for (const row of rows) {
      if (row.element.hidden || ranges.length > 2000) continue;
      for (const side of row.element.querySelectorAll(".side")) ranges.push(...rangesOf(side, query));
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }, 60);
}

function rangesOf(side, query) {
  const nodes = [];
  const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  const at = (offset) => {
    const held = nodes.findLast(({ start }) => start <= offset);
    return [held.node, Math.min(offset - held.start, held.node.length)];
  };
  const ranges = [];
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return ranges;
  for (let place = lower.indexOf(query); place >= 0; place = lower.indexOf(query, place + query.length)) {
    const range = new Range();
    range.setStart(...at(place));
    range.setEnd(...at(place + query.length));
    ranges.push(range);
  }
  return ranges;
}
