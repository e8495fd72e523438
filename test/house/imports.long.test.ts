import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { judgeImport, ROOMS } from '../../scripts/lint/rooms.mjs';
import { lint } from './lint.ts';

/** For each room an import that its row of the table forbids, and one that it allows. */
const CASES: readonly (readonly [file: string, forbidden: string, allowed: string | null])[] = [
  ['src/core/text/a.ts', `import { x } from '../notation/parse.ts'`, `import { x } from './place.ts'`],
  ['src/core/findings/a.ts', `import { x } from '../check/trace.ts'`, `import { x } from '../text/place.ts'`],
  ['src/core/notation/a.ts', `import { x } from '../tcp/number.ts'`, `import { x } from '../findings/finding.ts'`],
  ['src/core/tcp/a.ts', `import { x } from '../text/place.ts'`, `import { x } from './number.ts'`],
  ['src/core/check/rules/a.ts', `import { x } from '../../render/mermaid.ts'`, `import { x } from '../../tcp/tcb.ts'`],
  ['src/core/render/a.ts', `import { x } from '../check/trace.ts'`, `import type { X } from '../check/trace.ts'`],
  [
    'src/core/picture/a.ts',
    `import { x } from '../render/mermaid.ts'`,
    `import type { X } from '../render/explain.ts'`,
  ],
  ['src/core/plot/a.ts', `import { analyze } from '../check/index.ts'`, `import { svg } from '../picture/index.ts'`],
  ['src/core/intake/a.ts', `import { x } from '../check/trace.ts'`, `import { x } from '../notation/format.ts'`],
  ['src/core/index.ts', `import { x } from '../service/index.ts'`, `import { x } from './check/trace.ts'`],
  ['src/service/a.ts', `import * as vscode from 'vscode'`, `import { x } from 'vscode-languageserver-types'`],
  [
    'src/protocol/a.ts',
    `import { x } from '../core/check/trace.ts'`,
    `import type { X } from '../core/check/trace.ts'`,
  ],
  ['src/server/start.ts', `import { x } from '../core/check/trace.ts'`, `import { x } from '../service/index.ts'`],
  ['src/server/web.ts', `import { x } from 'node:process'`, `import { x } from 'vscode-languageserver/browser'`],
  ['src/server/node.ts', `import { x } from '../service/index.ts'`, `import { x } from 'node:process'`],
  ['src/server/stdio.ts', `import { x } from 'vscode'`, `import { x } from 'vscode-languageserver/node'`],
  ['src/files/mark.ts', `import { x } from 'node:fs'`, `import { x } from './names.ts'`],
  ['src/files/find.ts', `import { x } from '../core/text/place.ts'`, `import { x } from 'node:fs'`],
  ['src/server/files.ts', `import { x } from '../core/text/place.ts'`, `import { x } from '../files/find.ts'`],
  ['src/files/changed.ts', `import { x } from '../core/text/place.ts'`, `import { x } from 'node:child_process'`],
  ['src/files/read.ts', `import { x } from '../core/text/place.ts'`, `import { x } from 'node:zlib'`],
  ['src/files/replace.ts', `import { x } from '../core/text/place.ts'`, `import { x } from 'node:fs'`],
  ['src/client/a.ts', `import { x } from '../service/index.ts'`, `import * as vscode from 'vscode'`],
  [
    'src/client/lazy/intake.ts',
    `import { x } from '../../core/check/index.ts'`,
    `import { x } from '../../core/intake/index.ts'`,
  ],
  ['src/client/web.ts', `import { x } from 'node:path'`, `import { x } from 'vscode-languageclient/browser'`],
  ['src/client/node.ts', `import { x } from '../core/check/trace.ts'`, `import { x } from 'node:path'`],
  ['src/preview/a.ts', `import { x } from '../core/render/mermaid.ts'`, `import mermaid from 'mermaid'`],
  ['src/markdown/a.ts', `import * as vscode from 'vscode'`, `import { x } from '../core/check/trace.ts'`],
  ['src/markdown/script.ts', `import { x } from '../core/check/trace.ts'`, `import { x } from '../preview/draw.ts'`],
  ['src/markdown/notebook.ts', `import * as vscode from 'vscode'`, `import { x } from './plugin.ts'`],
  ['src/library/a.ts', `import { x } from 'node:fs'`, `import { x } from '../core/report/index.ts'`],
  ['src/site/a.ts', `import { x } from '../service/index.ts'`, `import { x } from '../library/language.ts'`],
  ['src/cli/run.ts', `import { x } from 'node:fs'`, `import { x } from '../core/check/trace.ts'`],
  ['src/mcp/a.ts', `import { x } from '../cli/run.ts'`, `import { x } from '../core/assist/index.ts'`],
  ['src/cli/main-all.ts', `import { x } from '../core/check/trace.ts'`, `import { x } from './run.ts'`],
  ['src/cli/chinese.ts', `import { x } from '../core/text/names.ts'`, `import x from '../../l10n/a.json'`],
  ['src/cli/node.ts', `import { x } from 'vscode'`, `import { x } from 'node:fs'`],
];

const NODE_IN_ALL_SPELLINGS = [
  `import fs from 'node:fs'`,
  `import fs from 'fs'`,
  `export * from 'node:fs'`,
  `export { readFileSync } from 'node:fs'`,
  `await import('node:fs')`,
  `type Fs = import('node:fs').Stats`,
  `import fs = require('node:fs')`,
];

describe('the import table', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const node = NODE_IN_ALL_SPELLINGS.map((code, at) => [`src/core/tcp/node${String(at)}.ts`, code] as const);
  let wrong: readonly string[] = [];
  let right: readonly string[] = [];
  before(async () => {
    const allowed = CASES.flatMap(([file, , code]) => (code === null ? [] : [[file, code] as const]));
    [wrong, right] = (await Promise.all([lint([...CASES, ...node]), lint(allowed)])).map((findings) =>
      findings.filter(({ rule }) => rule === 'house(rooms)').map(({ file }) => file),
    ) as [string[], string[]];
  });

  for (const [file, forbidden] of CASES) {
    it(`${file}: no ${forbidden}`, () => {
      assert.deepEqual(
        wrong.filter((name) => name === file),
        [file],
      );
      assert.ok(!right.includes(file));
    });
  }

  for (const [file, code] of node) {
    it(`sees Node in the core in: ${code}`, () => {
      assert.ok(wrong.includes(file));
    });
  }

  it('has a forbidden import for each of its rows', () => {
    const tried = CASES.map(([file]) => ROOMS.find((room) => file.startsWith(room.path)));
    assert.deepEqual(
      ROOMS.filter((room) => !tried.includes(room)).map((room) => room.path),
      [],
    );
  });

  it('lets no room out of src, and leaves files outside of the rooms alone', () => {
    assert.notEqual(judgeImport('src/core/tcp/a.ts', '../../../test/kit.ts', false), undefined);
    assert.equal(judgeImport('test/core/a.test.ts', '../../src/core/tcp/number.ts', false), undefined);
  });

  it('names folders and files that are there', () => {
    const named = ROOMS.flatMap(({ path: room, rooms = [], types = [] }) => [room, ...rooms, ...types]);
    // `src/markdown/script` is the beginning of a file and of a folder.
    const there = (name: string): boolean =>
      existsSync(path.join(root, name)) || existsSync(path.join(root, `${name}.ts`));
    assert.deepEqual(
      named.filter((name) => !there(name)),
      [],
    );
  });
});
