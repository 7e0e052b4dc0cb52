// What stands around the rows: the bar, the summary, the path, the map.

// ---- The bar

function toggle(attributes, pressed, change, ...children) {
  return h("button", { type: "button", ...attributes, "aria-pressed": String(pressed), onclick: change }, ...children);
}

function drawBar() {
  const { sheet } = state;
  const counts = Object.fromEntries(SEVERITIES.map((name) => [name, sheet.findings.filter((f) => f.severity === name).length]));
  const doubts = sheet.rows.filter((row) => ["doubt", "bad"].includes(gradeOf(row))).length;
  const alone = sheet.rows.filter((row) => row.sides.some((side) => !side.length)).length;
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
    ...(doubts || alone ? [choose("Alignment", "confidence", [["all", "Any alignment"],
      ...(doubts ? [["doubt", `Doubtful (${doubts})`], ["bad", "Unlikely"]] : []), ...(alone ? [["alone", `No counterpart (${alone})`]] : [])])] : []),
    ...extra.tools(sheet, refresh),
    h("label", { class: "field" }, icon("search"), search),
    h("span", { class: "progress push" }, shell.shown),
    ...(sheet.findings.length ? [h("div", { class: "group" },
      h("button", { class: "button square", type: "button", "aria-label": "Previous finding", title: "Previous finding (k)", onclick: () => step(-1) }, icon("up")),
      h("button", { class: "button square", type: "button", "aria-label": "Next finding", title: "Next finding (j)", onclick: () => step(1) }, icon("down")))] : []));
  shell.names.replaceChildren(page.sheets.length > 1
    ? h("select", { "aria-label": "Pair", onchange: (event) => (shell.overview ? (location.hash = `#p${event.target.value}`) : openSheet(page.sheets[event.target.value])) },
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

const FIRST = 4;

function drawSummary() {
  const { sheet } = state;
  const counts = SEVERITIES.map((name) => [name, sheet.findings.filter((f) => f.severity === name).length]).filter(([, n]) => n);
  const doubts = sheet.rows.filter((row) => ["doubt", "bad"].includes(gradeOf(row))).length;
  // A count leads to what it counts.
  const link = (text, change) => h("button", { class: "counts", type: "button", onclick: () => {
    change();
    drawBar(); drawChips(); applyFilters();
    shell.list.scrollIntoView({ block: "start" });
  } }, text);
  const verdict = extra.verdict(sheet) || (counts.length
    ? counts.flatMap(([name, number], place) => [place ? ", " : "", link(counted(number, ...NOUNS[name]), () => { state.severities = new Set([name]); state.only = true; })])
    : page.kind === "check" ? "Nothing found" : `${counted(sheet.rows.length, extra.noun)} aligned`);
  const alone = sheet.rows.filter((row) => row.sides.some((side) => !side.length)).length;
  // Three translations into one language are told apart by their names.
  const several = new Set(sheet.sides.map((side) => side.lang)).size < sheet.sides.length;
  const told = [
    `${counted(sheet.rows.length, extra.noun)}`,
    sheet.sides.map((side) => `${counted(side.sentences.length, "sentence")} in ${several ? side.name : side.lang}`).join(", "),
    alone ? link(`${counted(alone, extra.noun)} without counterpart`, () => { state.confidence = "alone"; }) : "",
    doubts ? link(`${counted(doubts, extra.noun)} doubtful`, () => { state.confidence = "doubt"; }) : "",
  ].filter(Boolean).flatMap((part, place) => [place ? " · " : "", part]);
  const worst = sheet.findings.map((finding, index) => [finding, index])
    .sort((a, b) => SEVERITIES.indexOf(a[0].severity) - SEVERITIES.indexOf(b[0].severity)).slice(0, FIRST);
  shell.chips = h("div", { class: "rules", role: "group", "aria-label": "Rules" });
  const facts = [
    ...sheet.sides.map((side) => [side.lang, [side.name, side.repairs && `${counted(side.repairs, "repair")} on reading`,
      side.aside && `${counted(side.aside, "block")} set aside (another language, or not part of the text)`].filter(Boolean).join("; ")]),
    ["shapes", shapesOf(sheet)],
    ...page.facts.map((fact) => ["quiet", fact]),
    ["signature", h("code", {}, sheet.signature || "none")],
  ];
  shell.summary.replaceChildren(
    ...troublesOf(page),
    h("div", {},
      h("p", { class: "verdict" }, verdict, h("small", {}, told)),
      // On a narrow screen the text begins far below: the worst findings stand here.
      h("ol", { class: "worst" }, worst.map(([finding, index]) => h("li", {}, h("button", { type: "button", onclick: () => goToFinding(index) },
        h("span", { class: `${finding.severity} tone` }, icon(finding.severity)), h("span", {}, finding.message))))),
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
  // A rule stands under the worst of its findings, in whatever order these are.
  const severity = (rule) => SEVERITIES.find((name) => sheet.findings.some((f) => f.rule === rule && f.severity === name));
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
      doubts.length ? "● doubtful, ◇ unlikely." : h("span", { class: "seen" }, "Click to go there.")));
}

// What could not be done stands out; what is only to be known does not.
function troublesOf(page) {
  return [["troubles", "alert"], ["remarks", "note"]].filter(([name]) => page[name].length)
    .map(([name, role]) => h("div", { class: name, role }, page[name].map((text) => h("p", {}, text))));
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
    if (state.sheet.rows[index].sides.some((side) => !side.length)) mark(index, width * 0.24, width * 0.1, "soft");
  });
  for (const severity of [...SEVERITIES].reverse()) {
    state.sheet.findings.forEach((finding) => {
      if (finding.row === null || finding.severity !== severity || !passes(finding)) return;
      for (const row of [finding.row, ...(finding.also || [])]) mark(row, width * (1 - long[severity]), width * long[severity], severity);
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
