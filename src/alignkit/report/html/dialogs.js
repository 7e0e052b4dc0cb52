// Dialogs, what they write, and how the page looks.

// ---- Dialogs: keys, a rule's page, decisions out and in

function open(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
}

const dialogOf = (title, ...children) => {
  const dialog = h("dialog", { "aria-label": title }, h("div", {},
    h("button", { class: "button square close", type: "button", "aria-label": "Close", onclick: () => dialog.close() }, icon("reject")),
    h("h2", {}, title), ...children));
  return dialog;
};

const KEYS = [
  [["j", "k"], "next and previous finding"],
  [["a"], "accept: it is an error"],
  [["r"], "reject: it is a false alarm"],
  [["n"], "write a note"],
  ...(page.sheets.some((sheet) => sheet.doubts.length) ? [[["l", "L"], "next and previous place of the reviser's list"]] : []),
  [["f"], "only beads with findings, or all"],
  [["/"], "search both texts"],
  [["+", "−"], "larger and smaller text"],
  [["c"], "contents: the headings"],
  [["t"], "light, dark, as the system"],
  [["e"], "export decisions"],
  ...(page.sheets.length > 1 ? [[["o"], "all pairs"]] : []),
  [["Esc"], "leave the search, close, reset the filters"],
  [["?"], "this help"],
];

function showHelp() {
  const box = h("input", { type: "checkbox", id: "keys-on", onchange: (event) => { state.keys = event.target.checked; store.set("keys", state.keys); } });
  box.checked = state.keys;
  open(dialogOf("Keys",
    h("div", { class: "keys" }, KEYS.flatMap(([keys, text]) => [
      h("span", {}, keys.flatMap((key, index) => [index ? " " : "", h("kbd", {}, key)])), h("span", {}, text)])),
    h("label", { class: "check" }, box, "Single keys are on"),
    h("h3", {}, "What the marks say"),
    h("div", { class: "keys" },
      ...SEVERITIES.flatMap((name) => [h("span", { class: `${name} tone` }, icon(name)), h("span", {}, `${name}: `, h("mark", { class: name }, "marked like this"))]),
      h("span", { class: "sure" }, icon("sure")), h("span", {}, "the alignment is sure (0.8 and over)"),
      h("span", { class: "doubt" }, icon("doubt")), h("span", {}, "doubtful (0.5 to 0.8)"),
      h("span", { class: "bad" }, icon("bad")), h("span", {}, "unlikely (under 0.5)")),
    h("p", {}, "Decisions and notes stay in this browser. Export them to keep them, or to quiet what you rejected: alignkit check --suppressions suppressions.toml")));
}

const headingRows = () => state.sheet.rows.flatMap((row, index) => {
  const levels = row.sides.map((side, number) => state.sheet.sides[number].headings[side[0]]).filter(Boolean);
  return levels.length ? [{ row, index, level: Math.min(...levels) }] : [];
});

function showContents() {
  const dialog = dialogOf("Contents", h("ol", { class: "contents" }, headingRows().map(({ row, index, level }) =>
    h("li", { class: `h${level}` }, h("button", { type: "button", onclick: () => { dialog.close(); goToRow(index); } },
      h("span", { class: "no" }, String(row.number)),
      ...state.sheet.sides.map((side, number) => h("span", { lang: side.lang, dir: "auto" }, joined(side, row.sides[number]))))))));
  open(dialog);
}

function showRule(identity) {
  const rule = page.rules[identity] || {};
  const parts = [["What it does", rule.what], ["Why it matters", rule.why], ["Known limits", rule.limits], ["Measured precision", rule.precision]];
  open(dialogOf(`${identity} ${rule.name || ""}`, h("p", {}, rule.summary),
    ...parts.filter(([, text]) => text).flatMap(([title, text]) => [h("h3", {}, title), h("p", {}, text)])));
}

const today = () => new Date().toISOString().slice(0, 10);

