import type { Mermaid, MermaidConfig } from 'mermaid';
import { diagramText, type Drawn, type Fonts, type Fragment } from '../../core/picture/index.ts';
import { cutPicture } from './cut.ts';
import { loadMermaid } from './library.ts';

/** Counts what is given to Mermaid: ids are unique in a page. */
let batches = 0;

/** Pieces that are kept after they have left the view. */
const KEPT_FRAGMENTS = 800;

/** Draws pieces of Mermaid text, one batch after the other, and keeps what it drew: the same piece is drawn once. */
export class MermaidRows {
  readonly #fragments = new Map<string, Fragment | null>();
  #actors: { readonly head: string; readonly heads: readonly string[] } | null = null;
  #head = '';
  #fonts: Fonts;
  #mermaid: Mermaid | null = null;
  readonly #host: HTMLElement;

  /** `host` is an element off the screen in which Mermaid measures. */
  constructor(host: HTMLElement, fonts: Fonts) {
    this.#host = host;
    this.#fonts = fonts;
  }

  /** Forgets what was drawn with other fonts. */
  setFonts(fonts: Fonts): void {
    this.#fonts = fonts;
    this.#fragments.clear();
    this.#actors = null;
    this.#mermaid?.initialize(mermaidConfig(fonts));
  }

  /** What was drawn of a piece; null where Mermaid could not draw it, undefined where it was not asked to. */
  fragment(head: string, piece: string): Fragment | null | undefined {
    const key = `${head}\n\n${piece}`;
    const fragment = this.#fragments.get(key);
    if (fragment !== undefined) {
      // What was used last is forgotten last.
      this.#fragments.delete(key);
      this.#fragments.set(key, fragment);
    }
    return fragment;
  }

  /** The heads of the lifelines, once a batch with this head has been drawn. */
  actors(head: string): readonly string[] | undefined {
    return this.#actors?.head === head ? this.#actors.heads : undefined;
  }

  /**
   * Gives pieces to Mermaid: a piece that Mermaid refuses is drawn alone, and then given up. Rejects only where Mermaid
   * cannot be loaded.
   */
  async draw(head: string, pieces: readonly string[]): Promise<void> {
    this.#head = head;
    const [mermaid, fonts] = [await this.#library(), this.#fonts];
    try {
      const { actors, fragments } = await this.#batch(mermaid, head, pieces);
      // The fonts have changed meanwhile: this is a picture of yesterday.
      if (fonts !== this.#fonts) {
        await this.draw(head, pieces);
        return;
      }
      if (this.#head === head) this.#actors = { head, heads: actors };
      fragments.forEach((fragment, i) => this.#keep(head, pieces[i] ?? '', fragment));
    } catch {
      if (pieces.length === 0) return;
      if (pieces.length === 1) this.#keep(head, pieces[0] ?? '', null);
      else for (const piece of pieces) await this.draw(head, [piece]);
    }
  }

  async #library(): Promise<Mermaid> {
    if (this.#mermaid === null) {
      this.#mermaid = await loadMermaid();
      this.#mermaid.initialize(mermaidConfig(this.#fonts));
    }
    return this.#mermaid;
  }

  async #batch(mermaid: Mermaid, head: string, pieces: readonly string[]): Promise<Drawn> {
    const { svg: markup } = await mermaid.render(`hs${String(batches++)}`, diagramText(head, pieces), this.#host);
    this.#host.replaceChildren();
    return cutPicture(markup, head, pieces);
  }

  #keep(head: string, piece: string, fragment: Fragment | null): void {
    this.#fragments.set(`${head}\n\n${piece}`, fragment);
    if (this.#fragments.size <= KEPT_FRAGMENTS) return;
    const oldest = this.#fragments.keys().next();
    if (oldest.done !== true) this.#fragments.delete(oldest.value);
  }
}

/** The configuration under which every diagram of ours is drawn. `strict`: labels are escaped before, and purified again. */
export function mermaidConfig(fonts: Fonts): MermaidConfig {
  const size = fonts.size;
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    // The limit is there for servers that draw for strangers; what is given to Mermaid here is one window of a diagram.
    maxTextSize: 10_000_000,
    look: 'classic',
    theme: 'base',
    fontFamily: fonts.family,
    sequence: {
      mirrorActors: false,
      useMaxWidth: false,
      wrap: false,
      actorFontSize: size,
      actorFontFamily: fonts.family,
      noteFontSize: size,
      noteFontFamily: fonts.family,
      messageFontSize: size,
      messageFontFamily: fonts.codeFamily,
    },
  };
}
