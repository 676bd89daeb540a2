// Files of the portal that a script asks for.
export async function read(address) {
  const answer = await fetch(new URL(address, location.href));
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

// A large portal keeps what is derived from a card in an archive: blocks of 512 bytes, the name and the size of a file
// (as octal digits) in the one before it.
export async function unpacked(address, wanted) {
  const answer = await fetch(new URL(address, location.href));
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  let bytes = new Uint8Array(await answer.arrayBuffer());
  // Some hosts let the browser unpack it.
  if (bytes[0] === 0x1f) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  }
  const text = (start, length) => new TextDecoder().decode(bytes.subarray(start, start + length));
  for (let place = 0; bytes[place]; ) {
    const size = parseInt(text(place + 124, 11), 8);
    if (text(place, 100).split("\0")[0] === wanted) return JSON.parse(text(place + 512, size));
    place += 512 + 512 * Math.ceil(size / 512);
  }
  throw new Error(`${address} has no ${wanted}`);
}
