import type { Translate } from '../findings/finding.ts';
import { EXPORT_KINDS, exportText } from '../render/index.ts';
import { partsOf } from '../report/index.ts';
import { type CheckReport, checkReport, checkText } from './check.ts';
import { NOTATION_PAGE } from './page.ts';
import { traceText } from './trace.ts';

/** What a tool gives back: text for whoever reads, and for the check its facts as well. */
export interface ToolAnswer {
  readonly text: string;
  /** The call could not be carried out; `text` says why and what would help. */
  readonly failed?: boolean;
  readonly report?: CheckReport;
}

/** What a tool is given, as it comes from outside: nothing is taken for granted. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** A tool that an assistant can call. The manifest of the extension and the MCP server are made from this table. */
export interface Tool {
  /** One word of lower-case letters. */
  readonly name: string;
  /** For people, a few words. */
  readonly title: string;
  /** For the model: what it does, and when to call it. */
  readonly description: string;
  /** What it takes beside the text; every tool but `notation` takes a `text`. */
  readonly parameters: readonly Parameter[];
  run(input: ToolInput, translate: Translate): ToolAnswer;
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** The words that it may be; any text without. */
  readonly words?: readonly string[];
}

const TEXT: Parameter = {
  name: 'text',
  description: "A diagram in Handshake's notation, or a Markdown note with ```tcp fences.",
  required: true,
};

const TO: Parameter = {
  name: 'to',
  description: 'The form: mermaid (for GitHub and most renderers), ladder (plain text), table or markdown.',
  required: false,
  words: EXPORT_KINDS,
};

/** More characters than this are not one note: whoever gives them is told so instead of kept waiting. */
const MOST_CHARACTERS = 1_000_000;

/** Every tool, in the order in which a model should think of them. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'notation',
    title: 'Notation of TCP diagrams',
    description:
      "Returns a one-page description of Handshake's notation for TCP segments, with examples. Call it once before writing a TCP diagram.",
    parameters: [],
    run: () => ({ text: NOTATION_PAGE }),
  },
  {
    name: 'check',
    title: 'Check a TCP diagram',
    description:
      'Checks every flag, seq, ack, length, window and state of a TCP segment diagram against RFC 9293, and returns each mistake with its line, the reason and the mended line, and the reply that a TCP must send next. Call it after writing or changing a diagram of TCP segments, and before showing it.',
    parameters: [TEXT],
    run: withText((text, _input, translate) => {
      const report = checkReport(text, translate);
      return { text: checkText(report), report };
    }),
  },
  {
    name: 'trace',
    title: 'Trace a TCP diagram',
    description:
      'Tells what every line of a TCP segment diagram does: complete sequence and acknowledgment numbers, labels such as "retransmission", the states of both ends before and after, and the reply that must follow.',
    parameters: [TEXT],
    run: withText((text, _input, translate) => ({ text: traceText(text, translate) })),
  },
  {
    name: 'draw',
    title: 'Draw a TCP diagram',
    description:
      'Returns a TCP segment diagram as a Mermaid sequence diagram, a text ladder like those of the RFCs, or a table of its steps. Check it first.',
    parameters: [TEXT, TO],
    run: withText(draw),
  },
];

function draw(text: string, input: ToolInput, translate: Translate): ToolAnswer {
  const to = input['to'] ?? 'mermaid';
  const kind = EXPORT_KINDS.find((known) => known === to);
  if (kind === undefined) return failed(`"to" must be one of ${EXPORT_KINDS.join(', ')}.`);
  const drawn = partsOf(text)
    .filter(({ analysis }) => analysis.diagrams.length > 0)
    .map(({ analysis }) => exportText(kind, analysis, analysis.diagrams, { translate }));
  return drawn.length === 0 ? failed('There is no diagram in this text.') : { text: drawn.join('\n') };
}

function withText(run: (text: string, input: ToolInput, translate: Translate) => ToolAnswer): Tool['run'] {
  return (input, translate) => {
    const text = input['text'];
    if (typeof text !== 'string') return failed('"text" is missing: give the diagram, or the note that holds it.');
    if (text.length > MOST_CHARACTERS) {
      return failed(`The text has more than ${String(MOST_CHARACTERS)} characters: give the part with the diagram.`);
    }
    return run(text, input, translate);
  };
}

const failed = (text: string): ToolAnswer => ({ text, failed: true });

/** A tool's parameters as a JSON Schema. */
export function inputSchema({ parameters }: Tool): object {
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(({ name, description, words }) => [
        name,
        { type: 'string', description, ...(words === undefined ? {} : { enum: words }) },
      ]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** Carries out a call. Never throws: a name that is no tool's is an answer as well. */
export function callTool(name: string, input: ToolInput, translate: Translate): ToolAnswer {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined)
    return failed(`There is no tool "${name}": there are ${TOOLS.map((one) => one.name).join(', ')}.`);
  return tool.run(input, translate);
}
