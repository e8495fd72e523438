import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { BAD, cli, GOOD, NOTE } from './memory.ts';

interface Place {
  readonly artifactLocation: { readonly uri: string };
  readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
}
interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: Place }[];
      readonly relatedLocations: readonly unknown[];
    }[];
  }[];
}

async function sarif(files: Readonly<Record<string, string>>, ...options: string[]): Promise<Log['runs'][number]> {
  const { out, err } = await cli(['check', ...Object.keys(files), '--format', 'sarif', ...options], files);
  assert.equal(err, '');
  const log = JSON.parse(out) as Log;
  assert.equal(log.version, '2.1.0');
  const [run] = log.runs;
  return run!;
}

async function junit(files: Readonly<Record<string, string>>): Promise<Document> {
  const { out } = await cli(['check', ...Object.keys(files), '--format', 'junit'], files);
  return new new JSDOM().window.DOMParser().parseFromString(out, 'text/xml');
}

const attributes = (element: Element | null, ...names: string[]): (string | null | undefined)[] =>
  names.map((name) => element?.getAttribute(name));

/** A diagram whose one warning is a hint for others. */
const TITLED = `diagram A & "b" <c>\n${BAD}diagram fine\n${GOOD}`;

describe('handshake check --format sarif', () => {
  it('says what was found where, for code scanning', async () => {
    const { tool, results } = await sarif({ 'docs/a b.tcp': BAD, 'note.md': NOTE });
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      [
        ['ack-mismatch', 'error'],
        ['ack-mismatch', 'error'],
      ],
    );
    const [first, second] = results.map(({ locations }) => locations[0]!.physicalLocation);
    assert.deepEqual(first, {
      artifactLocation: { uri: 'docs/a%20b.tcp' },
      region: { startLine: 4, startColumn: 22, endLine: 4, endColumn: 27 },
    });
    assert.deepEqual(second!.region, { startLine: 9, startColumn: 25, endLine: 9, endColumn: 30 });
    assert.ok(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]!.id === ruleId));
    assert.match(results[0]!.message.text, /^ack should be x\+1, not x/);
    assert.equal(results[0]!.relatedLocations.length, 1);
  });

  it('names files outside of the folder by whole addresses', async () => {
    const uriOf = async (file: string): Promise<string> =>
      (await sarif({ [file]: BAD })).results[0]!.locations[0]!.physicalLocation.artifactLocation.uri;
    assert.equal(await uriOf('/tmp/笔记.tcp'), 'file:///tmp/%E7%AC%94%E8%AE%B0.tcp');
    assert.equal(await uriOf('C:\\notes\\a.tcp'), 'file:///C:/notes/a.tcp');
  });

  it('has no results for what is right, and hints where they are asked for', async () => {
    const open = GOOD.slice(0, GOOD.lastIndexOf('C ->'));
    assert.deepEqual((await sarif({ 'a.tcp': open })).results, []);
    const { results } = await sarif({ 'a.tcp': open }, '--hints');
    assert.deepEqual([...new Set(results.map(({ level }) => level))], ['note']);
  });
});

describe('handshake check --format junit', () => {
  it('has a test for each diagram, which fails on an error', async () => {
    const document = await junit({ 'a.tcp': TITLED, 'b.tcp': GOOD });
    assert.equal(document.querySelector('parsererror'), null);
    assert.deepEqual(attributes(document.documentElement, 'tests', 'failures'), ['3', '1']);
    assert.deepEqual(
      [...document.querySelectorAll('testcase')].map((test) => [
        ...attributes(test, 'classname', 'name'),
        test.querySelector('failure') !== null,
      ]),
      [
        ['a.tcp', 'A & "b" <c>', true],
        ['a.tcp', 'fine', false],
        ['b.tcp', 'diagram at line 1', false],
      ],
    );
    assert.match(
      document.querySelector('failure')!.textContent,
      /^a\.tcp:5:22: error ack-mismatch: ack should be x\+1/,
    );
  });

  it('tells warnings without failing', async () => {
    const document = await junit({ 'a.tcp': `option rule ack-mismatch warning\n${BAD}` });
    assert.equal(document.querySelector('failure'), null);
    assert.match(document.querySelector('system-out')!.textContent, /^a\.tcp:5:22: warning ack-mismatch: /);
  });
});
