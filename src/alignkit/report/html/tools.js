// The beginning of the page's script, of which the files beside this one are the rest: the data
// beside it, small tools, and what was decided.
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
  absence: () => "No counterpart", verdict: () => "", more: () => [], beside: () => [],
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
  filter: [["path", { d: "M2 4h12M4.5 8h7M7 12h2" }]],
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
