// Runs inside VS Code's notebooks, as a renderer that extends the one of Markdown cells: `tcp` fences are checked and
// drawn there with the same look. The page has no language server, no settings and no translations: it is all in here.
import { PICTURE_CSS } from '../core/picture/index.ts';
import type MarkdownIt from 'markdown-it';
import { libraryBeside } from '../preview/drawing/library.ts';
import fenceStyle from '../../media/markdown-preview.css';
import { tcpFence } from './plugin.ts';
import { FencePictures, type StandIn } from './script/fences.ts';

/** The part of VS Code's renderer API that is used. */
interface RendererContext {
  getRenderer(id: string): Promise<{ extendMarkdownIt?: (extend: (md: MarkdownIt) => void) => void } | undefined>;
}

/** Called by VS Code once for each notebook. */
export async function activate(context: RendererContext): Promise<void> {
  const markdown = await context.getRenderer('vscode.markdown-it-renderer');
  libraryBeside(import.meta.url);
  markdown?.extendMarkdownIt?.((md) => {
    tcpFence(md);
    afterRender(md, drawCell);
  });
}

/** Has `then` look at a cell as soon as what was rendered for it is in the page. */
function afterRender(md: MarkdownIt, then: (cell: string) => void): void {
  const render = md.renderer.render.bind(md.renderer);
  md.renderer.render = (tokens, options, env: { outputItem?: { id?: string } } | undefined) => {
    const html = render(tokens, options, env);
    const cell = env?.outputItem?.id;
    // The caller puts it into the page at once, before anything else can run.
    if (cell !== undefined && html.includes('tcp-diagram')) queueMicrotask(() => then(cell));
    return html;
  };
}

const pictures = new FencePictures();
const sheet = new CSSStyleSheet();
sheet.replaceSync(PICTURE_CSS + fenceStyle);

/** What is under way, and what was last seen, in each cell. */
const cells = new WeakMap<ShadowRoot, { readonly running: AbortController; readonly places: StandIn[] }>();

function drawCell(id: string): void {
  const root = document.getElementById(id)?.shadowRoot;
  if (!root) return;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const before = cells.get(root);
  before?.running.abort();
  const running = new AbortController();
  cells.set(root, { running, places: pictures.drawAll(root, before?.places ?? [], running.signal) });
}
