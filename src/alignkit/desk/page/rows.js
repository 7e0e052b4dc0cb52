// One bead as a row: its number and standing, both texts with their marks, its findings.

import { h, icon, SEVERITIES } from "./elements.js";
import { BEAD, NAMES } from "./pair.js";

const WORDS = {
  sure: "the alignment is sure", doubt: "the alignment is doubtful", bad: "the alignment is unlikely",
  hand: "set by hand",
};

// `view` holds the pair, the cursor, the filters, and what a click on something does.
export function drawRow(view, index) {
  const { pair } = view;
  const found = view.shown(index);
  const opens = [0, 1].every((side) => {
    const first = pair.sentences(index, side)[0];
    return !first || first.level !== 0;
  });
  const row = h("li", {
    class: `bead${opens ? " opens" : ""}${view.cursor.bead === pair.bead(index)[BEAD.id] ? " current" : ""}`,
    id: `b${pair.bead(index)[BEAD.id]}`, "data-bead": pair.bead(index)[BEAD.id],
  });
  row.append(gutter(view, index), ...[0, 1].map((side) => drawSide(view, index, side, found)),
    ...view.others.map((other) => drawOther(view, other, index)),
    h("div", { class: "notes" }, found.map((finding) => drawFinding(view, finding))));
  return row;
}

// The same stretch of the original in another translation, to read beside this one; words that this
// one lacks are marked.
function drawOther(view, other, index) {
  const { pair } = view;
  const held = other.sides[1];
  const attributes = { class: "side other", "data-name": held.name, lang: held.lang, dir: "auto" };
  const from = pair.starts[0][index], to = pair.starts[0][index + 1];
  const first = from < to ? other.beadOf(0, from) : null, last = from < to ? other.beadOf(0, to - 1) : null;
  const texts = [];
  if (first !== null && last !== null) for (let i = first; i <= last; i++) texts.push(other.text(i, 1));
  const text = texts.filter(Boolean).join(held.joiner);
  if (!text) return h("div", { ...attributes, class: "side other none" }, h("span", { lang: "en" }, "No counterpart"));
  const words = /[\p{L}\p{N}]+/gu;
  const ours = new Set((pair.text(index, 1).toLowerCase().match(words) || []));
  const pieces = [];
  let place = 0;
  for (const match of text.matchAll(words)) {
    if (ours.has(match[0].toLowerCase())) continue;
    pieces.push(text.slice(place, match.index), h("span", { class: "differs" }, match[0]));
    place = match.index + match[0].length;
  }
  return h("div", attributes, pieces, text.slice(place));
}

function gutter(view, index) {
  const { pair } = view;
  const grade = pair.grade(index), marks = pair.marks(index);
  const shape = [0, 1].map((side) => pair.size(index, side));
  const badge = (name, text) => h("span", { class: name, role: "img", title: text, "aria-label": text }, icon(name));
  const confidence = pair.bead(index)[BEAD.confidence];
  return h("div", { class: "gutter" },
    h("button", { class: "number", type: "button", "aria-label": `bead ${index}`, onclick: () => view.put(index, view.cursor.side, 0) }, String(index)),
    grade && badge(grade, grade === "hand" ? WORDS.hand : `${WORDS[grade]}, confidence ${confidence}`),
    marks.includes("l") && badge("lock", "locked"),
    shape.some((size) => size !== 1) && h("span", { class: "shape", title: "sentences on each side" }, shape.join("–")));
}

