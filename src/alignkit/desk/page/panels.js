// The map beside the text, the panel with its pages, and the dialogs.

import { counted, clamp, h, icon, NOUNS, s, SEVERITIES } from "./elements.js";
import { KEYS, rememberKeys } from "./keys.js";
import { BEAD } from "./pair.js";
import { fetchFile, post, read, send } from "./server.js";

// ---- The map: where findings, doubts and beads set by hand lie; a worse finding is a longer mark

const palette = {};
function color(name) {
  palette[name] ||= (() => {
    const probe = h("i", { hidden: true, class: `probe-${name}` });
    document.body.append(probe);
    return probe;
  })();
  return getComputedStyle(palette[name]).color;
}

// The marks are drawn when something changed; scrolling only moves the frame over them.
let drawn = 0;
const layer = document.createElement("canvas");
let state = "";
export function drawMap(view) {
  cancelAnimationFrame(drawn);
  drawn = requestAnimationFrame(() => setTimeout(() => drawMapNow(view)));
}

function drawMapNow(view) {
  const { pair, list } = view;
  const { canvas } = view.frame;
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (!pair || !width || !height || !pair.beads.length) return;
  const scale = window.devicePixelRatio || 1;
  const tall = height / pair.beads.length;
  const now = [width, height, scale, pair.revision, view.number, view.filterMark, color("line")].join();
  if (now !== state) {
    state = now;
    drawMarks(view, width, height, scale, tall);
  }
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.drawImage(layer, 0, 0);
  pen.scale(scale, scale);
  const [first, last] = list.inSight;
  const from = list.order[first] ?? 0, to = list.order[last] ?? from;
  pen.strokeStyle = color("ink");
  pen.lineWidth = 1;
  pen.strokeRect(0.5, from * tall + 0.5, width - 1, Math.max(6, (to - from + 1) * tall) - 1);
}

function drawMarks(view, width, height, scale, tall) {
  const { pair } = view;
  layer.width = width * scale;
  layer.height = height * scale;
  const pen = layer.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = color("line");
  pen.fillRect(0, 0, width, height);
  const thick = clamp(tall - 0.5, 2, 7);
  const tones = Object.fromEntries([...SEVERITIES, "good", "soft"].map((name) => [name, color(name)]));
  const mark = (index, x, wide, name) => {
    pen.fillStyle = tones[name];
    pen.fillRect(x, index * tall + Math.max(0, (tall - thick) / 2), wide, thick);
  };
  pair.beads.forEach((_, index) => {
    const grade = pair.grade(index);
    if (grade === "bad") mark(index, 0, width * 0.24, "error");
    if (grade === "doubt") mark(index, 0, width * 0.14, "warning");
    if (grade === "hand") mark(index, 0, width * 0.14, "good");
    if (!pair.size(index, 0) || !pair.size(index, 1)) mark(index, width * 0.24, width * 0.1, "soft");
  });
  const long = { error: 0.66, warning: 0.46, info: 0.28 };
  const standing = pair.standing().filter((finding) => view.passes(finding) && finding.bead !== null);
  for (const severity of [...SEVERITIES].reverse()) {
    for (const finding of standing) {
      if (pair.severity(finding) === severity) mark(pair.at(finding.bead), width * (1 - long[severity]), width * long[severity], severity);
    }
  }
}

// ---- The path of the alignment, to click on

