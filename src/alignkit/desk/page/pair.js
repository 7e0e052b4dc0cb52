// A pair as the window knows it, kept up to date by what the server tells.

export const BEAD = { id: 0, source: 1, target: 2, marks: 3, score: 4, confidence: 5 };
const SURE = 0.8, DOUBT = 0.5;
export const NAMES = ["source", "target"];

function gradeOf(bead) {
  const marks = bead[BEAD.marks];
  if (marks && (marks.includes("h") || marks.includes("l"))) return "hand";
  const confidence = bead[BEAD.confidence];
  if (confidence === null) return "";
  return confidence >= SURE ? "sure" : confidence >= DOUBT ? "doubt" : "bad";
}

export class Pair {
  constructor(data) {
    Object.assign(this, data);
    this.busy = true;
    this.lists = { beads: this.beads, source: this.sides[0].sentences, target: this.sides[1].sentences };
    this.byId = new Map();
    this.found = new Map(this.findings.map((finding) => [finding.id, finding]));
    this.point = null;
    this.index();
    this.indexFindings();
  }

  // Where every bead begins on each side, and which findings it has.
  index() {
    const size = this.beads.length;
    this.starts = [new Int32Array(size + 1), new Int32Array(size + 1)];
    this.grades = new Array(size);
    this.doubts = 0;
    this.byId.clear();
    for (let i = 0; i < size; i++) {
      const bead = this.beads[i];
      this.byId.set(bead[BEAD.id], i);
      this.starts[0][i + 1] = this.starts[0][i] + bead[BEAD.source];
      this.starts[1][i + 1] = this.starts[1][i] + bead[BEAD.target];
      this.grades[i] = gradeOf(bead);
      if (this.grades[i] === "doubt" || this.grades[i] === "bad") this.doubts += 1;
    }
  }

  indexFindings() {
    this.findings = [...this.found.values()];
    this.byBead = new Map();
    for (const finding of this.findings) {
      if (!this.byBead.has(finding.bead)) this.byBead.set(finding.bead, []);
      this.byBead.get(finding.bead).push(finding);
    }
  }

  at(id) { return this.byId.get(id); }
  bead(index) { return this.beads[index]; }
  size(index, side) { return this.beads[index][1 + side]; }
  marks(index) { return this.beads[index][BEAD.marks]; }

  grade(index) { return this.grades[index]; }
  doubtful(index) { return this.grades[index] === "doubt" || this.grades[index] === "bad"; }

  // A side's sentences: number within the bead, text, level, and the original where it was edited.
  sentences(index, side) {
    const list = this.sides[side].sentences;
    return list.slice(this.starts[side][index], this.starts[side][index + 1])
      .map(([text, level, original], k) => ({ k, text, level, original }));
  }
  text(index, side) {
    return this.sentences(index, side).map((held) => held.text).filter(Boolean).join(this.sides[side].joiner);
  }
  original(index, side) {
    return this.sentences(index, side).map((held) => held.original ?? held.text).filter(Boolean).join(this.sides[side].joiner);
  }
  edited(index) { return this.sentences(index, 1).some((held) => held.original !== undefined); }

  decision(finding) {
    const [decision, reason, note, severity] = this.decisions[finding.id] || ["", "", "", ""];
    return { decision, reason, note, severity };
  }
  severity(finding) { return this.decision(finding).severity || finding.severity; }

  // The run that new, still there and fixed are told from: the one chosen, or the one before the
  // latest; the first run is told from itself.
  get since() { return this.point ?? (this.runs.at(-2) ?? this.runs.at(-1) ?? [0])[0]; }
  status(finding) {
    if (finding.gone !== null) return finding.gone > this.since && finding.since <= this.since ? "fixed" : "";
    return finding.since > this.since ? "new" : "still there";
  }
  open(index) { return (this.byBead.get(this.beads[index][BEAD.id]) || []).filter((finding) => finding.gone === null); }
  whole() { return (this.byBead.get(null) || []).filter((finding) => finding.gone === null); }
  standing() { return this.findings.filter((finding) => finding.gone === null && (finding.bead === null || this.byId.has(finding.bead))); }

  // Take what the server told; return false where the pair must be read anew, else the beads touched.
  take(told) {
    if (told.anew) return null;
    Object.assign(this.rules, told.rules);
    for (const key of ["undo", "redo", "steps", "runs", "lost"]) if (key in told) this[key] = told[key];
    this.busy = told.busy ?? this.busy;
    const touched = new Set();
    let beads = false;
    for (const update of told.updates || []) {
      if (update.revision <= this.revision) continue;
      if (update.revision !== this.revision + 1) return null;
      this.revision = update.revision;
      for (const [field, at, removed, inserted] of update.changes) {
        if (field === "decision") {
          if (removed) this.decisions[at] = removed; else delete this.decisions[at];
          touched.add(this.found.get(at)?.bead ?? null);
          continue;
        }
        this.lists[field].splice(at, removed, ...inserted);
        if (field === "beads") beads = true;
        else { touched.add(`${field}:${at}`); beads = true; }
      }
      for (const finding of update.findings) {
        touched.add(this.found.get(finding.id)?.bead ?? null).add(finding.bead);
        this.found.set(finding.id, finding);
      }
      if (update.findings.length) this.indexFindings();
      if (update.kind === "check") touched.add("all");
    }
    if (beads) this.index();
    for (const mark of [...touched]) {
      if (typeof mark !== "string" || mark === "all") continue;
      const [field, at] = mark.split(":");
      const side = NAMES.indexOf(field);
      touched.delete(mark);
      for (const near of [Number(at) - 1, Number(at), Number(at) + 1]) {
        const index = this.beadOf(side, near);
        if (index !== null) touched.add(this.beads[index][BEAD.id]);
      }
    }
    return { touched, beads };
  }

  // The bead that holds a sentence.
  beadOf(side, sentence) {
    const starts = this.starts[side];
    if (sentence < 0 || sentence >= starts[this.beads.length]) return null;
    let low = 0, high = this.beads.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= sentence) low = middle; else high = middle - 1;
    }
    while (low > 0 && starts[low + 1] <= sentence) low -= 1;
    return low;
  }
}
