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

async function packed(pack, ...archives) {
  const { loadPyodide } = await import(pathToFileURL(join(resolve(pack), "pyodide.mjs")));
  const { put, unpacked } = await import(pathToFileURL(join(resolve(pack), "unpacked.mjs")));
  const py = await loadPyodide({ indexURL: `${resolve(pack)}/` });
  for (const name of archives) put(py, await unpacked(new Blob([await bytes(join(pack, name))]).stream()), site(py));
  return py;
}

const site = (py) => py.runPython("import site; site.getsitepackages()[0]");

async function compile(folder, sources, out) {
  const py = await python(folder, sources);
  py.runPython("from alignmentcard.portal.browser.compiled import archives; from pathlib import Path");
  py.FS.writeFile("/sources.zip", await bytes(sources));
  py.FS.writeFile("/library.zip", await bytes(join(folder, "python_stdlib.zip")));
  py.FS.mkdir("/made");
  py.runPython(`for name, made in archives(Path("/sources.zip").read_bytes(), Path("/library.zip").read_bytes()).items():
    Path("/made", name).write_bytes(made)`);
  for (const name of py.FS.readdir("/made")) if (!name.startsWith(".")) await writeFile(join(out, name), py.FS.readFile(`/made/${name}`));
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
  const py = await packed(pack, "packages.tgz");
  await measuring(py, pack);
  await execute(py, script, mounted);
}

async function run(pack, script, ...mounted) {
  await execute(await packed(pack, "packages.tgz"), script, mounted);
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
