// The page's own script: it reads the data beside it, draws the rows, and keeps decisions.
// Text from documents only ever becomes text nodes and attribute values, never markup.
"use strict";

const page = JSON.parse(document.getElementById("page-data").textContent);
const SEVERITIES = ["error", "warning", "info"];
const NOUNS = { error: ["error", "errors"], warning: ["warning", "warnings"], info: ["note", "notes"] };
const SURE = 0.8, DOUBT = 0.5;
const GROUP = 25, ROW_HEIGHT = 100;
// A comparison's own script stands before this one and says what it adds; other pages add nothing.
const extra = globalThis.comparison || {
  noun: "bead", tools: () => [], passes: () => true, reset: () => {}, edits: () => [],
  absence: () => "No counterpart", verdict: () => "", more: () => [],
};

// ---- Small tools

const SVG = "http://www.w3.org/2000/svg";

function element(maker, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) maker.addEventListener(name.slice(2), value);
    else maker.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false && child !== "") maker.append(child);
  }
  return maker;
}
const h = (tag, attributes, ...children) => element(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => element(document.createElementNS(SVG, tag), attributes, children);

// Each shape is told apart without its colour.
const SHAPES = {
  error: [["path", { class: "full", d: "M5 1h6l4 4v6l-4 4H5l-4-4V5z" }], ["path", { class: "cut", d: "M8 4.5v4M8 11.2v.2" }]],
  warning: [["path", { d: "M8 2 15 14H1z" }], ["path", { d: "M8 6.5v3.2M8 11.8v.1" }]],
  info: [["circle", { cx: 8, cy: 8, r: 6.5 }], ["path", { d: "M8 7.5v3.5M8 5v.1" }]],
  sure: [["circle", { class: "full", cx: 8, cy: 8, r: 4 }]],
  doubt: [["circle", { cx: 8, cy: 8, r: 6 }], ["path", { class: "full", d: "M8 2a6 6 0 0 1 0 12z" }]],
  bad: [["path", { d: "M8 1.5 14.5 8 8 14.5 1.5 8z" }]],
  accept: [["path", { d: "m3 8.5 3.2 3.2L13 4.8" }]],
  reject: [["path", { d: "m4 4 8 8M12 4l-8 8" }]],
  note: [["path", { d: "M3 3h10v7.5L10.5 13H3zM5.5 6h5M5.5 9h3" }]],
  search: [["circle", { cx: 7, cy: 7, r: 4.5 }], ["path", { d: "m10.5 10.5 4 4" }]],
  up: [["path", { d: "m3 10 5-5 5 5" }]],
  down: [["path", { d: "m3 6 5 5 5-5" }]],
  theme: [["circle", { cx: 8, cy: 8, r: 6 }], ["path", { class: "full", d: "M8 2a6 6 0 0 1 0 12z" }]],
  help: [["path", { d: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.6M8 12.4v.1" }]],
  contents: [["path", { d: "M3 4h.1M3 8h.1M3 12h.1M6 4h7.5M6 8h7.5M6 12h7.5" }]],
  save: [["path", { d: "M8 2v8M4.8 7 8 10.2 11.2 7M3 13.5h10" }]],
};
const icon = (name) =>
  s("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    SHAPES[name].map(([tag, attributes]) => s(tag, attributes)));

const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

const store = {
  get(key, otherwise) {
    try { return JSON.parse(localStorage.getItem(`alignkit/${key}`)) ?? otherwise; } catch { return otherwise; }
  },
  set(key, value) {
    try { localStorage.setItem(`alignkit/${key}`, JSON.stringify(value)); } catch { /* private windows refuse */ }
  },
};

// ---- What is shown, and what was decided

const state = {
  sheet: page.sheets[0],
  severities: new Set(SEVERITIES),
  rules: new Set(),
  confidence: "all",
  decision: "all",
  only: false,
  query: "",
  current: null, // index of a finding
  row: null, // index of a row
  keys: store.get("keys", true),
};
let decisions = {}; // fingerprint → { decision, note }
let rows = []; // index → { element, built }
let byRow = []; // index → indices of findings
const shell = {}; // the elements that change

const decisionOf = (finding) => decisions[finding.fingerprint] || {};

function decide(index, decision) {
  const finding = state.sheet.findings[index];
  if (!finding) return;
  const held = { ...decisionOf(finding) };
  held.decision = held.decision === decision ? undefined : decision;
  keep(finding, held);
  say(held.decision ? `${finding.rule} ${held.decision}ed` : `${finding.rule} undecided`);
}

function keep(finding, held) {
  if (held.decision || held.note) decisions[finding.fingerprint] = held;
  else delete decisions[finding.fingerprint];
  store.set(state.sheet.key, decisions);
  state.sheet.findings.forEach((other, index) => {
    if (other.fingerprint === finding.fingerprint) showDecision(index);
  });
  showProgress();
}

function say(text) { shell.said.textContent = text; }

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
  holder.append(
    h("div", { class: "gutter" },
      h("a", { href: `#b${row.number}`, "aria-label": `${extra.noun} ${row.number}` }, String(row.number)),
      grade && h("span", { class: grade, role: "img", title: `confidence ${row.confidence}: ${WORDS[grade]}`,
        "aria-label": `alignment ${WORDS[grade]}, confidence ${row.confidence}` }, icon(grade)),
      !plain && h("span", { class: "shape", title: "sentences on each side" }, shape)),
    ...sheet.sides.map((side, number) => buildSide(side, number, row, found)),
    h("div", { class: "notes" }, found.map(buildFinding)));
  rows[index].built = true;
}

function buildSide(side, number, row, found) {
  const sentences = row.sides[number];
  if (!sentences.length) {
    return h("div", { class: "side none" }, h("span", {}, extra.absence(row, number)));
  }
  const level = side.headings[sentences[0]];
  const attributes = { class: level ? `side heading h${level}` : "side", lang: side.lang, dir: "auto" };
  if (level) Object.assign(attributes, { role: "heading", "aria-level": Math.min(6, level + 2) });
  return h("div", attributes, marked(joined(side, sentences), found, number, extra.edits(row, number)));
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
  idle = 0;
  rows = sheet.rows.map((row, index) => ({
    built: false,
    element: h("li", { class: row.opens ? "bead opens" : "bead", id: `b${row.number}`, "data-i": index }),
  }));
  drawSummary();
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

// ---- Going about

function goToRow(index, block = "center") {
  if (!rows[index]) return;
  build(index - GROUP, index + GROUP);
  rows[state.row]?.element.classList.remove("current");
  rows[index].element.classList.add("current");
  state.row = index;
  store.set(`${state.sheet.key}/row`, index);
  rows[index].element.scrollIntoView({ block, behavior: near(rows[index].element) ? "smooth" : "instant" });
  drawMap();
  drawHere();
}

const near = (node) => !matchMedia("(prefers-reduced-motion: reduce)").matches &&
  Math.abs(node.getBoundingClientRect().top) < 3 * innerHeight;

function goToFinding(index) {
  const finding = state.sheet.findings[index];
  document.querySelector(".finding.current")?.classList.remove("current");
  state.current = index;
  if (finding.row !== null) goToRow(finding.row);
  const card = document.getElementById(`f${index}`);
  card.classList.add("current");
  card.focus({ preventScroll: true });
  // On a narrow screen a bead can be taller than the window; the finding itself must be in sight.
  const tall = finding.row !== null && rows[finding.row].element.offsetHeight > innerHeight * 0.6;
  if (finding.row === null || tall) card.scrollIntoView({ block: "center", behavior: "instant" });
  light([index]);
  showProgress();
}

function step(distance) {
  const order = visibleFindings();
  if (!order.length) { say("No finding is shown"); return; }
  let place = order.indexOf(state.current);
  if (place < 0) {
    const row = state.row ?? -1;
    place = distance > 0
      ? order.findIndex((index) => (state.sheet.findings[index].row ?? -1) >= row) - 1
      : order.findLastIndex((index) => (state.sheet.findings[index].row ?? -1) <= row) + 1;
  }
  goToFinding(order[(place + distance + order.length) % order.length]);
}

function light(indices) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const index of indices) {
    document.getElementById(`f${index}`)?.classList.add("lit");
    for (const mark of marksOf(index)) mark.classList.add("lit");
  }
}

// ---- The bar

function toggle(attributes, pressed, change, ...children) {
  return h("button", { type: "button", ...attributes, "aria-pressed": String(pressed), onclick: change }, ...children);
}

function drawBar() {
  const { sheet } = state;
  const counts = Object.fromEntries(SEVERITIES.map((name) => [name, sheet.findings.filter((f) => f.severity === name).length]));
  const doubts = sheet.rows.filter((row) => ["doubt", "bad"].includes(gradeOf(row))).length;
  const refresh = () => { drawBar(); drawChips(); applyFilters(); };
  const severities = SEVERITIES.filter((name) => counts[name]).map((name) =>
    toggle({ class: "toggle", "data-severity": name }, state.severities.has(name), () => {
      state.severities.has(name) ? state.severities.delete(name) : state.severities.add(name);
      refresh();
    }, h("span", { class: `${name} tone` }, icon(name)), h("b", {}, String(counts[name])),
      h("span", { class: "wide" }, NOUNS[name][counts[name] === 1 ? 0 : 1])));
  const choose = (label, key, options) => h("select", { "aria-label": label, "data-key": key,
    onchange: (event) => { state[key] = event.target.value; applyFilters(); } },
    options.map(([value, text]) => h("option", { value, selected: state[key] === value }, text)));
  const search = h("input", { type: "search", placeholder: "Search both texts", "aria-label": "Search both texts", value: state.query,
    oninput: (event) => { state.query = event.target.value; applyFilters(); } });
  shell.search = search;
  shell.tools.replaceChildren(
    ...(severities.length ? [h("div", { class: "group", role: "group", "aria-label": "Severity" }, severities)] : []),
    ...(sheet.findings.length ? [
      toggle({ class: "toggle on", id: "only" }, state.only, () => { state.only = !state.only; refresh(); }, "Only with findings"),
      choose("Decision", "decision", [["all", "Any decision"], ["open", "Undecided"], ["accept", "Accepted"], ["reject", "Rejected"]]),
    ] : []),
    ...(doubts ? [choose("Alignment", "confidence", [["all", "Any alignment"], ["doubt", `Doubtful (${doubts})`], ["bad", "Unlikely"]])] : []),
    ...extra.tools(sheet, refresh),
    h("label", { class: "field" }, icon("search"), search),
    h("span", { class: "progress push" }, shell.shown),
    ...(sheet.findings.length ? [h("div", { class: "group" },
      h("button", { class: "button square", type: "button", "aria-label": "Previous finding", title: "Previous finding (k)", onclick: () => step(-1) }, icon("up")),
      h("button", { class: "button square", type: "button", "aria-label": "Next finding", title: "Next finding (j)", onclick: () => step(1) }, icon("down")))] : []));
  shell.names.replaceChildren(page.sheets.length > 1
    ? h("select", { "aria-label": "Pair", onchange: (event) => openSheet(page.sheets[event.target.value]) },
      page.sheets.map((held, index) => h("option", { value: index, selected: held === sheet },
        `${held.title}${held.findings.length ? `  (${held.findings.length})` : ""}`)))
    : h("h1", { title: sheet.title }, ...sheet.title.split(" → ").flatMap((name, index) =>
      index ? [h("span", { class: "arrow" }, "→"), name] : [name])));
  shell.bar.style.setProperty("display", "block");
  showProgress();
}

function showProgress() {
  const { findings } = state.sheet;
  if (!findings.length) { shell.progress.hidden = true; shell.save.hidden = true; return; }
  const decided = findings.filter((finding) => decisionOf(finding).decision).length;
  shell.progress.hidden = shell.save.hidden = false;
  shell.progress.replaceChildren(
    h("meter", { min: 0, max: findings.length, value: decided, "aria-label": "Findings decided" }),
    `${decided} of ${findings.length} decided`);
}

// ---- The summary

function drawSummary() {
  const { sheet } = state;
  const counts = SEVERITIES.map((name) => [name, sheet.findings.filter((f) => f.severity === name).length]).filter(([, n]) => n);
  const doubts = sheet.rows.filter((row) => ["doubt", "bad"].includes(gradeOf(row))).length;
  const verdict = extra.verdict(sheet) || (counts.length
    ? counts.map(([name, number]) => counted(number, ...NOUNS[name])).join(", ")
    : page.kind === "check" ? "Nothing found" : `${counted(sheet.rows.length, extra.noun)} aligned`);
  const alone = sheet.rows.filter((row) => row.sides.some((side) => !side.length)).length;
  const told = [
    `${counted(sheet.rows.length, extra.noun)}`,
    sheet.sides.map((side) => `${counted(side.sentences.length, "sentence")} in ${side.lang}`).join(", "),
    alone ? `${counted(alone, extra.noun)} without counterpart` : "",
    doubts ? `${counted(doubts, extra.noun)} doubtful` : "",
  ].filter(Boolean).join(" · ");
  shell.chips = h("div", { class: "rules", role: "group", "aria-label": "Rules" });
  const facts = [
    ...sheet.sides.map((side) => [side.lang, [side.name, side.repairs && `${counted(side.repairs, "repair")} on reading`,
      side.aside && `${counted(side.aside, "block")} set aside (another language, or not part of the text)`].filter(Boolean).join("; ")]),
    ["shapes", shapesOf(sheet)],
    ...page.facts.map((fact) => ["quiet", fact]),
    ["signature", h("code", {}, sheet.signature || "none")],
  ];
  shell.summary.replaceChildren(
    ...(page.troubles.length ? [h("div", { class: "troubles", role: "alert" }, page.troubles.map((text) => h("p", {}, text)))] : []),
    h("div", {},
      h("p", { class: "verdict" }, verdict, h("small", {}, told)),
      shell.chips,
      h("details", { class: "facts" }, h("summary", {}, "Documents and signature"),
        h("dl", {}, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])))),
    pathOf(sheet));
  shell.more.replaceChildren(...extra.more(sheet).filter(Boolean));
  drawChips();
}

// Someone who works for days finds the way back to where they stopped.
function offerReturn() {
  const index = store.get(`${state.sheet.key}/row`, 0);
  if (index < 5 || !rows[index]) return;
  const button = h("button", { class: "chip back", type: "button", onclick: () => { button.remove(); goToRow(index); } },
    icon("down"), `Continue at ${extra.noun} ${state.sheet.rows[index].number}`);
  shell.chips.before(button);
}

function shapesOf(sheet) {
  const counts = new Map();
  for (const row of sheet.rows) {
    const shape = row.sides.map((side) => side.length).join("–");
    counts.set(shape, (counts.get(shape) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([shape, number]) => `${shape}: ${number}`).join(", ");
}

function drawChips() {
  const { sheet } = state;
  const counts = new Map();
  for (const finding of sheet.findings) counts.set(finding.rule, (counts.get(finding.rule) || 0) + 1);
  const severity = (rule) => sheet.findings.find((finding) => finding.rule === rule).severity;
  const order = [...counts].sort((a, b) =>
    SEVERITIES.indexOf(severity(a[0])) - SEVERITIES.indexOf(severity(b[0])) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  shell.chips.replaceChildren(...order.map(([rule, number]) =>
    toggle({ class: "chip", "data-rule": rule, title: page.rules[rule]?.summary }, state.rules.has(rule), () => {
      state.rules.has(rule) ? state.rules.delete(rule) : state.rules.add(rule);
      drawChips();
      applyFilters();
    }, h("span", { class: `${severity(rule)} tone` }, icon(severity(rule))), h("span", { class: "count" }, String(number)),
      page.rules[rule]?.name, h("span", { class: "id" }, rule))));
}

function drawWhole() {
  const whole = state.sheet.findings.map((finding, index) => [finding, index]).filter(([finding]) => finding.row === null);
  shell.whole.hidden = !whole.length;
  shell.whole.replaceChildren(h("h2", {}, "About the pair as a whole"),
    h("ul", {}, whole.map(([, index]) => h("li", {}, buildFinding(index)))));
}

// ---- The alignment path: how far each text has come at every bead

function pathOf(sheet) {
  if (sheet.sides.length < 2 || sheet.rows.length < 2) return "";
  const width = 250, height = 168, edge = 10;
  const sizes = [0, 1].map((side) => sheet.sides[side].sentences.reduce((sum, text) => sum + text.length, 0) || 1);
  const come = [0, 0];
  const points = sheet.rows.map((row) => {
    const point = [0, 1].map((side) => {
      const length = row.sides[side].reduce((sum, number) => sum + sheet.sides[side].sentences[number].length, 0);
      come[side] += length;
      return (come[side] - length / 2) / sizes[side];
    });
    return [edge + point[0] * (width - 2 * edge), edge + point[1] * (height - 2 * edge)];
  });
  const doubts = sheet.rows.flatMap((row, index) => {
    const grade = gradeOf(row), [x, y] = points[index];
    if (grade === "bad") return [s("path", { class: "poor", d: `M${x} ${y - 4}l4 4-4 4-4-4z` })];
    return grade === "doubt" ? [s("circle", { class: "doubtful", cx: x, cy: y, r: 2.4 })] : [];
  });
  shell.here = s("circle", { class: "here", r: 5, cx: -20, cy: -20 });
  shell.points = points;
  const drawing = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": "The alignment path, from the beginning of both texts at the top left to their end",
    onclick: (event) => {
      const box = drawing.getBoundingClientRect();
      const x = (event.clientX - box.left) * width / box.width, y = (event.clientY - box.top) * height / box.height;
      const distance = ([a, b]) => (a - x) ** 2 + (b - y) ** 2;
      goToRow(points.reduce((best, point, index) => (distance(point) < distance(points[best]) ? index : best), 0));
    } },
    [1, 2, 3].flatMap((i) => [
      s("line", { class: "grid", x1: (width * i) / 4, x2: (width * i) / 4, y1: 0, y2: height }),
      s("line", { class: "grid", y1: (height * i) / 4, y2: (height * i) / 4, x1: 0, x2: width })]),
    s("polyline", { class: "way", points: points.map((point) => point.map((n) => n.toFixed(1)).join(",")).join(" ") }),
    doubts, shell.here);
  return h("figure", { class: "path" }, drawing,
    h("figcaption", {}, `Alignment path: ${sheet.sides[0].lang} across, ${sheet.sides[1].lang} down. `,
      doubts.length ? "● doubtful, ◇ unlikely." : "Click to go there."));
}

function drawHere() {
  const point = shell.points?.[state.row];
  if (!point || !shell.here) return;
  shell.here.setAttribute("cx", point[0]);
  shell.here.setAttribute("cy", point[1]);
}

// ---- The map: where in the document findings and doubts lie; a worse finding is a longer mark

function drawMap() {
  const { canvas } = shell;
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (!width || !height || !rows.length) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  const color = (name) => getComputedStyle(shell.palette[name] ||= paletteOf(name)).color;
  pen.scale(scale, scale);
  pen.fillStyle = color("line");
  pen.fillRect(0, 0, width, height);
  const tall = height / rows.length;
  const thick = clamp(tall - 0.5, 2, 7);
  const mark = (index, x, wide, name) => {
    pen.fillStyle = color(name);
    pen.fillRect(x, index * tall + Math.max(0, (tall - thick) / 2), wide, thick);
  };
  const long = { error: 0.72, warning: 0.5, info: 0.3 };
  rows.forEach((row, index) => {
    const grade = gradeOf(state.sheet.rows[index]);
    if (grade === "bad") mark(index, 0, width * 0.22, "error");
    if (grade === "doubt") mark(index, 0, width * 0.12, "warning");
  });
  for (const severity of [...SEVERITIES].reverse()) {
    state.sheet.findings.forEach((finding) => {
      if (finding.row === null || finding.severity !== severity || !passes(finding)) return;
      mark(finding.row, width * (1 - long[severity]), width * long[severity], severity);
    });
  }
  const first = firstInSight(), last = lastInSight(first);
  pen.strokeStyle = color("ink");
  pen.lineWidth = 1;
  pen.strokeRect(0.5, first * tall + 0.5, width - 1, Math.max(6, (last - first + 1) * tall) - 1);
}

function paletteOf(name) {
  const probe = h("i", { hidden: true });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  return probe;
}

// Groups first: to ask for the place of a row out of sight would make the browser lay it out.
function firstInSight() {
  const edge = shell.bar.offsetHeight;
  const below = ({ element }) => !element.hidden && element.getBoundingClientRect().bottom > edge;
  const group = groups.find(below);
  if (!group) return 0;
  const place = rows.slice(group.from, group.to).findIndex(below);
  return group.from + Math.max(0, place);
}

function lastInSight(first) {
  let last = first;
  for (let i = first; i < rows.length; i++) {
    if (rows[i].element.hidden) continue;
    if (rows[i].element.getBoundingClientRect().top > innerHeight) break;
    last = i;
  }
  return last;
}

// ---- Dialogs: keys, a rule's page, decisions out and in

function open(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
}

const dialogOf = (title, ...children) => {
  const dialog = h("dialog", { "aria-label": title }, h("div", {},
    h("button", { class: "button square close", type: "button", "aria-label": "Close", onclick: () => dialog.close() }, icon("reject")),
    h("h2", {}, title), ...children));
  return dialog;
};

const KEYS = [
  [["j", "k"], "next and previous finding"],
  [["a"], "accept: it is an error"],
  [["r"], "reject: it is a false alarm"],
  [["n"], "write a note"],
  [["f"], "only beads with findings, or all"],
  [["/"], "search both texts"],
  [["+", "−"], "larger and smaller text"],
  [["c"], "contents: the headings"],
  [["t"], "light, dark, as the system"],
  [["e"], "export decisions"],
  [["Esc"], "leave the search, close, reset the filters"],
  [["?"], "this help"],
];

function showHelp() {
  const box = h("input", { type: "checkbox", id: "keys-on", onchange: (event) => { state.keys = event.target.checked; store.set("keys", state.keys); } });
  box.checked = state.keys;
  open(dialogOf("Keys",
    h("div", { class: "keys" }, KEYS.flatMap(([keys, text]) => [
      h("span", {}, keys.flatMap((key, index) => [index ? " " : "", h("kbd", {}, key)])), h("span", {}, text)])),
    h("label", { class: "check" }, box, "Single keys are on"),
    h("h3", {}, "What the marks say"),
    h("div", { class: "keys" },
      ...SEVERITIES.flatMap((name) => [h("span", { class: `${name} tone` }, icon(name)), h("span", {}, `${name}: `, h("mark", { class: name }, "marked like this"))]),
      h("span", { class: "sure" }, icon("sure")), h("span", {}, "the alignment is sure (0.8 and over)"),
      h("span", { class: "doubt" }, icon("doubt")), h("span", {}, "doubtful (0.5 to 0.8)"),
      h("span", { class: "bad" }, icon("bad")), h("span", {}, "unlikely (under 0.5)")),
    h("p", {}, "Decisions and notes stay in this browser. Export them to keep them, or to quiet what you rejected: alignkit check --suppressions suppressions.toml")));
}

const headingRows = () => state.sheet.rows.flatMap((row, index) => {
  const levels = row.sides.map((side, number) => state.sheet.sides[number].headings[side[0]]).filter(Boolean);
  return levels.length ? [{ row, index, level: Math.min(...levels) }] : [];
});

function showContents() {
  const dialog = dialogOf("Contents", h("ol", { class: "contents" }, headingRows().map(({ row, index, level }) =>
    h("li", { class: `h${level}` }, h("button", { type: "button", onclick: () => { dialog.close(); goToRow(index); } },
      h("span", { class: "no" }, String(row.number)),
      ...state.sheet.sides.map((side, number) => h("span", { lang: side.lang, dir: "auto" }, joined(side, row.sides[number]))))))));
  open(dialog);
}

function showRule(identity) {
  const rule = page.rules[identity] || {};
  const parts = [["What it does", rule.what], ["Why it matters", rule.why], ["Known limits", rule.limits], ["Measured precision", rule.precision]];
  open(dialogOf(`${identity} ${rule.name || ""}`, h("p", {}, rule.summary),
    ...parts.filter(([, text]) => text).flatMap(([title, text]) => [h("h3", {}, title), h("p", {}, text)])));
}

const today = () => new Date().toISOString().slice(0, 10);

// JSON strings are TOML strings too, but for DEL and halves of pairs.
const toml = (text) => JSON.stringify(text.toWellFormed ? text.toWellFormed() : text).replace(/\u007f/g, "\\u007f");

function decided(decision) {
  const seen = new Set();
  return state.sheet.findings.filter((finding) => {
    const held = decisionOf(finding);
    const wanted = decision ? held.decision === decision : held.decision || held.note;
    if (!wanted || seen.has(finding.fingerprint)) return false;
    return seen.add(finding.fingerprint);
  });
}

function suppressionsText() {
  const entries = decided("reject").map((finding) => [
    `# ${finding.message.replace(/\s+/g, " ")}`,
    "[[suppress]]",
    `rule = ${toml(finding.rule)}`,
    `fingerprint = ${toml(finding.fingerprint)}`,
    `reason = ${toml(decisionOf(finding).note || `rejected in review on ${today()}`)}`,
  ].join("\n"));
  return [`# Findings of ${state.sheet.title.replace(/\s+/g, " ")} set aside in review; each needs its reason.`, ...entries].join("\n\n") + "\n";
}

function decisionsText() {
  const { sheet } = state;
  return JSON.stringify({
    schema: 1, kind: "decisions", signature: sheet.signature, title: sheet.title,
    decisions: decided().map((finding) => ({
      rule: finding.rule, fingerprint: finding.fingerprint, decision: decisionOf(finding).decision || null,
      note: decisionOf(finding).note || "", message: finding.message,
    })),
  }, null, 1) + "\n";
}

function download(name, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function showExport() {
  const rejected = decided("reject").length, all = decided().length;
  const area = h("textarea", { readonly: true, "aria-label": "Suppressions", spellcheck: "false" });
  area.value = suppressionsText();
  const file = h("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: async () => {
    const told = await readDecisions(file.files[0]);
    dialog.close();
    say(told);
  } });
  const dialog = dialogOf("Decisions",
    h("p", {}, `${counted(rejected, "finding")} rejected, ${decided("accept").length} accepted. `,
      "What you rejected becomes a suppressions file that alignkit check --suppressions reads."),
    area,
    h("div", { class: "row" },
      h("button", { class: "button main", id: "save-toml", type: "button", disabled: !rejected, onclick: () => download("suppressions.toml", suppressionsText()) }, icon("save"), "suppressions.toml"),
      h("button", { class: "button", id: "save-json", type: "button", disabled: !all, onclick: () => download("decisions.json", decisionsText()) }, icon("save"), "decisions.json"),
      h("button", { class: "button push", type: "button", onclick: () => file.click() }, "Load decisions.json…"), file));
  open(dialog);
}

async function readDecisions(file) {
  try {
    const held = JSON.parse(await file.text());
    if (held.schema !== 1 || held.kind !== "decisions") throw new Error();
    for (const { fingerprint, decision, note } of held.decisions) {
      if (decision === "accept" || decision === "reject" || note) decisions[fingerprint] = { decision: decision || undefined, note: note || undefined };
    }
    store.set(state.sheet.key, decisions);
    state.sheet.findings.forEach((_, index) => showDecision(index));
    showProgress();
    applyFilters();
    return `${counted(held.decisions.length, "decision")} loaded`;
  } catch {
    return "This is not a file of decisions";
  }
}

// ---- Theme and size

const THEMES = ["auto", "light", "dark"];
const SIZES = [0.85, 0.92, 1, 1.1, 1.2, 1.35];

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store.set("theme", theme);
  if (rows.length) drawMap();
}

