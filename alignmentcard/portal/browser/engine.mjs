// DuckDB beside Python: it is given statements and bytes, and gives Arrow back. It knows no statistic.
import { BROWSER_RUNTIME, VoidLogger, createDuckDB } from "./duckdb.mjs";
import * as arrays from "./arrays.mjs";
import * as draws from "./draws.mjs";
import { put, unpacked } from "./unpacked.mjs";
import parquet, { readParquet } from "./parquet.mjs";

const bytesOf = async (place) => new Uint8Array(await (await fetch(place)).arrayBuffer());
const nothing = new Uint8Array();

async function engine(folder) {
  const bundles = { mvp: { mainModule: `${folder}duckdb.wasm` }, eh: { mainModule: `${folder}duckdb.wasm` } };
  const [database] = await Promise.all([
    createDuckDB(bundles, new VoidLogger(), BROWSER_RUNTIME).then((made) => made.instantiate(() => {})),
    bytesOf(`${folder}parquet.wasm`).then((module_or_path) => parquet({ module_or_path })),
  ]);
  let connection;
  const close = () => {
    if (!connection) return;
    connection.close();
    database.dropFiles();
    connection = undefined;
  };
  return {
    open() {
      close();
      database.open({ path: ":memory:" });
      connection = database.connect();
    },
    run: (sql) => connection.useUnsafe((bindings, number) => bindings.runQuery(number, sql)),
    file(name, bytes) {
      database.dropFile(name);
      database.registerFileBuffer(name, bytes);
    },
    arrow: (name, bytes) => connection.useUnsafe((bindings, number) =>
      bindings.insertArrowFromIPCStream(number, bytes, { name, create: true })),
    parquet: (bytes) => readParquet(bytes).intoIPCStream() ?? nothing,
    close,
  };
}

async function packages(py, folder) {
  const answer = await fetch(`${folder}measuring.tgz`);
  if (!answer.ok) throw new Error(`${answer.status} measuring.tgz`);
  put(py, await unpacked(answer.body), py.runPython("import site; site.getsitepackages()[0]"));
}

// Give Python the engine, and what draws numbers and works on arrays for it.
export async function measuring(py, folder) {
  const [page] = await Promise.all([engine(folder), packages(py, folder)]);
  py.pyimport("duckdb").page = page;
  py.pyimport("numpy.random").kernel = draws;
  py.pyimport("numpy.kernel").start(arrays);
}
