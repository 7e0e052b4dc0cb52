// Going about the page: from row to row, from finding to finding.

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