function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(store.get("theme", "auto")) + 1) % THEMES.length];
  setTheme(theme);
  say(`Theme: ${theme}`);
}

function setSize(step) {
  const place = clamp(step, 0, SIZES.length - 1);
  document.documentElement.style.setProperty("--size", SIZES[place]);
  store.set("size", place);
}

// ---- Keys

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => state.current !== null && decide(state.current, "accept"),
  r: () => state.current !== null && decide(state.current, "reject"),
  n: () => state.current !== null && writeNote(state.current),
  f: () => document.getElementById("only")?.click(),
  c: () => !shell.contents.hidden && showContents(),
  t: nextTheme,
  e: () => !shell.save.hidden && showExport(),
  "/": () => shell.search.focus(),
  "?": showHelp,
  "+": () => setSize(store.get("size", 2) + 1),
  "=": () => setSize(store.get("size", 2) + 1),
  "-": () => setSize(store.get("size", 2) - 1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "Escape") {
    if (event.target === shell.search) {
      state.query = shell.search.value = "";
      shell.search.blur();
      applyFilters();
    } else if (!typing) resetFilters();
    return;
  }
  if (typing || !state.keys || !ACTIONS[event.key]) return;
  event.preventDefault();
  ACTIONS[event.key]();
});

// ---- The frame

