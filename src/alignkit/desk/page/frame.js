// What stands around the rows: the bar, the tools, the alignment's actions, what was said.

import { clamp, counted, h, icon, liked, NOUNS, SEVERITIES } from "./elements.js";
import { BEAD } from "./pair.js";
import { ACTIONS } from "./keys.js";
import { drawMap } from "./panels.js";
import { drawFinding } from "./rows.js";

const THEMES = ["auto", "light", "dark"];
const SIZES = [0.85, 0.92, 1, 1.1, 1.2, 1.35];
const ACTS = [
  ["m", "merge", "Merge with the next bead", "Merge"], ["s", "split", "Split before this sentence", "Split"],
  ["b", "break", "Break: this side goes on further below", "Break"], ["[", "moveup", "Move the sentence up", "Up"],
  ["]", "movedown", "Move the sentence down", "Down"], ["x", "out", "Left out on purpose, or not", "Left out"],
  ["y", "hand", "Yes, this bead is right", "Right"], ["l", "lock", "Lock or unlock", "Lock"],
  ["w", "again", "Align again around here", "Align"], ["|", "split", "Cut the sentence at the text cursor", "Cut"],
  ["&", "merge", "Join the sentence with the next", "Join"], ["Enter", "edit", "Write the translation", "Write"],
];
const PANELS = [["overview", "Overview", "o"], ["terms", "Terms", "v"], ["list", "List", "i"], ["files", "Out and in", "e"]];