function pathOf(view) {
  const { pair } = view;
  const width = 300, height = 200, edge = 8, size = pair.beads.length;
  if (size < 2) return "";
  const totals = [pair.starts[0][size] || 1, pair.starts[1][size] || 1];
  const point = (index) => [
    edge + ((pair.starts[0][index] + pair.size(index, 0) / 2) / totals[0]) * (width - 2 * edge),
    edge + ((pair.starts[1][index] + pair.size(index, 1) / 2) / totals[1]) * (height - 2 * edge)];
  const every = Math.max(1, Math.floor(size / 1500));
  const way = [], marks = [];
  for (let i = 0; i < size; i++) {
    const [x, y] = point(i), grade = pair.grade(i);
    if (i % every === 0 || i === size - 1) way.push(`${x.toFixed(1)},${y.toFixed(1)}`);
    if (marks.length > 1500) continue;
    if (grade === "bad") marks.push(s("path", { class: "poor", d: `M${x} ${y - 4}l4 4-4 4-4-4z` }));
    else if (grade === "doubt") marks.push(s("circle", { class: "doubtful", cx: x, cy: y, r: 2.4 }));
    else if (grade === "hand") marks.push(s("path", { class: "byhand", d: `M${x - 2.5} ${y - 2.5}h5v5h-5z` }));
  }
  const here = view.at === undefined ? [-20, -20] : point(view.at);
  const drawing = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "The alignment path, from the beginning of both texts at the top left to their end",
    onclick: (event) => {
      const box = drawing.getBoundingClientRect();
      const x = ((event.clientX - box.left) * width) / box.width, y = ((event.clientY - box.top) * height) / box.height;
      let best = 0, least = Infinity;
      for (let i = 0; i < size; i++) {
        const [a, b] = point(i), distance = (a - x) ** 2 + (b - y) ** 2;
        if (distance < least) { least = distance; best = i; }
      }
      view.put(best, view.cursor.side, 0);
    } },
    s("polyline", { class: "way", points: way.join(" ") }), marks, s("circle", { class: "here", r: 5, cx: here[0], cy: here[1] }));
  return h("figure", { class: "path" }, drawing, h("figcaption", {}, `${pair.sides[0].lang} across, ${pair.sides[1].lang} down. ● doubtful, ◇ unlikely, ■ set by hand. Click to go there.`));
}

// ---- The panel

const PAGES = { overview, terms, list, files };

export function drawPanel(view) {
  const { panel } = view.frame;
  for (const toggle of view.frame.panels.children) toggle.setAttribute("aria-pressed", String(toggle.dataset.panel === view.panel));
  const shown = Boolean(view.panel) && Boolean(view.pair);
  if (panel.hidden === shown) { panel.hidden = !shown; view.list.resized(); }
  if (!shown) { panel.replaceChildren(); panel.dataset.page = ""; return; }
  // A page that somebody types in, or that asked the server, stays as it is.
  if (panel.dataset.page === view.panel && (panel.contains(document.activeElement) && document.activeElement.matches("input, textarea, select") || view.panel === "terms" && !view.concordance)) return;
  const scroll = panel.dataset.page === view.panel ? panel.scrollTop : 0;
  panel.dataset.page = view.panel;
  panel.replaceChildren(
    h("button", { class: "button square close", type: "button", "aria-label": "Close the panel", title: "Close (Esc)", onclick: () => view.setPanel(view.panel) }, icon("reject")),
    ...PAGES[view.panel](view).flat(2).filter(Boolean));
  panel.scrollTop = scroll;
}

const goLink = (view, index, text) => h("button", { class: "link", type: "button", onclick: () => view.put(index, view.cursor.side, 0) }, text ?? String(index));

function narrow(view, change) {
  change(view.filters);
  view.frame.tools();
  view.refresh();
}

