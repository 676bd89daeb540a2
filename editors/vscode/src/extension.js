"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { DOCUMENTS, serverOptions } = require("./server");

let client;

/** Starts the language server, and says what to do where that fails. */
async function start() {
  const settings = workspace.getConfiguration("alignmentcard");
  const server = serverOptions({ command: settings.get("command", []), profile: settings.get("profile", "") });
  client = new LanguageClient("alignmentcard", "AlignmentCard", server, { documentSelector: DOCUMENTS });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(
      `“${server.command}” did not start: ${error.message}. Install it with pip install 'alignmentcard[lsp]', ` +
        "or give its full path in the setting alignmentcard.command."
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("alignmentcard.restart", restart),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("alignmentcard") && restart())
  );
  await start();
}

module.exports = { activate, deactivate: stop };
