import type {
  DiagramResult,
  DiagramSummary,
  DrawnKind,
  ExportKind,
  FoldWish,
  LookWish,
  PictureKind,
  PlotResult,
  StepRange,
} from './requests.ts';

// The words of a trace, for the webview, which knows of the core no more than the protocol says.
export type * from '../core/check/trace.ts';
export type { StateName } from '../core/notation/syntax.ts';
export type { PictureWords, StepWords } from '../core/render/explain.ts';

/**
 * The talk between the extension and the webview of the preview. The webview is the one that knows what is looked at, so it asks;
 * the extension forwards to the language server and remembers four things: the document, the pin, the look and the last `window`.
 *
 * 1. The webview says `window` (with version −1) and `ready` once; the extension answers with `diagram` and `cursor`.
 * 2. On every change of the text (and when another diagram is to be shown) the extension sends `diagram`, made by one
 *    `handshake/diagram` request with `steps` = the last `window`. A newer one supersedes those that are still under way.
 * 3. When other steps come into view the webview sends `window`; the extension answers with `steps`.
 *    Thousands of segments are never sent twice: `diagram` and `steps` carry the steps of one window alone.
 */
export type ToPreview =
  | DiagramMessage
  | StepsMessage
  | CursorMessage
  | PinMessage
  | HoverMessage
  | CommandMessage
  | SavedMessage
  | DrawMessage
  | CancelDrawMessage
  | PlotMessage;

/** The document, its diagrams, and the one to show. */
export interface DiagramMessage {
  readonly type: 'diagram';
  readonly uri: string;
  readonly diagrams: readonly DiagramSummary[];
  /** Null where the document has no diagram. */
  readonly shown: DiagramResult | null;
  /** What `shown` is compared with; null where it is not. */
  readonly compared: Compared | null;
}

/** An older version that a diagram is compared with. */
export interface Compared {
  /** What it is called, in the reader's language. */
  readonly name: string;
  readonly baseline: Baseline;
}

/** Which version that is, in a form that is kept over a reload: `ref` is a revision of Git, `name` what it was picked as. */
export type Baseline =
  { readonly kind: 'saved' } | { readonly kind: 'revision'; readonly ref: string; readonly name: string };

/** More steps of the diagram that is shown. The webview drops it when its version is not the one that it shows. */
export interface StepsMessage {
  readonly type: 'steps';
  readonly uri: string;
  readonly shown: DiagramResult;
}

/** Where the cursor of the editor is; sent for the previewed document alone. */
export interface CursorMessage {
  readonly type: 'cursor';
  readonly line: number;
}

/** Whether the preview stays with its diagram (`true`) or follows the editor; answers `pin`, and goes with `diagram` after a reload. */
export interface PinMessage {
  readonly type: 'pin';
  readonly pinned: boolean;
}

/** The answer to `hover`: what the editor's hover shows there, as Markdown. Empty where there is nothing. */
export interface HoverMessage {
  readonly type: 'hover';
  readonly line: number;
  readonly markdown: readonly string[];
}

/** A command of the palette or of a key binding, to be carried out by the webview. */
export interface CommandMessage {
  readonly type: 'command';
  readonly command: PreviewCommand;
}

export type PreviewCommand =
  | 'zoom-in'
  | 'zoom-out'
  | 'full-size'
  | 'fit-width'
  | 'step-forward'
  | 'step-back'
  | 'step-end'
  | 'export-svg'
  | 'export-png'
  | 'copy-png'
  | 'next-change'
  | 'previous-change';

/** The answer to `save` and `export`: to be announced. `ok` false: cancelled or failed (the extension has said why). */
export interface SavedMessage {
  readonly type: 'saved';
  readonly ok: boolean;
}

/** The answer to `plot`; null where there is nothing to plot. */
export interface PlotMessage {
  readonly type: 'plot';
  readonly uri: string;
  readonly result: PlotResult | null;
}

/** Draw all of a diagram for a file, whatever is shown: answered by `drawing`, now and then, and one `drawn`. */
export interface DrawMessage {
  readonly type: 'draw';
  /** Told back in the answers. */
  readonly job: number;
  /** With all of its steps. */
  readonly diagram: DiagramResult;
  readonly format: DrawnKind;
  /** For PNG: how many pixels a length of 1 becomes. */
  readonly scale: number;
}

/** The picture is not wanted any more; `drawn` need not follow. */
export interface CancelDrawMessage {
  readonly type: 'cancel-draw';
  readonly job: number;
}

