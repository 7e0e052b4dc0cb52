// The end of the page's script: the keys and the frame, and the page draws itself.

// ---- Keys

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => state.current !== null && decide(state.current, "accept"),
  r: () => state.current !== null && decide(state.current, "reject"),
  n: () => state.current !== null && writeNote(state.current),
  l: () => doubts.next(1),
  L: () => doubts.next(-1),
  f: () => document.getElementById("only")?.click(),
  c: () => !shell.contents.hidden && showContents(),
  t: nextTheme,
  e: () => !shell.save.hidden && showExport(),
  o: () => shell.overview && overview.go(),
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
  // Among all pairs nothing of one pair is in sight for most keys to act on.
  const away = shell.overview && !shell.overview.hidden && !["t", "?"].includes(event.key);
  if (typing || away || !state.keys || !ACTIONS[event.key]) return;
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
  shell.fold = h("button", { class: "button square narrow", type: "button", "aria-label": "Filters", title: "Filters", "aria-expanded": "false",
    onclick: () => { shell.fold.setAttribute("aria-expanded", shell.bar.classList.toggle("unfolded")); fitBar(); } }, icon("filter"));
  shell.tools = h("div", { class: "bar-row tools", role: "group", "aria-label": "Filters" });
  shell.bar = h("header", { class: "bar" },
    h("div", { class: "bar-row" }, shell.names, shell.progress, shell.fold, shell.contents, shell.save,
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
  if (shell.overview && overview.follow()) return;
  if (shell.overview) overview.show(false);
  const index = state.sheet.rows.findIndex((row) => `#b${row.number}` === location.hash);
  if (index >= 0) goToRow(index);
}

setTheme(store.get("theme", "auto"));
setSize(store.get("size", 2));
frame();
if (state.sheet) {
  if (page.kind === "check" && page.sheets.length > 1) overview.make();
  openSheet(state.sheet);
  listen();
  fitBar();
  openHash();
  drawMap();
} else {
  shell.names.append(h("h1", {}, page.title));
  shell.nothing.hidden = false;
  shell.nothing.replaceChildren(h("b", {}, "Nothing to show"), "No pair was checked.");
}
document.documentElement.dataset.ready = "yes";
performance.mark("ready");
