// A table of the documents as a table, before the first bead of its cells: read bead by bead, a cell
// does not show what stands beside it.

let tablesAt = new Map(); // the number of a row → for each side the cells of its table, or null
let rowsOf = []; // for each side: the number of a sentence → the number of its row

function placeTables() {
  const { sheet } = state;
  tablesAt = new Map();
  rowsOf = sheet.sides.map(() => new Map());
  sheet.rows.forEach((row, index) => row.sides.forEach((held, side) => held.forEach((number) => rowsOf[side].set(number, index))));
  const known = sheet.sides.map((side, number) => side.tables.map((cells) => ({ cells, rows: rowsOfTable(cells, number) })));
  const taken = new Set();
  known.forEach((tables, side) => tables.forEach((table) => {
    if (taken.has(table) || !table.rows.size) return;
    const beside = known.map((others, other) => (other === side ? table : other < side ? null : mostShared(table, others.filter((held) => !taken.has(held)))));
    beside.forEach((held) => taken.add(held));
    tablesAt.set(Math.min(...beside.flatMap((held) => (held ? [...held.rows] : []))), beside);
  }));
}

function rowsOfTable(cells, side) {
  const found = new Set();
  for (const [, , numbers] of cells) {
    if (typeof numbers === "string") continue;
    for (const number of numbers) if (rowsOf[side].has(number)) found.add(rowsOf[side].get(number));
  }
  return found;
}

// The table of another side that has the most beads in common with one, null where none has any.
function mostShared(table, others) {
  let best = null, most = 0;
  for (const other of others) {
    const shared = [...other.rows].filter((row) => table.rows.has(row)).length;
    if (shared > most) { most = shared; best = other; }
  }
  return best;
}

function drawTables(index) {
  const held = tablesAt.get(index);
  if (!held) return null;
  return h("div", { class: "tables" }, held.map((table, side) => table && drawTable(table.cells, side)));
}

function drawTable(cells, side) {
  const { name, lang } = state.sheet.sides[side];
  const lines = new Map();
  for (const cell of cells) {
    if (!lines.has(cell[0])) lines.set(cell[0], new Map());
    lines.get(cell[0]).set(cell[1], cell[2]);
  }
  const columns = [...new Set(cells.map((cell) => cell[1]))].sort((a, b) => a - b);
  const body = [...lines].map(([, line]) => h("tr", {}, columns.map((column) => h("td", { dir: "auto" }, ...drawCell(line.get(column), side)))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `A table of ${name}` }, h("table", { lang }, h("tbody", {}, body)));
}

function drawCell(held, side) {
  if (held === undefined || typeof held === "string") return [held || ""];
  const { sheet } = state;
  return held.flatMap((number, place) => {
    const index = rowsOf[side].get(number), text = sheet.sides[side].sentences[number];
    const severities = (byRow[index] || []).map((finding) => sheet.findings[finding].severity);
    const worst = SEVERITIES.find((severity) => severities.includes(severity));
    return [place ? sheet.sides[side].joiner : "", index === undefined ? text : h("a", { href: `#b${sheet.rows[index].number}` },
      worst && h("span", { class: `${worst} tone`, role: "img", "aria-label": worst, lang: "en" }, icon(worst)), worst && " ", text)];
  });
}
