"use strict";

/** Returns what starts the language server, of the settings of the editor. */
function serverOptions(settings) {
  const [command, ...args] = settings.command.length ? settings.command : ["alignmentcard", "lsp"];
  const profile = settings.profile.trim();
  return { command, args: profile ? [...args, "--profile", profile] : args };
}

/** The documents that are sent to the server; it leaves those alone that hold no card. */
const DOCUMENTS = [
  { language: "alignmentcard" },
  { language: "markdown", scheme: "file" },
  { language: "yaml", pattern: "**/*.card.{yaml,yml}" },
];

module.exports = { serverOptions, DOCUMENTS };