export function frame(view) {
  const shell = {};
  const button = (name, title, act, ...more) =>
    h("button", { class: "button square", type: "button", "aria-label": title, title, onclick: act, ...more[0] }, icon(name));
  shell.said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  shell.trouble = h("div", { class: "troubles", role: "alert", hidden: true });
  shell.names = h("div", { class: "names" });
  shell.saved = h("span", { class: "saved" });
  shell.undo = button("undo", "Undo (u)", () => view.act({ do: "undo" }));
  shell.redo = button("redo", "Redo (U)", () => view.act({ do: "redo" }));
  shell.progress = h("span", { class: "progress" });
  shell.panels = h("div", { class: "group panels", role: "group", "aria-label": "Panels" }, PANELS.map(([name, title, key]) =>
    h("button", { class: "toggle on", type: "button", "data-panel": name, "aria-pressed": "false", title: `${title} (${key})`, onclick: () => view.setPanel(name) }, title)));
  shell.tools = h("div", { class: "bar-row tools", role: "group", "aria-label": "Filters" });
  shell.filters = h("button", { class: "button square narrow", type: "button", "aria-label": "Filters", title: "Filters", "aria-expanded": "false",
    onclick: () => { const open = shell.bar.classList.toggle("unfolded"); shell.filters.setAttribute("aria-expanded", open); } }, icon("filter"));
  shell.bar = h("header", { class: "bar" },
    h("div", { class: "bar-row" }, shell.names, shell.saved, shell.progress, shell.undo, shell.redo, shell.filters, shell.panels,
      button("theme", "Theme (t)", nextTheme), button("help", "Help and keys (?)", () => view.help())),
    shell.tools);
  shell.whole = h("section", { class: "whole", "aria-label": "Findings about the pair as a whole", hidden: true });
  shell.columns = h("div", { class: "columns", "aria-hidden": "true" });
  shell.nothing = h("div", { class: "empty", hidden: true }, h("b", {}, "No bead fits these filters"),
    "Widen the search, or start again.", h("br"), h("button", { class: "button", type: "button", onclick: () => view.reset() }, "Show everything"));
  view.scroller = h("main", { class: "scroller", id: "scroller", tabindex: "0", "aria-label": "The text, bead by bead" }, shell.columns, shell.whole, shell.nothing);
  shell.canvas = h("canvas", { role: "img", "aria-label": "Map of the pair: findings, doubtful beads and beads set by hand" });
  shell.map = h("section", { class: "map", "aria-label": "Map of the pair", title: "Map of the pair", onclick: (event) => {
    const box = shell.map.getBoundingClientRect();
    const size = view.pair.beads.length;
    view.put(clamp(Math.floor(((event.clientY - box.top) / box.height) * size), 0, size - 1), view.cursor.side, 0);
  } }, shell.canvas);
  shell.panel = h("aside", { class: "panel", "aria-label": "Panel", hidden: true });
  shell.acts = h("div", { class: "actbar", role: "toolbar", "aria-label": "Alignment" }, ACTS.map(([key, name, title, short]) =>
    h("button", { class: "act", type: "button", "data-key": key, title: `${title} (${key})`,
      onmousedown: (event) => event.preventDefault(), onclick: () => ACTIONS[key](view) }, icon(name), h("span", {}, short), h("kbd", { "aria-hidden": "true" }, key === "Enter" ? "↵" : key))));
  shell.wait = h("div", { class: "empty", role: "status" }, h("b", {}, "Opening the project"), "Reading and aligning.");
  document.getElementById("app").append(shell.bar, shell.trouble,
    h("div", { class: "deskarea" }, view.scroller, shell.map, shell.panel), h("footer", {}, shell.acts), shell.said);
  view.scroller.append(shell.wait);
  setTheme(liked.get("theme", "auto"));
  resize(0);

  function setTheme(theme) {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    liked.set("theme", theme);
    if (view.pair) drawMap(view);
  }
  function nextTheme() {
    const theme = THEMES[(THEMES.indexOf(liked.get("theme", "auto")) + 1) % THEMES.length];
    setTheme(theme);
    held.say(`Theme: ${theme}`);
  }
  function resize(by) {
    const place = clamp(liked.get("size", 2) + by, 0, SIZES.length - 1);
    document.documentElement.style.setProperty("--size", SIZES[place]);
    liked.set("size", place);
    if (view.pair) view.list.resized();
  }

  let quiet = 0;
  const held = {
    ...shell, nextTheme, resize,
    get search() { return shell.tools.querySelector("input[type=search]"); },
    say(text, loud) {
      shell.said.textContent = text;
      shell.said.classList.toggle("loud", Boolean(loud));
      clearTimeout(quiet);
      quiet = setTimeout(() => shell.said.classList.remove("loud"), 5000);
    },
    trouble(text) {
      if (shell.trouble.textContent === text) return;
      shell.trouble.hidden = !text;
      shell.trouble.textContent = text;
    },
    opening() { shell.wait.hidden = false; },
    saving(busy, error = "") {
      shell.saved.classList.toggle("failed", Boolean(error));
      shell.saved.textContent = busy ? "Saving…" : error ? "Not saved" : "Saved";
    },
    badPattern(bad) { held.search?.closest(".field").classList.toggle("bad", bad); },
    opened() {
      shell.wait.hidden = true;
      const { pair, project } = view;
      shell.columns.replaceChildren(h("span"), ...pair.sides.map((side) => h("span", {}, h("b", {}, side.name), `  ${side.lang}`)),
        ...view.others.map((other) => h("span", {}, h("b", {}, other.sides[1].name), "  beside")), h("span", {}, "Findings"));
      view.scroller.style.setProperty("--tracks", ["10fr", "12fr", ...view.others.map(() => "12fr")].join(" "));
      shell.names.replaceChildren(project.pairs.length > 1
        ? h("h1", { class: "chosen" }, h("select", { "aria-label": "Pair", onchange: (event) => view.openPair(Number(event.target.value)) },
          project.pairs.map((held, index) => h("option", { value: index, selected: index === view.number }, held.title))))
        : h("h1", { title: pair.title }, ...pair.title.split(" → ").flatMap((name, index) => (index ? [h("span", { class: "arrow" }, "→"), name] : [name]))));
      held.tools();
      held.whole();
      held.acts();
    },
    whole() {
      const found = view.pair.whole().filter((finding) => view.passes(finding));
      shell.whole.hidden = !found.length;
      shell.whole.replaceChildren(h("h2", {}, "About the pair as a whole"), h("ul", {}, found.map((finding) => h("li", {}, drawFinding(view, finding)))));
    },
    acts() {
      const marks = view.at === undefined ? "" : view.pair.marks(view.at);
      for (const [key, mark] of [["x", "o"], ["l", "l"], ["y", "h"]]) {
        shell.acts.querySelector(`[data-key="${key}"]`).setAttribute("aria-pressed", String(marks.includes(mark)));
      }
    },
    counts(shown) {
      const { pair } = view;
      const total = pair.beads.length;
      const places = shell.tools.querySelector(".shown");
      if (places) places.textContent = shown === total ? counted(total, "bead") : `${shown.toLocaleString("en")} of ${counted(total, "bead")}`;
      shell.nothing.hidden = shown > 0 || !total;
    },
    standing() {
      const { pair } = view;
      for (const [name, label] of [["undo", "Undo"], ["redo", "Redo"]]) {
        shell[name].disabled = !pair[name];
        shell[name].title = pair[name] ? `${label}: ${pair[name]}` : `Nothing to ${name}`;
      }
      const open = pair.standing(), decided = open.filter((finding) => pair.decision(finding).decision).length;
      shell.progress.replaceChildren(...(open.length ? [
        h("meter", { min: 0, max: open.length, value: decided, "aria-label": "Findings decided" }), `${decided} of ${open.length} decided`] : []),
        ...(pair.busy ? [h("span", { class: "working" }, "checking…")] : []));
      if (!shell.saved.textContent) shell.saved.textContent = "Saved";
      held.acts();
      held.severities();
    },
    severities() {
      for (const name of SEVERITIES) {
        const count = view.pair.standing().filter((finding) => view.pair.severity(finding) === name).length;
        const place = shell.tools.querySelector(`[data-severity=${name}] b`);
        if (place) { place.textContent = String(count); place.nextElementSibling.textContent = NOUNS[name][count === 1 ? 0 : 1]; }
      }
      const doubts = shell.tools.querySelector("[data-key=alignment] [value=doubtful]");
      if (doubts) doubts.textContent = `Doubtful (${view.pair.doubts})`;
    },
    tools() {
      const { filters } = view;
      const refresh = () => { held.tools(); held.whole(); view.refresh(); };
      const toggle = (attributes, pressed, change, ...children) =>
        h("button", { type: "button", ...attributes, "aria-pressed": String(pressed), onclick: () => { change(); refresh(); } }, ...children);
      const choose = (label, key, options) => h("select", { "aria-label": label, "data-key": key,
        onchange: (event) => { filters[key] = event.target.value; refresh(); } },
        options.map(([value, text]) => h("option", { value, selected: filters[key] === value }, text)));
      const flip = (set, value) => (set.has(value) ? set.delete(value) : set.add(value));
      const search = h("input", { type: "search", placeholder: "Search", "aria-label": "Search the texts", value: filters.query,
        oninput: (event) => { filters.query = event.target.value; view.refresh(); } });
      const typing = document.activeElement === held.search;
      shell.tools.replaceChildren(
        h("div", { class: "group", role: "group", "aria-label": "Severity" }, SEVERITIES.map((name) =>
          toggle({ class: "toggle", "data-severity": name }, filters.severities.has(name), () => flip(filters.severities, name),
            h("span", { class: `${name} tone` }, icon(name)), h("b", {}, "0"), h("span", { class: "wide" }, NOUNS[name][1])))),
        toggle({ class: "toggle on", id: "only" }, filters.only, () => { filters.only = !filters.only; }, "With findings"),
        choose("Decision", "decision", [["all", "Any decision"], ["open", "Undecided"], ["accept", "Accepted"], ["reject", "Rejected"]]),
        choose("Since the last run", "status", [["all", "New and old"], ["new", "New"], ["still there", "Still there"], ["fixed", "Fixed"]]),
        choose("Alignment", "alignment", [["all", "Any alignment"], ["doubtful", "Doubtful"], ["hand", "Set by hand"], ["alone", "No counterpart"], ["edited", "Rewritten"]]),
        h("label", { class: "field" }, icon("search"), search),
        choose("Which side to search", "side", [["both", "Both sides"], ["source", "Source"], ["target", "Translation"]]),
        toggle({ class: "toggle on", id: "regex", title: "Search by regular expression" }, filters.regex, () => { filters.regex = !filters.regex; }, ".*"),
        filters.rules.size ? toggle({ class: "toggle on" }, true, () => filters.rules.clear(), [...filters.rules].join(" "), " ×") : null,
        h("div", { class: "stepping push" }, h("span", { class: "progress shown" }), h("div", { class: "group" },
          h("button", { class: "button square", type: "button", "aria-label": "Previous finding", title: "Previous finding (k)", onclick: () => view.step(-1) }, icon("up")),
          h("button", { class: "button square", type: "button", "aria-label": "Next finding", title: "Next finding (j)", onclick: () => view.step(1) }, icon("down")))));
      for (const child of [...shell.tools.childNodes]) if (child.nodeType === 3) child.remove();
      if (typing) search.focus();
      held.severities();
      held.counts(view.list.order.length);
    },
    goTo() {
      const number = Number(prompt("Go to bead", String(view.at ?? 0)));
      if (number >= 0 && number < view.pair.beads.length) view.put(number, view.cursor.side, 0);
    },
    listen() { listen(view, shell); },
  };
  return held;
}

