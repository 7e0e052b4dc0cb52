// The reviser's list: the places where a careful reader would stop, the likeliest first.

const doubts = {
  // Draws the list of a sheet that has one; a place leads to its bead.
  draw() {
    const held = state.sheet.doubts;
    doubts.at = -1;
    doubts.box?.remove();
    if (!held.length) return;
    const open = !matchMedia("(max-width: 720px)").matches;
    const words = (side, [before, text, after]) => h("span", { class: "words", lang: side.lang, dir: "auto" },
      before, text && h("strong", {}, text), after);
    doubts.box = h("details", { class: "doubts", open },
      h("summary", {}, `Where a careful reader would stop (${counted(held.length, "place")})`),
      h("ol", {}, held.map((doubt, index) => h("li", {}, h("button", { type: "button", onclick: () => doubts.go(index) },
        h("span", { class: "why" }, `${doubt.why}${doubt.elsewhere ? `: ${doubt.elsewhere}` : ""}`,
          h("small", {}, `${extra.noun} ${state.sheet.rows[doubt.row].number}, ${Math.round(100 * doubt.probability)} %`)),
        ...state.sheet.sides.map((side, number) => words(side, doubt.shown[number])))))));
    shell.summary.after(doubts.box);
  },
  go(index) {
    const doubt = state.sheet.doubts[index];
    doubts.at = index;
    resetFilters();
    goToRow(doubt.row);
    rows[doubt.row].element.tabIndex = -1;
    rows[doubt.row].element.focus({ preventScroll: true });
    doubts.box.querySelector("[aria-current]")?.removeAttribute("aria-current");
    doubts.box.querySelectorAll("button")[index].setAttribute("aria-current", "true");
    say(`Place ${index + 1} of ${state.sheet.doubts.length}: ${doubt.text}, ${doubt.why}`);
  },
  // One key reads the list from the top, whichever bead is in sight.
  next(by) {
    const count = state.sheet.doubts.length;
    if (count) doubts.go((Math.max(doubts.at + by, by > 0 ? 0 : -1) + count) % count);
  },
};
