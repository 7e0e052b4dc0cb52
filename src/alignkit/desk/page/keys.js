// Every action by a key; the same table is the help.

import { liked } from "./elements.js";

export const KEYS = [
  ["Going about", [
    [["↓", "↑"], "next and previous sentence on this side"], [["←", "→"], "source and translation"],
    [["d", "D"], "next and previous doubtful bead"], [["j", "k"], "next and previous finding"],
    [["/"], "search"], [["g"], "go to a bead by its number"], [["c"], "concordance of the selected words"],
  ]],
  ["Alignment", [
    [["m", "M"], "merge with the next, the previous bead"], [["s"], "split before this sentence"],
    [["b"], "break: this side goes on further below"], [["]", "["], "move the sentence down, up"],
    [["x"], "left out on purpose, or not"], [["y"], "yes, this bead is right"], [["l"], "lock, unlock"],
    [["w"], "align again around here"], [["|"], "cut the sentence at the text cursor"], [["&"], "join it with the next"],
  ]],
  ["Translation and findings", [
    [["Enter"], "write the translation; Escape leaves it"], [["a"], "accept: it is an error"], [["r"], "reject: it is a false alarm"],
    [["R"], "reject and say why"], [["n"], "write a note"], [["1", "2", "3"], "error, warning, note"], [["f"], "only beads with findings, or all"],
  ]],
  ["The desk", [
    [["u"], "undo (Ctrl+Z)"], [["U"], "redo (Ctrl+Y)"], [["o"], "overview"], [["v"], "terms and concordance"], [["i"], "the reviser's list"],
    [["e"], "out and in"], [["+", "−"], "larger and smaller text"], [["t"], "light, dark, as the system"], [["Esc"], "close, show everything"], [["?"], "this help"],
  ]],
];

export function caret() {
  const selection = getSelection();
  if (!selection.rangeCount) return null;
  const node = selection.focusNode;
  const sentence = (node.nodeType === 1 ? node : node.parentElement)?.closest(".sentence");
  if (!sentence) return null;
  const range = document.createRange();
  range.selectNodeContents(sentence);
  range.setEnd(node, selection.focusOffset);
  const before = range.toString();
  return { bead: Number(sentence.closest("[data-bead]").dataset.bead), at: Number(sentence.dataset.at),
    side: sentence.closest("[data-side]").dataset.side, offset: [...before].length, words: selection.toString().trim() };
}

function cut(view) {
  const place = caret();
  if (!place) { view.say("Click into the sentence where it is to be cut", true); return; }
  view.act({ do: "cut", bead: place.bead, side: place.side, at: place.at, offset: place.offset });
}

function decide(view, said) {
  const finding = view.pair.found.get(view.current);
  if (!finding || finding.gone !== null) { view.say("Go to a finding first: j"); return null; }
  const before = view.pair.decision(finding);
  for (const key of Object.keys(said)) if (key === "decision" && before.decision === said.decision) said.decision = "";
  if (said.severity === finding.severity) said.severity = "";
  return view.decide(finding, said);
}

async function rejectAndSay(view) {
  const finding = view.pair.found.get(view.current);
  if (!finding) return;
  if (view.pair.decision(finding).decision !== "reject") await decide(view, { decision: "reject" });
  document.querySelector(`#f${finding.id} .reason`)?.focus();
}

export const ACTIONS = {
  ArrowDown: (view) => view.walk(1),
  ArrowUp: (view) => view.walk(-1),
  ArrowLeft: (view) => view.put(view.at ?? 0, 0, view.cursor.at),
  ArrowRight: (view) => view.put(view.at ?? 0, 1, view.cursor.at),
  Enter: (view) => view.edit(),
  d: (view) => view.doubt(1),
  D: (view) => view.doubt(-1),
  j: (view) => view.step(1),
  k: (view) => view.step(-1),
  g: (view) => view.frame.goTo(),
  c: (view) => { const place = caret(); view.concord(place?.words || "", place?.side); },
  m: (view) => view.bead({ do: "merge", forwards: true }),
  M: (view) => view.bead({ do: "merge", forwards: false }),
  s: (view) => view.bead({ do: "split" }),
  b: (view) => view.bead({ do: "break" }),
  "]": (view) => view.bead({ do: "move", forwards: true }),
  "[": (view) => view.bead({ do: "move", forwards: false }),
  x: (view) => view.at !== undefined && view.bead({ do: "leave out", on: !view.pair.marks(view.at).includes("o") }),
  y: (view) => view.bead({ do: "confirm" }),
  l: (view) => view.at !== undefined && view.bead({ do: "lock", on: !view.pair.marks(view.at).includes("l") }),
  w: (view) => view.bead({ do: "align" }),
  "|": cut,
  "&": (view) => view.bead({ do: "join" }),
  a: (view) => decide(view, { decision: "accept" }),
  r: (view) => decide(view, { decision: "reject" }),
  R: rejectAndSay,
  n: (view) => { const finding = view.pair.found.get(view.current); if (finding) view.note(finding); },
  1: (view) => decide(view, { severity: "error" }),
  2: (view) => decide(view, { severity: "warning" }),
  3: (view) => decide(view, { severity: "info" }),
  f: (view) => { view.filters.only = !view.filters.only; view.frame.tools(); view.refresh(); },
  u: (view) => view.act({ do: "undo" }),
  U: (view) => view.act({ do: "redo" }),
  o: (view) => view.setPanel("overview"),
  v: (view) => view.setPanel("terms"),
  i: (view) => view.setPanel("list"),
  e: (view) => view.setPanel("files"),
  t: (view) => view.frame.nextTheme(),
  "+": (view) => view.frame.resize(1),
  "=": (view) => view.frame.resize(1),
  "-": (view) => view.frame.resize(-1),
  "/": (view) => view.frame.search.focus(),
  "?": (view) => view.help(),
};

export function listenToKeys(view) {
  document.addEventListener("keydown", (event) => {
    if (!view.pair || document.querySelector("dialog[open]")) return;
    const typing = event.target.matches("input, textarea, select");
    if (event.ctrlKey || event.metaKey) {
      const back = event.key.toLowerCase() === "z" && !event.shiftKey, forth = event.key.toLowerCase() === "y" || (event.key.toLowerCase() === "z" && event.shiftKey);
      if (typing || !(back || forth)) return;
      event.preventDefault();
      view.act({ do: back ? "undo" : "redo" });
      return;
    }
    if (event.altKey) return;
    if (event.key === "Escape") {
      if (event.target === view.frame.search) { view.filters.query = view.frame.search.value = ""; view.frame.search.blur(); view.refresh(); }
      else if (!typing && view.panel) view.setPanel(view.panel);
      else if (!typing) view.reset();
      return;
    }
    if (typing || (!view.keys && event.key.length === 1)) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const action = ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action(view);
  });
}
export const rememberKeys = (view, on) => { view.keys = on; liked.set("keys", on); };