// Clicks put the cursor on a sentence, or lead from a mark to its finding.
function listen(view, shell) {
  const { rows } = view.list;
  const light = (ids) => {
    for (const lit of rows.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const id of ids) {
      document.getElementById(`f${id}`)?.classList.add("lit");
      for (const mark of rows.querySelectorAll("mark")) if (mark.dataset.f.split(" ").includes(String(id))) mark.classList.add("lit");
    }
  };
  rows.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("mark"), card = event.target.closest(".finding");
    light(mark ? mark.dataset.f.split(" ") : card ? [card.dataset.finding] : []);
  });
  rows.addEventListener("click", (event) => {
    if (event.target.closest("button, textarea, input, select, a")) return;
    const row = event.target.closest("[data-bead]");
    if (!row) return;
    const mark = event.target.closest("mark"), card = event.target.closest(".finding");
    const chosen = card ? view.pair.found.get(Number(card.dataset.finding)) : mark ? view.pair.found.get(Number(mark.dataset.f.split(" ")[0])) : null;
    if (chosen) { document.querySelector(".finding.current")?.classList.remove("current"); view.current = chosen.id; }
    const side = event.target.closest("[data-side]");
    const sentence = event.target.closest(".sentence");
    const index = view.pair.at(Number(row.dataset.bead));
    if (index === undefined) return;
    const cursor = side ? (side.dataset.side === "source" ? 0 : 1) : view.cursor.side;
    // A text cursor or a selection would be lost if the row were drawn anew under it.
    markCursor(view, index, cursor, sentence ? Number(sentence.dataset.at) : 0);
    if (chosen) document.getElementById(`f${chosen.id}`)?.classList.add("current");
  });
  rows.addEventListener("dblclick", (event) => {
    if (event.target.closest("[data-side=target]") && !event.target.closest("textarea")) view.edit();
  });
  rows.addEventListener("focusin", (event) => {
    const card = event.target.closest(".finding");
    if (card) view.current = Number(card.dataset.finding);
  });
  rows.addEventListener("focusout", () => setTimeout(() => {
    if (!view.late.size) return;
    const ids = [...view.late];
    view.late.clear();
    view.list.drop(view.redraw(ids));
    view.list.render();
  }));
  shell.bar.addEventListener("toggle", () => drawMap(view));
}

function markCursor(view, index, side, at) {
  for (const old of view.list.rows.querySelectorAll(".bead.current, .sentence.cursor")) old.classList.remove("current", "cursor");
  const id = view.pair.bead(index)[BEAD.id];
  view.cursor = { bead: id, side, at };
  liked.set(`${view.key}/row`, index);
  const row = view.list.element(index);
  row?.classList.add("current");
  row?.querySelector(`[data-side=${side ? "target" : "source"}] [data-at="${at}"]`)?.classList.add("cursor");
  view.frame.acts();
  drawMap(view);
}
