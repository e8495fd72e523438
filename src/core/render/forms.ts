/** What depends on a form of export alone. */
export interface FormEntry {
  /** Whether it is drawn, for which it takes a page that measures text, or written. */
  readonly picture: boolean;
  /** What its files are called. */
  readonly extension: string;
  /** How VS Code names its language; '' for bytes. */
  readonly language: string;
  /** How its file can say that an export wrote it (`files/mark.ts`); null for plain text, which has no comments. */
  readonly mark: string | null;
  /** What it is called in a note, behind the fence. */
  readonly note: string;
  /** What it is called, and what it is good for: English templates. */
  readonly label: string;
  readonly text: string;
}

/**
 * The forms that a diagram can be exported in, in the order in which they are offered. The command line, the requests of the
 * server, the menus of the editor, and the files that they write are made of these rows.
 */
export const FORMS = {
  svg: {
    picture: true,
    extension: 'svg',
    language: 'xml',
    mark: 'svg',
    note: 'svg',
    label: 'SVG',
    text: 'the picture, sharp at every size',
  },
  png: {
    picture: true,
    extension: 'png',
    language: '',
    mark: 'png',
    note: 'png',
    label: 'PNG',
    text: 'the picture, for programs that know no SVG',
  },
  plot: {
    picture: true,
    extension: 'plot.svg',
    language: 'xml',
    mark: 'svg',
    note: 'plot',
    label: 'Time–Sequence Plot',
    text: 'the sequence numbers of one direction over time, as SVG',
  },
  mermaid: {
    picture: false,
    extension: 'mmd',
    language: 'mermaid',
    mark: 'mermaid',
    note: 'mermaid',
    label: 'Mermaid',
    text: 'the sequence diagram as Mermaid text',
  },
  markdown: {
    picture: false,
    extension: 'md',
    language: 'markdown',
    mark: 'markdown',
    note: 'mermaid',
    label: 'Markdown',
    text: 'the sequence diagram in a mermaid fence',
  },
  table: {
    picture: false,
    extension: 'table.md',
    language: 'markdown',
    mark: 'markdown',
    note: 'table',
    label: 'Table',
    text: 'phases, steps, numbers and states, in Markdown',
  },
  ladder: {
    picture: false,
    extension: 'txt',
    language: 'plaintext',
    mark: null,
    note: 'ladder',
    label: 'Text Ladder',
    text: 'for mail, code comments and RFC drafts',
  },
} as const satisfies Readonly<Record<string, FormEntry>>;

export type Form = keyof typeof FORMS;

type FormsWhere<Entry> = { [Name in Form]: (typeof FORMS)[Name] extends Entry ? Name : never }[Form];

/** What an export into a note is called there. */
export type NoteKind = (typeof FORMS)[Form]['note'];
/** How a file says that an export wrote it. */
export type Markable = NonNullable<(typeof FORMS)[Form]['mark']>;
/** Forms that are drawn. */
export type PictureKind = FormsWhere<{ readonly picture: true }>;
/** Pictures that a page draws: a plot needs none. */
export type DrawnKind = Exclude<PictureKind, 'plot'>;
/** Forms that are written. */
export type ExportKind = FormsWhere<{ readonly picture: false }>;

export const FORM_NAMES = Object.keys(FORMS) as readonly Form[];

export const isPicture = (form: Form): form is PictureKind => FORMS[form].picture;

/** Whether it takes a page to draw it. */
export const isDrawn = (form: Form): form is DrawnKind => isPicture(form) && form !== 'plot';

export const EXPORT_KINDS = FORM_NAMES.filter((form): form is ExportKind => !isPicture(form));
