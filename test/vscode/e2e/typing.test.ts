import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { analyze } from '../../../src/core/check/index.ts';
import { install, type Installation } from './setup.ts';
import type { Window } from './window.ts';

/** Counts the keys that are pressed. */
class Keyboard {
  count = 0;
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
  }

  async press(key: string): Promise<void> {
    this.count++;
    await this.#window.page.keyboard.press(key);
  }

  /** Accepts the completion that begins so and has this place in the list, which must open by itself. */
  async accept(label: string, place = 0): Promise<void> {
    for (let step = 0; step < place; step++) {
      await this.#focused().waitFor();
      await this.press('ArrowDown');
    }
    await this.#focused(label).waitFor();
    await this.press('Enter');
  }

  #focused(label?: string): Locator {
    const beginning = label === undefined ? '' : `[aria-label^="${label}"]`;
    return this.#window.page.locator(`.suggest-widget.visible .monaco-list-row.focused${beginning}`);
  }
}

describe('writing by completions alone', () => {
  let vscode: Installation;
  let window: Window;

  before(async () => {
    vscode = await install();
    await writeFile(path.join(vscode.workspace, 'empty.tcp'), '');
    window = await vscode.openWindow();
    // The language server is there.
    await window.open('wrong.tcp');
    await window.page.locator('.squiggly-error').first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture('failed-typing');
  });
  after(() => vscode.remove());

  it('takes fewer than 60 keys for a handshake, ten segments of data and the close', async () => {
    await window.open('empty.tcp');
    const keyboard = new Keyboard(window);
    await keyboard.press('Control+Space');
    await keyboard.accept('client C, server S');
    await keyboard.accept('C -> S SYN seq=x');
    await keyboard.accept('S -> C SYN,ACK seq=y ack=x+1');
    await keyboard.accept('C -> S ACK seq=x+1 ack=y+1');
    for (let sent = 1; sent < 1000; sent += 100) {
      await keyboard.accept(`C -> S PSH,ACK seq=x+${sent} ack=y+1 len=100`);
      await keyboard.accept(`S -> C ACK seq=y+1 ack=x+${sent + 100}`);
    }
    await keyboard.accept('C -> S FIN,ACK seq=x+1001 ack=y+1', 2);
    await keyboard.accept('S -> C ACK seq=y+1 ack=x+1002');
    await keyboard.accept('S -> C FIN,ACK seq=y+1 ack=x+1002');
    await keyboard.accept('C -> S ACK seq=x+1002 ack=y+2');
    console.log(`      ${keyboard.count} keys`);
    assert.ok(keyboard.count < 60, `${keyboard.count} keys`);

    await window.page.keyboard.press('Escape');
    await window.command('File: Save');
    const text = await saved(path.join(vscode.workspace, 'empty.tcp'), 'ack=y+2\n');
    const { findings, diagrams, trace } = checked(text);
    assert.deepEqual(findings, []);
    const segments = trace.filter(({ kind }) => kind === 'segment');
    assert.equal(segments.length, 3 + 20 + 4);
    assert.deepEqual(segments.at(-1)?.states, { C: ['TIME-WAIT', 'TIME-WAIT'], S: ['LAST-ACK', 'CLOSED'] });
    assert.equal(diagrams, 1);
    await window.page.locator('.codelens-decoration', { hasText: 'valid' }).waitFor();
    assert.equal(await window.page.locator('.squiggly-error, .squiggly-warning').count(), 0);
  });
});

/** The text of a file once it ends so. */
async function saved(file: string, end: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8');
    if (text.endsWith(end)) return text;
    await setTimeout(50);
  }
}

function checked(text: string): {
  findings: string[];
  diagrams: number;
  trace: readonly { readonly kind: string; readonly states?: unknown }[];
} {
  const analysis = analyze(text);
  const { findings, diagrams } = analysis;
  return {
    findings: findings.map(({ code }) => code),
    diagrams: diagrams.length,
    trace: diagrams.flatMap((diagram) => [...analysis.trace(diagram).steps]),
  };
}
