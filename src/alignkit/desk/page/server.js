// How the page speaks with its server: the token goes along in a header, actions go one by one.

const token = location.hash.slice(1) || sessionStorage.getItem("alignkit/token") || "";
try { sessionStorage.setItem("alignkit/token", token); } catch { /* private windows refuse */ }

export const windowName = Math.random().toString(36).slice(2, 10);

export class Refused extends Error {
  constructor(message, status) { super(message); this.status = status; }
}

async function call(path, options = {}) {
  const answer = await fetch(`/api/${path}`, { ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } });
  if (answer.ok) return answer;
  const text = await answer.text();
  let told = text;
  try { told = JSON.parse(text).error; } catch { /* plain words */ }
  throw new Refused(told || answer.statusText, answer.status);
}

export const read = async (path) => (await call(path)).json();
export const post = async (path, body) => (await call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
export const send = async (path, file) => (await call(path, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file })).json();

export async function fetchFile(path) {
  const answer = await call(path);
  const told = answer.headers.get("content-disposition") || "";
  const name = decodeURIComponent((told.match(/filename\*=UTF-8''([^;]+)/) || [, "export"])[1]);
  return { name, blob: await answer.blob() };
}

// What happens in other windows, and what the server works out: asked for again and again.
export async function follow(number, revision, busy, take, lost) {
  let quiet = 0;
  for (;;) {
    try {
      const told = await read(`pairs/${number}/changes?since=${revision()}&busy=${busy() ? 1 : 0}`);
      quiet = 0;
      lost("");
      if (!take(told)) return;
    } catch (error) {
      if (error instanceof Refused) { lost(error.message); return; }
      quiet += 1;
      if (quiet > 2) lost("The desk was closed. Start alignkit review again with the same project; everything up to the last keystroke is in its file.");
      await new Promise((done) => setTimeout(done, 400 * Math.min(quiet, 10)));
    }
  }
}