function frame() {
  shell.said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  shell.shown = h("span", {});
  shell.names = h("div", { class: "names" });
  shell.progress = h("span", { class: "progress" });
  shell.contents = h("button", { class: "button", type: "button", title: "Contents (c)", onclick: showContents }, icon("contents"), h("span", { class: "wide" }, "Contents"));
  shell.save = h("button", { class: "button", type: "button", title: "Export decisions (e)", onclick: showExport }, icon("save"), h("span", { class: "wide" }, "Export"));
  shell.tools = h("div", { class: "bar-row tools", role: "group", "aria-label": "Filters" });
  shell.bar = h("header", { class: "bar" },
    h("div", { class: "bar-row" }, shell.names, shell.progress, shell.contents, shell.save,
      h("button", { class: "button square", type: "button", "aria-label": "Theme", title: "Theme (t)", onclick: nextTheme }, icon("theme")),
      h("button", { class: "button square", type: "button", "aria-label": "Help and keys", title: "Help and keys (?)", onclick: showHelp }, icon("help"))),
    shell.tools);
  shell.summary = h("section", { class: "summary", "aria-label": "Summary" });
  shell.more = h("section", { class: "compared", "aria-label": "The comparison as a whole" });
  shell.whole = h("section", { class: "whole", "aria-label": "Findings about the pair as a whole" });
  shell.columns = h("div", { class: "columns", "aria-hidden": "true" });
  shell.list = h("div", {});
  shell.nothing = h("div", { class: "empty", hidden: true }, h("b", {}, "No bead fits these filters"),
    "Widen the search, or start again.", h("br"), h("button", { class: "button", type: "button", onclick: resetFilters }, "Show everything"));
  shell.canvas = h("canvas", { role: "img", "aria-label": "Findings and doubtful beads from the beginning to the end" });
  shell.palette = {};
  shell.map = h("aside", { class: "map", "aria-label": "Map of the document", title: "Map of the document",
    onclick: (event) => {
      const box = shell.map.getBoundingClientRect();
      goToRow(clamp(Math.floor(((event.clientY - box.top) / box.height) * rows.length), 0, rows.length - 1));
    } }, shell.canvas);
  shell.sheet = h("main", { class: "sheet", id: "rows", tabindex: "-1" }, shell.columns, shell.list, shell.nothing);
  document.getElementById("app").append(shell.bar, shell.summary, shell.more, shell.whole,
    h("div", { class: "desk" }, shell.sheet, shell.map), shell.said);
}

