/**
 * Drops data of a type at the end of a line of an editor, and tells whether the line was there; runs in a page of VS Code, which
 * draws lines anew now and then.
 */
export function dropOn(line, [type, text]) {
  if (!line.isConnected) return false;
  const dataTransfer = new globalThis.DataTransfer();
  // A file of the machine that the extension host runs on has another address in the page.
  dataTransfer.setData(type, text.replace(/^file:\/\//, `vscode-remote://${globalThis.location.host}`));
  const { right, top, height } = (line.firstElementChild ?? line).getBoundingClientRect();
  const at = { clientX: right - 1, clientY: top + height / 2, bubbles: true, cancelable: true, dataTransfer };
  // The event goes to whatever is there at its moment.
  for (const kind of ['dragenter', 'dragover', 'drop'])
    globalThis.document.elementFromPoint(at.clientX, at.clientY).dispatchEvent(new globalThis.DragEvent(kind, at));
  return true;
}