function drawSide(view, index, side, found) {
  const { pair } = view;
  const held = pair.sides[side];
  const sentences = pair.sentences(index, side).filter((sentence) => sentence.text);
  const attributes = { "data-side": NAMES[side], "data-name": held.name, lang: held.lang, dir: "auto" };
  if (!sentences.length) {
    const out = pair.marks(index).includes("o");
    return h("div", { class: "side none", ...attributes },
      h("span", { lang: "en" }, out ? "Left out on purpose" : "No counterpart"));
  }
  const level = Math.max(0, sentences[0].level);
  const edited = side === 1 && pair.edited(index);
  const box = h("div", { class: `side${level ? ` heading h${level}` : ""}${edited ? " edited" : ""}`, ...attributes },
    marked(view, index, side, sentences, found));
  if (level) box.firstChild && Object.entries({ role: "heading", "aria-level": 2 }).forEach(([k, v]) => box.setAttribute(k, v));
  if (edited) {
    box.append(h("p", { class: "was", lang: held.lang }, h("span", { lang: "en" }, "Original: "), pair.original(index, side) || "—", " ",
      h("button", { type: "button", class: "link restore", lang: "en", onclick: () => view.act({ do: "restore", bead: pair.bead(index)[BEAD.id] }) }, "Restore")));
  }
  return box;
}

// Cut the text where any mark begins or ends, sentence by sentence.
function marked(view, index, side, sentences, found) {
  const joiner = view.pair.sides[side].joiner;
  const text = sentences.map((sentence) => sentence.text).join(joiner);
  const spans = found.flatMap((finding) => finding.lengths[side] === text.length
    ? finding.spans[side].map(([start, end]) => ({ start, end, finding })) : []);
  const pieces = [];
  let start = 0;
  sentences.forEach((sentence, place) => {
    if (place && joiner) pieces.push(joiner);
    if (place) start += joiner.length;
    const end = start + sentence.text.length;
    const cursor = view.cursor.bead === view.pair.bead(index)[BEAD.id] && view.cursor.side === side && view.cursor.at === sentence.k;
    pieces.push(h("span", { class: cursor ? "sentence cursor" : "sentence", "data-at": sentence.k },
      cutUp(view, text, start, end, spans)));
    start = end;
  });
  return pieces;
}

function cutUp(view, text, low, high, spans) {
  const cuts = new Set([low, high]);
  for (const { start, end } of spans) for (const cut of [start, end]) if (cut > low && cut < high) cuts.add(cut);
  const places = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i < places.length; i++) {
    const start = places[i], end = places[i + 1] ?? start;
    for (const span of spans) {
      if (span.start === span.end && span.start === start && start < high) pieces.push(markOf(view, "", [span.finding], "point"));
    }
    if (end === start) continue;
    const over = spans.filter((span) => span.start <= start && span.end >= end && span.end > span.start);
    pieces.push(over.length ? markOf(view, text.slice(start, end), over.map((span) => span.finding)) : text.slice(start, end));
  }
  return pieces;
}

function markOf(view, text, findings, more) {
  const severities = findings.map((finding) => view.pair.severity(finding));
  const worst = SEVERITIES.find((severity) => severities.includes(severity));
  const rejected = findings.every((finding) => view.pair.decision(finding).decision === "reject");
  return h("mark", { class: [worst, more, rejected && "rejected"].filter(Boolean).join(" "), "data-f": findings.map((f) => f.id).join(" ") }, text);
}

const REASONS = ["false alarm", "meant so", "the client's wording", "the source is wrong", "a matter of taste"];

