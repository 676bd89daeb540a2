// Python and this program's own code, in a worker. Questions are answered one after another.
const NEEDS_ENGINE = new Set(["look", "measure"]);
let python;
let engine;

// Where WebAssembly is off, the loader would neither start nor fail.
function runsHere() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

// The largest file is handed on to the service worker, which may not find it elsewhere and would load it again.
async function handOn(answer) {
  try {
    await (await caches.open("alignmentcard loaded")).put(answer.url, answer);
  } catch {
    // It is loaded again.
  }
}

async function start(folder, isFirst, language) {
  const { put: putPackages, unpacked } = await import(`${folder}unpacked.mjs`);
  const packages = fetch(`${folder}packages.tgz`).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} packages.tgz`);
    if (isFirst) handOn(answer.clone());
    return unpacked(answer.body);
  });
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  const py = await loadPyodide({ indexURL: folder });
  putPackages(py, await packages, py.runPython("import site; site.getsitepackages()[0]"));
  const answer = py.runPython("from alignmentcard.portal.browser.session import answer; answer");
  await speak(answer, language);
  return { py, answer };
}

// The program speaks English, or the language that the scripts of the page speak; without it, it does not start.
async function speak(answer, language) {
  if (language === "en") return;
  const brought = await words("default").catch(() => words("reload"));
  answer(JSON.stringify({ ask: "speak", language: brought }));
}

async function words(cache) {
  const brought = await fetch(new URL("language.json", import.meta.url), { cache });
  if (!brought.ok) throw new Error(`${brought.status} language.json`);
  return brought.json();
}

// DuckDB is loaded when somebody first measures.
async function measuring(py, folder) {
  const { measuring: started } = await import(`${folder}engine.mjs`);
  await started(py, folder);
}

function put(py, { name, bytes }) {
  py.FS.mkdirTree(name.slice(0, name.lastIndexOf("/")));
  py.FS.writeFile(name, bytes);
}

// What could not be loaded is loaded anew by the next question.
const unloaded = (cause) => Object.assign(new Error("a part of the program could not be loaded", { cause }), { unloaded: true });

async function answered({ number, folder, question, files, isFirst, language }) {
  const { py, answer } = await (python ??= start(folder, isFirst, language).catch((error) => {
    python = undefined;
    throw unloaded(error);
  }));
  if (NEEDS_ENGINE.has(question.ask)) await (engine ??= measuring(py, folder).catch((error) => {
    engine = undefined;
    throw unloaded(error);
  }));
  for (const file of files ?? []) put(py, file);
  return JSON.parse(answer(JSON.stringify(question), (far) => postMessage({ number, far })));
}

let before = Promise.resolve();
addEventListener("message", ({ data }) => {
  before = before.then(async () => {
    const { number } = data;
    try {
      if (!runsHere()) return postMessage({ number, failed: "unable" });
      postMessage({ number, answer: await answered(data) });
    } catch (error) {
      console.error(error);
      postMessage({ number, failed: error.unloaded ? "unloaded" : "stopped" });
    }
  });
});
