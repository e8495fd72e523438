import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { version } from '../../packages/cli/package.json';
import { DIAGRAM_FILE } from '../../src/files/kinds.ts';
import { BAD, GOOD, NOTE } from '../cli/memory.ts';
import { program } from '../support/program.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const yaml = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };
const read = (name: string): unknown => yaml.load(readFileSync(path.join(ROOT, name), 'utf8'));

/** As far as it is used here: https://docs.github.com/actions, "Metadata syntax". */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { readonly run: string; readonly shell: string; readonly env: Record<string, string> }[];
  };
}

/** https://pre-commit.com, "Creating new hooks". */
interface Hook {
  readonly id: string;
  readonly name: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}

describe('docs/ci.md, in both languages', () => {
  for (const name of ['docs/ci.md', 'docs/ci.zh-cn.md']) {
    it(`has examples that are true: ${name}`, () => {
      const blocks = [...readFileSync(path.join(ROOT, name), 'utf8').matchAll(/```yaml\n(.*?)```/gs)];
      const [workflow, config] = blocks.map(([, text = '']) => yaml.load(text)) as [
        { jobs: { diagrams: { steps: { uses: string; with?: Record<string, string> }[] } } },
        { repos: { hooks: (Hook & { additional_dependencies: string[] })[] }[] },
      ];
      const [, step] = workflow.jobs.diagrams.steps;
      assert.match(step?.uses ?? '', new RegExp(`@v${version}$`));
      const { inputs } = read('action.yml') as Action;
      for (const input of Object.keys(step?.with ?? {})) assert.ok(Object.hasOwn(inputs, input), input);
      const hook = config.repos[0]?.hooks[0];
      assert.ok(hook);
      const own = (read('.pre-commit-hooks.yaml') as readonly Hook[])[0];
      assert.deepEqual(hook.additional_dependencies, [`handshake-tcp@${version}`]);
      assert.deepEqual([hook.id, hook.files], [own?.id, own?.files]);
    });
  }
});

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'handshake-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string): void => {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

describe('the action of GitHub', () => {
  const action = read('action.yml') as Action;

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  /** Does what the runner does: an `npx` that knows our package alone stands for the registry. */
  function act(inputs: Readonly<Record<string, string>>): { code: number | null; out: string; err: string } {
    put(
      'bin/npx',
      '#!/bin/bash\nif [ "$1" = --yes ] && [ "$2" = "$PACKAGE" ]; then shift 2; exec "$NODE" "$MAIN" "$@"; fi\nexit 99\n',
    );
    chmodSync(path.join(folder, 'bin/npx'), 0o755);
    mkdirSync(path.join(folder, 'repo'), { recursive: true });
    const results = action.runs.steps.map(({ run, env, shell }) => {
      assert.equal(shell, 'bash');
      assert.ok(!run.includes('${{'), 'what is given is no code');
      const given = Object.entries(env).map(([name, value]): [string, string] => {
        const [, input = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value) ?? [];
        assert.ok(Object.hasOwn(action.inputs, input), value);
        return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
      });
      return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
        cwd: path.join(folder, 'repo'),
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
          PACKAGE: `handshake-tcp@${version}`,
          NODE: process.execPath,
          MAIN: program('dist/cli.js'),
          GITHUB_ACTION_PATH: path.dirname(path.dirname(program('dist/cli.js'))),
          ...(Object.fromEntries(given) as Record<string, string>),
        },
      });
    });
    const [first] = results;
    assert.ok(first);
    return { code: first.status, out: first.stdout, err: first.stderr };
  }

  it('checks all files of a repository with the package of this version, and fails beside the line', () => {
    put('repo/docs/a.tcp', BAD);
    put('repo/README.md', NOTE.replace(BAD.trimEnd(), GOOD));
    const { code, out, err } = act({});
    assert.equal(code, 1, err);
    assert.match(out, /^::error file=docs\/a\.tcp,line=4,col=22,endLine=4,endColumn=\d+,title=ack-mismatch::/m);
    assert.equal(action.inputs['version']?.default, version);
  });

  it('is green where all is right', () => {
    put('repo/a.tcp', GOOD);
    assert.deepEqual(act({}), { code: 0, out: '', err: '' });
  });

  it('takes files one a line, whatever they are called, and options; nothing of it is run', () => {
    put('repo/a b.tcp', BAD);
    put('repo/$(touch x).tcp', BAD);
    put('repo/-c.tcp', GOOD);
    put('repo/other.tcp', BAD);
    const { code, out, err } = act({ files: 'a b.tcp\n$(touch x).tcp\n-c.tcp\n', language: 'zh-cn', hints: 'true' });
    assert.equal(code, 1, err);
    assert.deepEqual(out.match(/(?<=file=)[^,]*/g), ['a b.tcp', '$(touch x).tcp']);
    assert.match(out, /ack 应为/);
    const bad = act({ 'changed-since': '--output=x' });
    assert.deepEqual([bad.code, bad.err], [2, 'handshake: --output=x is no revision\n']);
    assert.equal(act({ files: 'a b.tcp', 'max-warnings': '0' }).code, 1);
  });
}).timeout(60_000);