export function drawFinding(view, finding) {
  const { pair } = view;
  const rule = pair.rules[finding.rule] || {};
  const said = pair.decision(finding), severity = pair.severity(finding), status = pair.status(finding);
  const decide = (more) => view.decide(finding, more);
  const values = finding.values.flatMap((value, number) => [
    number ? h("i", { role: "img", "aria-label": "is not" }, "≠") : null, h("span", { lang: pair.sides[number]?.lang }, value)]);
  const more = Object.entries(finding.more);
  const live = (name, label, options) => {
    const field = h(options.tag, { class: name, "aria-label": `${label} on ${finding.rule}`, placeholder: options.placeholder, rows: options.rows, list: options.list });
    field.value = said[name];
    field.addEventListener("input", () => decide({ [name]: field.value.trim() }));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && !(event.key === "Enter" && options.tag === "input")) return;
      event.stopPropagation();
      document.getElementById(`f${finding.id}`)?.focus();
    });
    return field;
  };
  return h("article", {
    class: `finding ${severity}${said.decision ? ` ${said.decision}ed` : ""}${finding.id === view.current ? " current" : ""}${finding.gone !== null ? " gone" : ""}`,
    id: `f${finding.id}`, "data-finding": finding.id, tabindex: "-1", "aria-label": `${severity} ${finding.rule}` },
    h("div", { class: "head" },
      h("span", { class: `${severity} tone` }, icon(severity)),
      h("button", { class: "rule", type: "button", title: "What this rule does", onclick: () => view.showRule(finding.rule) }, finding.rule),
      h("span", { class: "name" }, rule.name),
      status && status !== "still there" && h("span", { class: `status ${status}` }, status),
      h("span", { class: "stamp" }, said.decision ? `${said.decision}ed` : "")),
    h("p", { class: "message" }, finding.message),
    more.length ? h("p", { class: "more" }, more.map(([key, value]) => h("span", {}, `${key}: ${value}`))) : null,
    h("div", { class: "foot" },
      values.length ? h("div", { class: "values" }, values) : null,
      h("div", { class: "acts" },
        h("button", { class: "accept", type: "button", "aria-pressed": String(said.decision === "accept"), title: "It is an error (a)",
          onclick: () => decide({ decision: said.decision === "accept" ? "" : "accept" }) }, icon("accept"), "Accept"),
        h("button", { class: "reject", type: "button", "aria-pressed": String(said.decision === "reject"), title: "It is a false alarm (r)",
          onclick: () => decide({ decision: said.decision === "reject" ? "" : "reject" }) }, icon("reject"), "Reject"),
        h("button", { class: "write", type: "button", title: "Write a note (n)", "aria-label": "Note", onclick: () => view.note(finding) }, icon("note")),
        h("select", { class: "weigh", "aria-label": `Severity of ${finding.rule}`, title: "Assign a severity (1, 2, 3)",
          onchange: (event) => decide({ severity: event.target.value === finding.severity ? "" : event.target.value }) },
          SEVERITIES.map((name) => h("option", { value: name, selected: name === severity }, name))))),
    said.decision === "reject" || said.reason ? live("reason", "Reason", { tag: "input", placeholder: "Why? It goes into the suppressions", list: "reasons" }) : null,
    said.note || view.noting === finding.id ? live("note", "Note", { tag: "textarea", placeholder: "Your note", rows: 2 }) : null);
}

export const reasons = () => h("datalist", { id: "reasons" }, REASONS.map((text) => h("option", { value: text })));

// Writing a translation: every letter goes to the project file as it is typed.
export function openEditor(view, index) {
  const { pair } = view;
  const row = view.list.element(index);
  const side = row?.querySelector("[data-side=target]");
  if (!side || side.querySelector("textarea")) { side?.querySelector("textarea").focus(); return; }
  const area = h("textarea", { class: "editor", lang: pair.sides[1].lang, "aria-label": "Translation of this bead", spellcheck: "true" });
  const bead = pair.bead(index)[BEAD.id];
  let seen = area.value = pair.text(index, 1);
  const group = `write ${bead} ${Date.now()}`;
  let sending = null;
  const push = () => {
    sending ??= (async () => {
      while (area.value !== seen) {
        const text = area.value;
        const good = await view.act({ do: "write", bead, text, before: seen, group }, { quiet: true });
        area.classList.toggle("unsaved", !good);
        if (!good) break;
        // What was typed meanwhile goes with the next round.
        seen = pair.at(bead) === undefined ? text : pair.text(pair.at(bead), 1);
        if (seen !== text && area.value === text) break;
      }
      sending = null;
    })();
    return sending;
  };
  area.addEventListener("input", push);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      event.stopPropagation();
      area.blur();
    }
  });
  area.addEventListener("blur", async () => {
    await push();
    view.editing = null;
    view.list.drop(view.redraw([bead]));
    view.list.render();
    view.scroller.focus({ preventScroll: true });
  });
  view.editing = bead;
  side.replaceChildren(area);
  side.classList.add("writing");
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  view.list.render();
}