function overview(view) {
  const { pair } = view;
  const open = pair.standing();
  const rules = new Map();
  for (const finding of open) rules.set(finding.rule, (rules.get(finding.rule) || 0) + 1);
  const doubts = pair.doubts;
  const alone = pair.beads.filter((bead) => !bead[BEAD.source] || !bead[BEAD.target]).length;
  const hand = pair.beads.filter((_, index) => pair.grade(index) === "hand").length;
  const count = (status) => pair.findings.filter((finding) => pair.status(finding) === status).length;
  const link = (text, change) => h("li", {}, h("button", { class: "link", type: "button", onclick: () => narrow(view, change) }, text));
  const since = h("select", { "aria-label": "Since", onchange: (event) => { pair.point = Number(event.target.value); view.refresh(); drawPanel(view); event.target.blur(); } },
    [...pair.runs].reverse().map(([number, when, name]) => h("option", { value: number, selected: number === pair.since },
      `${name || `check ${number}`}, ${when.replace("T", " ").slice(0, 16)}`)));
  const name = h("input", { type: "text", "aria-label": "Name of this point", placeholder: "sent to the client", maxlength: 80 });
  const fixed = pair.findings.filter((finding) => pair.status(finding) === "fixed");
  return [
    h("h2", {}, "Overview"),
    h("ul", { class: "links" },
      SEVERITIES.map((severity) => [severity, open.filter((finding) => pair.severity(finding) === severity).length]).filter(([, n]) => n)
        .map(([severity, n]) => link(counted(n, ...NOUNS[severity]), (f) => { f.severities = new Set([severity]); f.only = true; })),
      link(`${counted(doubts, "bead")} doubtful`, (f) => { f.alignment = "doubtful"; }),
      link(`${counted(alone, "bead")} without counterpart`, (f) => { f.alignment = "alone"; }),
      link(`${counted(hand, "bead")} set by hand`, (f) => { f.alignment = "hand"; })),
    pathOf(view),
    ...(view.others.length ? [h("h3", {}, "Between the translations"), differencesOf(view)] : []),
    h("h3", {}, "Since "), since,
    h("ul", { class: "links" }, ["new", "still there", "fixed"].map((status) => link(`${count(status)} ${status}`, (f) => { f.status = status; }))),
    h("form", { class: "row", onsubmit: async (event) => {
      event.preventDefault();
      name.blur();
      try {
        view.take(await post(`pairs/${view.number}/point`, { name: name.value }));
        view.say(`This point is named ${name.value}`, true);
      } catch (error) { view.say(error.message, true); }
      drawPanel(view);
    } }, name, h("button", { class: "button" }, "Name this point")),
    h("h3", {}, "Rules"),
    h("ul", { class: "links" }, [...rules].sort((a, b) => b[1] - a[1]).map(([rule, n]) =>
      link(`${n} ${rule} ${pair.rules[rule]?.name || ""}`, (f) => { f.rules = new Set([rule]); }))),
    fixed.length ? h("h3", {}, "Fixed") : null,
    fixed.length ? h("ul", { class: "fixed" }, fixed.slice(0, 200).map((finding) => h("li", {}, h("b", {}, finding.rule), " ", finding.message))) : null,
    pair.lost.length ? h("h3", {}, "No longer fits") : null,
    pair.lost.length ? h("ul", { class: "lost" }, pair.lost.map(([what, source, target, text], at) => h("li", {},
      h("b", {}, what), h("p", { lang: pair.sides[0].lang }, source), h("p", { lang: pair.sides[1].lang }, target), text && h("p", { class: "was" }, text),
      h("button", { class: "link", type: "button", onclick: () => view.act({ do: "forget", at }) }, "Forget")))) : null,
    h("div", { class: "row" }, h("button", { class: "button", type: "button", onclick: async () => {
      try {
        await post(`pairs/${view.number}/check`, {});
        view.say("Checking the whole pair", true);
      } catch (error) { view.say(error.message, true); }
    } }, icon("again"), "Check everything again")),
  ];
}

// Where the translations differ in substance, asked for and kept until the panel is drawn anew.
let differ = null;
function differencesOf(view) {
  const { pair } = view;
  const box = h("div", {});
  const fill = () => box.replaceChildren(h("ul", { class: "differences" }, differ.map(([sentence, found]) => h("li", {},
    sentence === null ? "" : goLink(view, pair.beadOf(0, sentence)), " ", found.map(([rule, , message]) => h("p", {}, h("b", {}, `${rule} `), message))))),
    differ.length ? "" : h("p", {}, "They differ in words alone."));
  if (differ) fill();
  box.append(h("button", { class: "button", type: "button", onclick: async (event) => {
    event.target.disabled = true;
    try { differ = (await read("differences")).rows; fill(); } catch (error) { view.say(error.message, true); }
  } }, icon("again"), "Compare the translations"));
  return box;
}

