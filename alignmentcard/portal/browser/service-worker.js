// Keeps the pages that run the program for use without a connection. All files are of one build: each is taken only with
// the digest that the build wrote down here, and a new build is kept whole before it takes the place of the old one.
const VERSION = "@@version@@";
const GROUPS = @@groups@@;
const RENEWING = @@renewing@@;
const FILES = Object.assign({}, ...Object.values(GROUPS));
const OURS = `alignmentcard ${registration.scope} `;
const NAME = OURS + VERSION;

async function hasDigest(answer, wanted) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === wanted;
}

// What an earlier build or the browser itself has kept is not loaded again where it is the same.
async function brought(path) {
  const url = new URL(path, registration.scope).href;
  const ways = [() => caches.match(url), () => fetch(url), () => fetch(url, { cache: "reload" })];
  for (const way of ways) {
    const answer = await way();
    if (answer?.ok && await hasDigest(answer, FILES[path])) return answer;
  }
  throw new Error(`${path} is not the file of this build.`);
}

async function kept(path) {
  const cache = await caches.open(NAME);
  const url = new URL(path, registration.scope).href;
  const found = await cache.match(url);
  if (found) return found;
  const answer = await brought(path);
  await cache.put(url, answer.clone());
  return answer;
}

async function keep(group) {
  for (const path of Object.keys(GROUPS[group] ?? {})) await kept(path);
}

// Another build takes over when no page runs the program; here, when the only one that does is loaded again. What is shown
// meanwhile runs nothing, and asks for the page again only when the other build answers: asked earlier, it could be cut short.
async function page(path) {
  const running = (await clients.matchAll({ type: "window" })).filter(({ url }) => pathOf(url) in GROUPS.check);
  return registration.waiting && running.length < 2 ? renewing() : kept(path);
}

function renewing() {
  const script = new URL("assets/renew.js", registration.scope).href;
  const policy = `default-src 'none'; script-src ${new URL(script).origin}`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
  return new Response(RENEWING.replace("@@script@@", () => script), { headers });
}

function pathOf(url) {
  const [place] = url.split(/[?#]/);
  if (!place.startsWith(registration.scope)) return "";
  const path = decodeURIComponent(place.slice(registration.scope.length));
  return path.endsWith("/") ? `${path}index.html` : path;
}

addEventListener("install", (event) => event.waitUntil(keep("check").finally(() => caches.delete("alignmentcard loaded"))));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== NAME) await caches.delete(name);
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  const path = pathOf(event.request.url);
  if (event.request.method !== "GET" || !Object.hasOwn(FILES, path)) return;
  const answer = event.request.mode === "navigate" ? page(path) : kept(path);
  event.respondWith(answer.catch(() => fetch(event.request)));
});
addEventListener("message", (event) => {
  const { take, group } = event.data;
  if (take) skipWaiting();
  if (group) event.waitUntil(keep(group).then(() => event.ports[0].postMessage(true), () => event.ports[0].postMessage(false)));
});
