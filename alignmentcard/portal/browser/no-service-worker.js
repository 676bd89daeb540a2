// This portal does not carry the program. What an earlier build of it kept for use without a connection is given up.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(`alignmentcard ${registration.scope} `)) await caches.delete(name);
  await registration.unregister();
})()));
