// Archives of packages, put into the file system of Python: a tar file as a whole in gzip, which browsers unpack by themselves,
// faster than Python does and while it is still on its way.
const BLOCK = 512;
const FILE = 0x30;

function textOf(head, start, length) {
  const part = head.subarray(start, start + length);
  const end = part.indexOf(0);
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end));
}

// The bytes of a stream in gzip.
export async function unpacked(stream) {
  return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

// The files of an archive, below a folder of Python.
export function put(py, bytes, folder) {
  const made = new Set();
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at];) {
    const head = bytes.subarray(at, at + BLOCK);
    const size = parseInt(textOf(head, 124, 12), 8);
    const place = [folder, textOf(head, 345, 155), textOf(head, 0, 100)].filter(Boolean).join("/");
    at += BLOCK;
    if (head[156] === FILE) {
      const inside = place.slice(0, place.lastIndexOf("/"));
      if (!made.has(inside)) py.FS.mkdirTree(inside);
      made.add(inside);
      py.FS.writeFile(place, bytes.subarray(at, at + size), { canOwn: true });
    }
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
  py.runPython("import importlib; importlib.invalidate_caches()");
}