// ---- Terms: where words stand in both languages, and the terms of the pair

function terms(view) {
  const { pair } = view;
  const asked = view.concordance || { words: "", side: "both" };
  view.concordance = null;
  const hits = h("ol", { class: "hits" });
  const words = h("input", { type: "search", "aria-label": "Concordance", placeholder: "A term in either language", value: asked.words });
  const look = () => hits.replaceChildren(...concordance(view, words.value.trim()));
  words.addEventListener("input", look);
  look();
  const table = h("div", { class: "termtable" }, h("button", { class: "button", type: "button", onclick: async (event) => {
    event.target.disabled = true;
    try {
      const told = await read(`pairs/${view.number}/terms`);
      table.replaceChildren(termTable(view, told.terms, (term) => { words.value = term; look(); }));
    } catch (error) { view.say(error.message, true); }
  } }, "Find the terms of this pair"));
  return [h("h2", {}, "Concordance"), h("label", { class: "field" }, icon("search"), words), hits, h("h2", {}, "Terms"), table];
}

const AROUND = 42, MOST = 200;

function concordance(view, words) {
  if (!words) return [];
  const { pair } = view;
  let pattern;
  try { pattern = new RegExp(view.filters.regex ? words : words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "iu"); } catch { return [h("li", {}, "This is not a regular expression.")]; }
  const found = [];
  let total = 0;
  for (let index = 0; index < pair.beads.length; index++) {
    for (const side of [0, 1]) {
      const text = pair.text(index, side);
      const match = pattern.exec(text);
      if (!match || !match[0]) continue;
      total += 1;
      if (found.length >= MOST) continue;
      const before = text.slice(Math.max(0, match.index - AROUND), match.index), rest = text.slice(match.index + match[0].length);
      found.push(h("li", {}, goLink(view, index),
        h("p", { lang: pair.sides[side].lang }, match.index > AROUND && "…", before, h("mark", { class: "hit" }, match[0]), rest.slice(0, AROUND), rest.length > AROUND && "…"),
        h("p", { class: "beside", lang: pair.sides[1 - side].lang }, pair.text(index, 1 - side).slice(0, 4 * AROUND))));
    }
  }
  return [h("li", { class: "total" }, counted(total, "place")), ...found];
}

function termTable(view, found, look) {
  if (!found.length) return h("p", {}, "No term comes up often enough.");
  return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Term"), h("th", { scope: "col" }, "Rendered as"))),
    h("tbody", {}, found.map(([term, renderings]) => h("tr", {},
      h("th", { scope: "row" }, h("button", { class: "link", type: "button", onclick: () => look(term) }, term)),
      h("td", {}, renderings.length ? "" : "—", renderings.map(([text, beads], place) => [place ? " · " : "", text || "—", " ", h("small", {}, goLink(view, beads[0], String(beads.length)))]))))));
}

// ---- The reviser's list: what is to be done, in reading order

function list(view) {
  const { pair } = view;
  const rows = [];
  pair.beads.forEach((_, index) => {
    const held = pair.open(index).filter((finding) => pair.decision(finding).decision === "accept");
    if (!held.length && !pair.edited(index)) return;
    rows.push(h("li", {}, goLink(view, index), " ", h("span", { lang: pair.sides[0].lang }, pair.text(index, 0)),
      pair.edited(index) && h("p", { class: "was", lang: pair.sides[1].lang }, pair.original(index, 1)),
      h("p", { lang: pair.sides[1].lang }, pair.text(index, 1)),
      held.map((finding) => h("p", { class: "said-of" }, h("b", {}, `${pair.severity(finding)} ${finding.rule} `), finding.message,
        pair.decision(finding).note && h("i", {}, ` ${pair.decision(finding).note}`)))));
  });
  return [h("h2", {}, "The reviser's list"),
    rows.length ? h("ol", { class: "revisions" }, rows) : h("p", {}, "What you accept, and every translation you rewrite, stands here."),
    rows.length ? h("div", { class: "row" }, exportButton(view, "list", "Save the list")) : null];
}

