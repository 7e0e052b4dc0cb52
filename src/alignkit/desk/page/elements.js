// Small tools to make elements. Text from documents only ever becomes text nodes and attribute
// values, never markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(maker, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) maker.addEventListener(name.slice(2), value);
    else maker.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false && child !== "") maker.append(child);
  }
  return maker;
}
export const h = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);
export const s = (tag, attributes, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

// Each shape is told apart without its colour.
const SHAPES = {
  error: [["path", { class: "full", d: "M5 1h6l4 4v6l-4 4H5l-4-4V5z" }], ["path", { class: "cut", d: "M8 4.5v4M8 11.2v.2" }]],
  warning: [["path", { d: "M8 2 15 14H1z" }], ["path", { d: "M8 6.5v3.2M8 11.8v.1" }]],
  info: [["circle", { cx: 8, cy: 8, r: 6.5 }], ["path", { d: "M8 7.5v3.5M8 5v.1" }]],
  sure: [["circle", { class: "full", cx: 8, cy: 8, r: 4 }]],
  doubt: [["circle", { cx: 8, cy: 8, r: 6 }], ["path", { class: "full", d: "M8 2a6 6 0 0 1 0 12z" }]],
  bad: [["path", { d: "M8 1.5 14.5 8 8 14.5 1.5 8z" }]],
  hand: [["path", { d: "m3 8.5 3.2 3.2L13 4.8" }]],
  lock: [["path", { d: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" }]],
  accept: [["path", { d: "m3 8.5 3.2 3.2L13 4.8" }]],
  reject: [["path", { d: "m4 4 8 8M12 4l-8 8" }]],
  note: [["path", { d: "M3 3h10v7.5L10.5 13H3zM5.5 6h5M5.5 9h3" }]],
  search: [["circle", { cx: 7, cy: 7, r: 4.5 }], ["path", { d: "m10.5 10.5 4 4" }]],
  up: [["path", { d: "m3 10 5-5 5 5" }]],
  down: [["path", { d: "m3 6 5 5 5-5" }]],
  theme: [["circle", { cx: 8, cy: 8, r: 6 }], ["path", { class: "full", d: "M8 2a6 6 0 0 1 0 12z" }]],
  help: [["path", { d: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.6M8 12.4v.1" }]],
  save: [["path", { d: "M8 2v8M4.8 7 8 10.2 11.2 7M3 13.5h10" }]],
  undo: [["path", { d: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 7.5H7" }]],
  redo: [["path", { d: "m10 3 3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 7.5H9" }]],
  panel: [["path", { d: "M2 3h12v10H2zM10 3v10" }]],
  filter: [["path", { d: "M2 4h12M4.5 8h7M7 12h2" }]],
  edit: [["path", { d: "m3 13 .8-3L11 2.8l2.2 2.2L6 12.2z" }]],
  merge: [["path", { d: "M3 3v4l5 3 5-3V3M8 10v4" }]],
  split: [["path", { d: "M3 14v-4l5-3 5 3v4M8 7V2" }]],
  break: [["path", { d: "M2 5h12M2 11h4M10 11h4M8 8v6M6.2 12.2 8 14l1.8-1.8" }]],
  movedown: [["path", { d: "M8 2v11M4 9l4 4 4-4" }]],
  moveup: [["path", { d: "M8 14V3M4 7l4-4 4 4" }]],
  out: [["path", { d: "M3 8h10" }], ["circle", { cx: 8, cy: 8, r: 6.3 }]],
  again: [["path", { d: "M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3" }]],
};
export const icon = (name) =>
  s("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    SHAPES[name].map(([tag, attributes]) => s(tag, attributes)));

export const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
export const SEVERITIES = ["error", "warning", "info"];
export const NOUNS = { error: ["error", "errors"], warning: ["warning", "warnings"], info: ["note", "notes"] };

// How a reader likes the page; what they work on is in the project file alone.
export const liked = {
  get(key, otherwise) {
    try { return JSON.parse(localStorage.getItem(`alignkit/${key}`)) ?? otherwise; } catch { return otherwise; }
  },
  set(key, value) {
    try { localStorage.setItem(`alignkit/${key}`, JSON.stringify(value)); } catch { /* private windows refuse */ }
  },
};