// JSON strings are TOML strings too, but for DEL and halves of pairs.
const toml = (text) => JSON.stringify(text.toWellFormed ? text.toWellFormed() : text).replace(/\u007f/g, "\\u007f");

function decided(decision) {
  const seen = new Set();
  return state.sheet.findings.filter((finding) => {
    const held = decisionOf(finding);
    const wanted = decision ? held.decision === decision : held.decision || held.note;
    if (!wanted || seen.has(finding.fingerprint)) return false;
    return seen.add(finding.fingerprint);
  });
}

function suppressionsText() {
  const entries = decided("reject").map((finding) => [
    `# ${finding.message.replace(/\s+/g, " ")}`,
    "[[suppress]]",
    `rule = ${toml(finding.rule)}`,
    `fingerprint = ${toml(finding.fingerprint)}`,
    `reason = ${toml(decisionOf(finding).note || `rejected in review on ${today()}`)}`,
  ].join("\n"));
  return [`# Findings of ${state.sheet.title.replace(/\s+/g, " ")} set aside in review; each needs its reason.`, ...entries].join("\n\n") + "\n";
}

function decisionsText() {
  const { sheet } = state;
  return JSON.stringify({
    schema: 1, kind: "decisions", signature: sheet.signature, title: sheet.title,
    decisions: decided().map((finding) => ({
      rule: finding.rule, fingerprint: finding.fingerprint, decision: decisionOf(finding).decision || null,
      note: decisionOf(finding).note || "", message: finding.message,
    })),
  }, null, 1) + "\n";
}

function download(name, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function showExport() {
  const rejected = decided("reject").length, all = decided().length;
  const area = h("textarea", { readonly: true, "aria-label": "Suppressions", spellcheck: "false" });
  area.value = suppressionsText();
  const file = h("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: async () => {
    const told = await readDecisions(file.files[0]);
    dialog.close();
    say(told);
  } });
  const dialog = dialogOf("Decisions",
    h("p", {}, `${counted(rejected, "finding")} rejected, ${decided("accept").length} accepted. `,
      "What you rejected becomes a suppressions file that alignkit check --suppressions reads."),
    area,
    h("div", { class: "row" },
      h("button", { class: "button main", id: "save-toml", type: "button", disabled: !rejected, onclick: () => download("suppressions.toml", suppressionsText()) }, icon("save"), "suppressions.toml"),
      h("button", { class: "button", id: "save-json", type: "button", disabled: !all, onclick: () => download("decisions.json", decisionsText()) }, icon("save"), "decisions.json"),
      h("button", { class: "button push", type: "button", onclick: () => file.click() }, "Load decisions.json…"), file));
  open(dialog);
}

async function readDecisions(file) {
  try {
    const held = JSON.parse(await file.text());
    if (held.schema !== 1 || held.kind !== "decisions") throw new Error();
    for (const { fingerprint, decision, note } of held.decisions) {
      if (decision === "accept" || decision === "reject" || note) decisions[fingerprint] = { decision: decision || undefined, note: note || undefined };
    }
    store.set(state.sheet.key, decisions);
    state.sheet.findings.forEach((_, index) => showDecision(index));
    showProgress();
    applyFilters();
    return `${counted(held.decisions.length, "decision")} loaded`;
  } catch {
    return "This is not a file of decisions";
  }
}

// ---- Theme and size

const THEMES = ["auto", "light", "dark"];
const SIZES = [0.85, 0.92, 1, 1.1, 1.2, 1.35];

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store.set("theme", theme);
  if (rows.length) drawMap();
}

function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(store.get("theme", "auto")) + 1) % THEMES.length];
  setTheme(theme);
  say(`Theme: ${theme}`);
}

function setSize(step) {
  const place = clamp(step, 0, SIZES.length - 1);
  document.documentElement.style.setProperty("--size", SIZES[place]);
  store.set("size", place);
}
