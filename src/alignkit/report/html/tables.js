// A table of the documents as a table, before the first bead of its cells: read bead by bead, a cell
// does not show what stands beside it.

let tablesAt = new Map(); // the number of a row → its tables, one a side or null, again and again
let rowsOf = []; // for each side: the number of a sentence → the number of its row
const MOST_LINES = 200; // a longer table goes on bead by bead

function placeTables() {
  const { sheet } = state;
  tablesAt = new Map();
  rowsOf = sheet.sides.map(() => new Map());
  sheet.rows.forEach((row, index) => row.sides.forEach((held, side) => held.forEach((number) => rowsOf[side].set(number, index))));
  const known = sheet.sides.map((side, number) => side.tables.map((cells) => ({ cells, rows: rowsOfTable(cells, number) })));
  // For each side: the number of a row → the tables of that side that have a cell in it.
  const standing = known.map((tables) => {
    const found = new Map();
    for (const table of tables) for (const row of table.rows) (found.get(row) || found.set(row, []).get(row)).push(table);
    return found;
  });
  const taken = new Set();
  known.forEach((tables, side) => tables.forEach((table) => {
    if (taken.has(table) || !table.rows.size) return;
    const beside = known.map((_, other) => (other === side ? table : other < side ? null : mostShared(table, standing[other], taken)));
    let first = Infinity;
    for (const held of beside) {
      if (!held) continue;
      taken.add(held);
      for (const row of held.rows) first = Math.min(first, row);
    }
    tablesAt.set(first, [...(tablesAt.get(first) || []), ...beside]);
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
function mostShared(table, standing, taken) {
  const shared = new Map();
  for (const row of table.rows) for (const other of standing.get(row) || []) if (!taken.has(other)) shared.set(other, (shared.get(other) || 0) + 1);
  let best = null;
  for (const [other, count] of shared) if (count > (shared.get(best) || 0)) best = other;
  return best;
}

function drawTables(index) {
  const held = tablesAt.get(index);
  if (!held) return null;
  const sides = state.sheet.sides.length;
  return h("div", { class: "tables" }, held.map((table, place) => table && drawTable(table.cells, place % sides)));
}

function drawTable(cells, side) {
  const { name, lang } = state.sheet.sides[side];
  const lines = new Map();
  for (const cell of cells) {
    if (!lines.has(cell[0])) lines.set(cell[0], new Map());
    lines.get(cell[0]).set(cell[1], cell[2]);
  }
  const columns = [...new Set(cells.map((cell) => cell[1]))].sort((a, b) => a - b);
  const body = [...lines.values()].slice(0, MOST_LINES)
    .map((line) => h("tr", {}, columns.map((column) => h("td", { dir: "auto" }, ...drawCell(line.get(column), side)))));
  if (lines.size > MOST_LINES) body.push(h("tr", {}, h("td", { colspan: columns.length, lang: "en" }, `${counted(lines.size - MOST_LINES, "more row")} below, bead by bead`)));
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
