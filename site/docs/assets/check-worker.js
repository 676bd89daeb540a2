// The checker: Python and this program's own code, in a worker. Questions are answered one after another.
let python;

// Where WebAssembly is off, the loader would neither start nor fail.
function runsHere() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

async function start(folder) {
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  const packages = fetch(`${folder}packages.zip`).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} packages.zip`);
    return answer.arrayBuffer();
  });
  const py = await loadPyodide({ indexURL: folder });
  const extractDir = py.runPython("import site; site.getsitepackages()[0]");
  py.unpackArchive(new Uint8Array(await packages), "zip", { extractDir });
  return py.runPython("from alignmentcard.portal.browser.session import answer; answer");
}

addEventListener("message", async ({ data: { number, folder, question } }) => {
  try {
    if (!runsHere()) return postMessage({ number, answer: { error: "This browser does not run WebAssembly here." } });
    python ??= start(folder);
    const answer = await python;
    postMessage({ number, answer: JSON.parse(answer(JSON.stringify(question))) });
  } catch (error) {
    postMessage({ number, answer: { error: "The checker stopped. Load the page again.", why: String(error) } });
  }
});