describe('the hooks of pre-commit', () => {
  const hooks = read('.pre-commit-hooks.yaml') as readonly Hook[];

  it('have what pre-commit asks for, and take the files that may hold diagrams', () => {
    for (const { id, name, entry, language, files } of hooks) {
      assert.ok([id, name, entry].every((text) => text !== ''));
      assert.equal(language, 'node');
      assert.equal(new RegExp(files).source, DIAGRAM_FILE.source.replace('(?:', '('));
    }
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['handshake-check', 'handshake-fix', 'handshake-format'],
    );
  });

  it('run the program that a clone of the repository installs, as `language: node` does it', function () {
    if (process.platform === 'win32') this.skip();
    for (const name of ['package.json', '.npmignore', 'README.md'])
      put(`clone/${name}`, readFileSync(path.join(ROOT, name), 'utf8'));
    for (const name of ['dist/cli.js', 'dist/mcp.js', 'dist/language-server.js'])
      put(`clone/${name}`, readFileSync(program(name), 'utf8'));
    const pieces = path.join(path.dirname(program('dist/cli.js')), 'cli');
    for (const name of readdirSync(pieces))
      put(`clone/dist/cli/${name}`, readFileSync(path.join(pieces, name), 'utf8'));
    put('clone/src/more.ts', 'export {};\n');
    const npm = (...words: string[]): string => {
      const { status, stdout, stderr } = spawnSync('npm', [...words, '--offline', '--no-audit', '--no-fund'], {
        cwd: path.join(folder, 'clone'),
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      return stdout;
    };
    // Its `prepack` builds: here that is done.
    const [packed] = JSON.parse(npm('pack', '--ignore-scripts', '--json')) as {
      filename: string;
      files: { path: string }[];
    }[];
    assert.ok(packed);
    assert.deepEqual(
      packed.files.flatMap(({ path: name }) => (name.startsWith('dist/cli/') ? [] : [name])).toSorted(),
      ['README.md', 'dist/cli.js', 'dist/language-server.js', 'dist/mcp.js', 'package.json'].toSorted(),
    );
    npm('install', '--global', '--prefix', path.join(folder, 'env'), packed.filename);
    const call = (id: string): { status: number | null; stdout: string; stderr: string } => {
      const [command = '', ...words] = hooks.find((hook) => hook.id === id)?.entry.split(' ') ?? [];
      const bin = path.join(folder, 'env/bin', command);
      return spawnSync(bin, [...words, 'a.tcp', 'README.md'], { cwd: path.join(folder, 'work'), encoding: 'utf8' });
    };
    put('work/a.tcp', BAD.replace('client C', 'client   C'));
    put('work/README.md', '# Nothing\n');
    const check = call('handshake-check');
    assert.deepEqual([check.status, check.stdout.split(': error')[0]], [1, 'a.tcp:4:22']);
    assert.deepEqual(call('handshake-fix').status, 0);
    assert.match(readFileSync(path.join(folder, 'work/a.tcp'), 'utf8'), /ack=x\+1/);
    assert.deepEqual([call('handshake-format').stdout, call('handshake-check').status], ['a.tcp\n', 0]);
  });
}).timeout(120_000);
