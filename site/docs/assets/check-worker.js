// The checker: Python and this program's own code, in a worker. Questions are answered one after another.
let python;

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
    python ??= start(folder);
    const answer = await python;
    postMessage({ number, answer: JSON.parse(answer(JSON.stringify(question))) });
  } catch (error) {
    postMessage({ number, answer: { error: "The checker stopped. Load the page again.", why: String(error) } });
  }
});
