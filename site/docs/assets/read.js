// Files of the portal that a script asks for, and what is said where one does not come.
import { _ } from "./texts.js";

export const UNREACHED = _("A file of this portal could not be loaded. See whether you are connected, then reload the page.");

export async function read(address) {
  const answer = await fetch(new URL(address, location.href));
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}
