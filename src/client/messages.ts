import { readLook } from '../core/notation/look.ts';
import type { FromPreview } from '../protocol/index.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isBytes: Check = (value) => ArrayBuffer.isView(value);
const isPicture: Check = (value) => value === 'svg' || value === 'png' || value === 'plot';
const isSteps: Check = (value) => isRecord(value) && isCount(value['from']) && isCount(value['to']);
const isLook: Check = (value) => isRecord(value) && Object.keys(value).length === Object.keys(readLook(value)).length;
const perhaps =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** What each message must hold. */
const SHAPES: Readonly<Record<FromPreview['type'], Readonly<Record<string, Check>>>> = {
  ready: {},
  reveal: { line: isCount, focus: perhaps(isFlag) },
  select: { line: isCount },
  window: { version: isCount, steps: isSteps },
  look: { look: isLook },
  pin: { pinned: isFlag },
  hover: { line: isCount },
  save: { format: isPicture, title: isText, version: isCount, text: perhaps(isText), bytes: perhaps(isBytes) },
  plot: { direction: (value) => value === null || isCount(value) },
  export: { kind: isText },
  cancel: {},
  drawing: { job: isCount, done: isCount, total: isCount },
  drawn: { job: isCount, text: perhaps(isText), bytes: perhaps(isBytes), problem: perhaps(isText) },
  failed: { message: isText },
};

/** A message of the webview, undefined for anything that is none: a page is not trusted to send what it should. */
export function readMessage(value: unknown): FromPreview | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string' || !Object.hasOwn(SHAPES, value['type'])) return undefined;
  const shape = SHAPES[value['type'] as FromPreview['type']];
  const sound = Object.entries(shape).every(([name, check]) => check(value[name]));
  return sound ? (value as unknown as FromPreview) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