/** From the webview to the extension. */
export type FromPreview =
  | { readonly type: 'ready' }
  /** Put the cursor of the editor on this line and show it. `focus`: and move the focus there (a click or Enter; not while stepping). */
  | { readonly type: 'reveal'; readonly line: number; readonly focus?: boolean }
  /** Show the diagram at this line, and stay with it until the cursor enters another one (or for good where it is pinned). */
  | { readonly type: 'select'; readonly line: number }
  /** These steps are in view: send them in full, and the same ones with every `diagram` from now on. */
  | { readonly type: 'window'; readonly version: number; readonly steps: StepRange }
  /** Show diagrams as the reader wishes from now on. */
  | { readonly type: 'look'; readonly look: LookWish }
  /** Fold runs of like segments from now on as the reader wishes. */
  | { readonly type: 'fold'; readonly fold: FoldWish }
  /** Stay with this document and diagram, or follow the editor again. */
  | { readonly type: 'pin'; readonly pinned: boolean }
  /** Ask for what the editor's hover shows at the segment of this line. */
  | { readonly type: 'hover'; readonly line: number }
  /** Save a picture of the diagram that is shown: the extension asks where to. `bytes` for PNG, `text` for SVG; `plot` is one as well. */
  | {
      readonly type: 'save';
      readonly format: PictureKind;
      /** The title of the diagram. */
      readonly title: string;
      /** The version of the text that it was drawn from. */
      readonly version: number;
      readonly text?: string;
      readonly bytes?: Uint8Array;
    }
  /** Ask for the time–sequence plot of the diagram that is shown: of this direction, or of the one in which most was sent. */
  | { readonly type: 'plot'; readonly direction: number | null }
  /** Compare with an older version, which the extension finds out, with one that was kept, or (null) end the comparison. */
  | { readonly type: 'compare'; readonly with: 'saved' | 'revision' | Baseline | null }
  /** Export as text: the extension asks where to (clipboard, new editor, note), as the command "Export Diagram…" does. */
  | { readonly type: 'export'; readonly kind: ExportKind }
  /** Steps that were asked for, or a picture, are not waited for any longer. */
  | { readonly type: 'cancel' }
  /** How many steps of a picture that was asked for by `draw` are drawn. */
  | { readonly type: 'drawing'; readonly job: number; readonly done: number; readonly total: number }
  /** The picture: `text` for SVG, `bytes` for PNG, or why there is none. */
  | {
      readonly type: 'drawn';
      readonly job: number;
      readonly text?: string;
      readonly bytes?: Uint8Array;
      readonly problem?: string;
    }
  /** Something went wrong in the webview: shown by the extension as an error and logged. */
  | { readonly type: 'failed'; readonly message: string };

/**
 * What the host writes into the page for the webview, as JSON in the `data-config` attribute of its `<body>`
 * (HTML-escaped: the page has no inline script). The page's policy must allow, besides the script and the style sheet,
 * `style-src 'unsafe-inline'` (Mermaid writes style attributes) and `img-src data:` (to paint PNG files); nothing else.
 */
export interface PreviewConfig {
  /** Language of the strings, as in `vscode.env.language`. */
  readonly language: string;
  /** Translations: the English string (the key, see `src/preview/strings.ts`) and what stands for it. */
  readonly strings: Readonly<Record<string, string>>;
  /** The page shows nothing: it is there to draw files (`draw`). */
  readonly drawOnly?: boolean;
  /** How states are spelled; `SYN-SENT` if left out. */
  readonly stateSpelling?: 'SYN-SENT' | 'SYN_SENT';
}

/** What `setState` keeps, and what the panel's serializer gets back after a reload. */
export interface PreviewState {
  readonly uri: string;
  /** A line of the diagram shown. */
  readonly line: number;
  readonly pinned: boolean;
  /** Zoom as a factor; 0: full size, or less where the view is narrower; −1: fit to width. */
  readonly zoom: number;
  /** The step at the top of the view, and how far it is scrolled beyond, in unscaled pixels. */
  readonly top: number;
  readonly offset: number;
  /** The step of the step-through, or −1. */
  readonly step: number;
  /** How the reader wants diagrams to look; left out by older pages. */
  readonly look?: LookWish;
  /** Whether the plot is shown; left out by older pages. */
  readonly plot?: boolean;
  /** Which runs are folded; left out by older pages. */
  readonly fold?: FoldWish;
  /** What it is compared with; left out where it is not. */
  readonly baseline?: Baseline;
}
