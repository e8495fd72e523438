import { readLook } from '../core/notation/look.ts';
import type { FromCapture, FromPreview } from '../protocol/index.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isWhole: Check = (value) => Number.isSafeInteger(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isBytes: Check = (value) => ArrayBuffer.isView(value);
const isCounts: Check = (value) => Array.isArray(value) && value.every(isCount);
const isPicture: Check = (value) => value === 'svg' || value === 'png' || value === 'plot';
const isSteps: Check = (value) => isRecord(value) && isCount(value['from']) && isCount(value['to']);
const isLook: Check = (value) => isRecord(value) && Object.keys(value).length === Object.keys(readLook(value)).length;
const isBaseline: Check = (value) =>
  isRecord(value) &&
  (value['kind'] === 'saved' || (value['kind'] === 'revision' && isText(value['ref']) && isText(value['name'])));
const perhaps =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** What each message of a kind must hold. */
type Shapes<Message extends { readonly type: string }> = Readonly<
  Record<Message['type'], Readonly<Record<string, Check>>>
>;

const PREVIEW: Shapes<FromPreview> = {
  ready: {},
  reveal: { line: isCount, focus: perhaps(isFlag) },
  select: { line: isCount },
  // Before there is a document its version is −1.
  window: { version: isWhole, steps: isSteps },
  look: { look: isLook },
  fold: {
    fold: (value) => isRecord(value) && (value['on'] === null || isFlag(value['on'])) && isCounts(value['open']),
  },
  pin: { pinned: isFlag },
  hover: { line: isCount },
  save: { format: isPicture, title: isText, version: isCount, text: perhaps(isText), bytes: perhaps(isBytes) },
  plot: { direction: (value) => value === null || isCount(value) },
  compare: { with: (value) => value === 'saved' || value === 'revision' || value === null || isBaseline(value) },
  export: { kind: isText },
  cancel: {},
  drawing: { job: isCount, done: isCount, total: isCount },
  drawn: { job: isCount, text: perhaps(isText), bytes: perhaps(isBytes), problem: perhaps(isText) },
  failed: { message: isText },
};

const choice = { numbers: isCounts, segments: perhaps(isCounts) };
const CAPTURE: Shapes<FromCapture> = {
  ready: {},
  cancel: {},
  segments: { number: isCount },
  preview: { number: isCount },
  open: choice,
  insert: choice,
  names: {},
};

/** A message of the preview, undefined for anything that is none: a page is not trusted to send what it should. */
export const readPreviewMessage = (value: unknown): FromPreview | undefined => read(value, PREVIEW);
/** A message of the page that shows a capture, undefined for anything that is none. */
export const readCaptureMessage = (value: unknown): FromCapture | undefined => read(value, CAPTURE);

function read<Message extends { readonly type: string }>(value: unknown, shapes: Shapes<Message>): Message | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string' || !Object.hasOwn(shapes, value['type'])) return undefined;
  const shape = shapes[value['type'] as Message['type']];
  const sound = Object.entries(shape).every(([name, check]) => check(value[name]));
  return sound ? (value as unknown as Message) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