function listen() {
  shell.list.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("mark"), card = event.target.closest(".finding");
    if (mark) light(mark.dataset.f.split(" ").map(Number));
    else if (card) light([Number(card.id.slice(1))]);
    else light([]);
  });
  shell.list.addEventListener("click", (event) => {
    const mark = event.target.closest("mark"), card = event.target.closest(".finding");
    if (mark) goToFinding(Number(mark.dataset.f.split(" ")[0]));
    else if (card && !event.target.closest("button, textarea")) goToFinding(Number(card.id.slice(1)));
  });
  shell.list.addEventListener("focusin", (event) => {
    const card = event.target.closest(".finding");
    if (!card) return;
    document.querySelector(".finding.current")?.classList.remove("current");
    card.classList.add("current");
    state.current = Number(card.id.slice(1));
  });
  let waiting = false;
  const redraw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; drawMap(); });
  };
  addEventListener("scroll", redraw, { passive: true });
  addEventListener("resize", () => { fitBar(); redraw(); });
  addEventListener("beforeprint", () => build(0, rows.length));
  addEventListener("hashchange", openHash);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

function fitBar() {
  document.documentElement.style.setProperty("--bar", `${shell.bar.offsetHeight}px`);
}

function openHash() {
  const index = state.sheet.rows.findIndex((row) => `#b${row.number}` === location.hash);
  if (index >= 0) goToRow(index);
}

setTheme(store.get("theme", "auto"));
setSize(store.get("size", 2));
frame();
if (state.sheet) {
  openSheet(state.sheet);
  listen();
  fitBar();
  openHash();
  drawMap();
} else {
  shell.names.append(h("h1", {}, page.title));
  shell.nothing.hidden = false;
  shell.nothing.replaceChildren(h("b", {}, "Nothing to show"), "No pair could be checked.");
}
document.documentElement.dataset.ready = "yes";
performance.mark("ready");
