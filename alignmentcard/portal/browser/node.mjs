// The pack in Node. `node node.mjs compile PYODIDE SOURCES OUT` compiles it; `node node.mjs run PACK SCRIPT` runs a script in it,
// and `measure` does with the engine.
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const AS_THEY_ARE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"];
const bytes = async (path) => new Uint8Array(await readFile(path));

async function python(folder, packages) {
  const { loadPyodide } = await import(pathToFileURL(join(resolve(folder), "pyodide.mjs")));
  const py = await loadPyodide({ indexURL: `${resolve(folder)}/` });
  py.unpackArchive(await bytes(packages), "zip", { extractDir: site(py) });
  return py;
}

const site = (py) => py.runPython("import site; site.getsitepackages()[0]");

async function compile(folder, sources, out) {
  const py = await python(folder, sources);
  py.runPython("from alignmentcard.portal.browser.compiled import compiled; from pathlib import Path");
  for (const [path, name, level] of [[sources, "packages.zip", 0], [join(folder, "python_stdlib.zip"), "python_stdlib.zip", 2]]) {
    py.FS.writeFile("/given.zip", await bytes(path));
    py.runPython(`Path("/made.zip").write_bytes(compiled(Path("/given.zip").read_bytes(), ${level}))`);
    await writeFile(join(out, name), py.FS.readFile("/made.zip"));
  }
  for (const name of AS_THEY_ARE) await copyFile(join(folder, name), join(out, name));
  const lock = JSON.parse(await readFile(join(folder, "pyodide-lock.json"), "utf8"));
  await writeFile(join(out, "pyodide-lock.json"), JSON.stringify({ info: lock.info, packages: {} }));
}

// The engine is for browsers: it fetches its files, and where it finds Node it would look for Node's modules.
async function measuring(py, pack) {
  const place = pathToFileURL(`${resolve(pack)}/`);
  process.type = "renderer";
  const headers = { "Content-Type": "application/wasm" };
  Object.assign(globalThis, {
    WorkerGlobalScope: Object,
    self: globalThis,
    location: place,
    Request: function Request(url) { this.url = url; },
    fetch: async (what) => new Response(await readFile(new URL(what.url ?? what)), { headers }),
  });
  const module = await import(new URL("engine.mjs", place));
  return module.measuring(py, place.href);
}

async function measure(pack, script, ...mounted) {
  const py = await python(pack, join(pack, "packages.zip"));
  await measuring(py, pack);
  await execute(py, script, mounted);
}

async function run(pack, script, ...mounted) {
  await execute(await python(pack, join(pack, "packages.zip")), script, mounted);
}

async function execute(py, script, mounted) {
  for (const folder of mounted) {
    py.FS.mkdirTree(folder);
    py.FS.mount(py.FS.filesystems.NODEFS, { root: folder }, folder);
  }
  py.runPython(await readFile(script, "utf8"));
}

// The loader is one long line, which Node would print with every error.
try {
  await { compile, run, measure }[process.argv[2]](...process.argv.slice(3));
} catch (error) {
  console.error(error.message ?? String(error));
  process.exitCode = 1;
}
