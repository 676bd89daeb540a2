// A card in a link: packed into the part of an address that browsers send to nobody.
const LONGEST = 60000;

async function through(stream, bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}

// The fragment that holds a text; nothing where it is too long for an address.
export async function fragmentOf(text) {
  const packed = new Uint8Array(await through(new CompressionStream("deflate-raw"), text));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const fragment = letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return fragment.length > LONGEST ? "" : `#card=${fragment}`;
}

// The text that the address of this page holds: nothing where it holds none, an error where it is damaged.
export async function textOf(fragment) {
  const found = /^#card=([\w-]+)$/.exec(fragment);
  if (!found) return "";
  const letters = atob(found[1].replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes));
}