// ---- Out and in

const FORMS = [
  ["For reviewers", [["xlsx", "Excel workbook"], ["docx", "Word, two columns"], ["list", "The reviser's list"]]],
  ["The translation", [["target", "As it now reads"], ["tracked", "With tracked changes"], ["comments", "With the findings as comments"]]],
  ["Memories and tools", [["tmx", "TMX"], ["xliff", "XLIFF"], ["ces", "InterText project"], ["ladder", "Ladder"], ["tsv", "TSV"]]],
  ["For later runs", [["suppressions", "Suppressions"], ["json", "Findings as JSON"]]],
];

// What only a Word file can hold.
const IN_WORD = new Set(["tracked", "comments"]);

function exportButton(view, form, text, options = () => "") {
  return h("button", { class: "button", type: "button", "data-export": form, onclick: async () => {
    try {
      const { name, blob } = await fetchFile(`pairs/${view.number}/export/${form}${options()}`);
      const link = h("a", { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 2000);
      view.say(`${name} saved`, true);
    } catch (error) { view.say(error.message, true); }
  } }, icon("save"), text);
}

function files(view) {
  const all = h("input", { type: "checkbox", id: "everything" });
  const options = () => (all.checked ? "?everything=1" : "");
  const file = h("input", { type: "file", hidden: true, accept: ".xlsx,.docx,.toml,.json", onchange: async () => {
    if (!file.files[0]) return;
    try {
      const told = await send(`pairs/${view.number}/import?name=${encodeURIComponent(file.files[0].name)}`, file.files[0]);
      view.say(told.said, true);
    } catch (error) { view.say(error.message, true); }
    file.value = "";
  } });
  const word = /\.doc[xm]$/i.test(view.pair.sides[1].name);
  return [h("h2", {}, "Out and in"),
    FORMS.map(([title, forms]) => [h("h3", {}, title), h("div", { class: "buttons" }, forms.filter(([form]) => word || !IN_WORD.has(form)).map(([form, text]) => exportButton(view, form, text, form === "tmx" ? options : undefined)))]).flat(),
    h("label", { class: "check" }, all, "TMX with empty segments and bare numbers"),
    h("h3", {}, "Back in"), h("p", {}, "A workbook or Word file that a reviewer has filled in, suppressions, or decisions of a report page."),
    h("div", { class: "row" }, h("button", { class: "button main", type: "button", id: "take-in", onclick: () => file.click() }, "Choose a file…"), file)];
}

// ---- Dialogs

function open(title, ...children) {
  const dialog = h("dialog", { "aria-label": title }, h("div", {},
    h("button", { class: "button square close", type: "button", "aria-label": "Close", onclick: () => dialog.close() }, icon("reject")), h("h2", {}, title), ...children));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
}

export function showRule(view, rule) {
  const held = view.pair.rules[rule] || {};
  const part = (name, text) => (text ? [h("h3", {}, name), h("p", {}, text)] : []);
  open(`${rule} ${held.name || ""}`, h("p", {}, held.summary), ...part("What it does", held.what), ...part("Why it matters", held.why),
    ...part("Known limits", held.limits), ...part("Measured", held.precision));
}

export function showHelp(view) {
  const box = h("input", { type: "checkbox", id: "keys-on", onchange: (event) => rememberKeys(view, event.target.checked) });
  box.checked = view.keys;
  open("Keys", KEYS.map(([title, keys]) => [h("h3", {}, title), h("div", { class: "keys" }, keys.flatMap(([names, text]) => [
    h("span", {}, names.flatMap((name, index) => [index ? " " : "", h("kbd", {}, name)])), h("span", {}, text)]))]).flat(),
    h("label", { class: "check" }, box, "Single keys are on"),
    h("p", {}, "Everything is saved in the project file as you do it."));
}
