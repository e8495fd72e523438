// Runs inside VS Code's built-in Markdown preview, as a classic script, and draws what the plugin left there. VS Code's
// own Mermaid support, if there is any, draws the `pre.mermaid` inside too; that one is hidden then.
import { addressOfScript, libraryBeside } from '../preview/drawing/library.ts';
import { FencePictures, type StandIn } from './script/fences.ts';

libraryBeside(addressOfScript('markdown-preview.js'));

const pictures = new FencePictures();
let running = new AbortController();
let places: StandIn[] = [];

function drawAll(): void {
  running.abort();
  running = new AbortController();
  places = pictures.drawAll(document, places, running.signal);
}

// The first content comes at DOMContentLoaded, without an event of its own, perhaps after this script has begun.
if (document.readyState === 'complete') drawAll();
else window.addEventListener('load', drawAll);
window.addEventListener('vscode.markdown.updateContent', drawAll);
