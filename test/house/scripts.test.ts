import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

const within = (folder: string, ending: RegExp): string[] =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);

/** What people and machines are told to run here; the notes on packages are about projects of others. */
const TOLD = [
  ...['CONTRIBUTING.md', '.vscode/tasks.json', '.vscode/launch.json', '.ci/run', 'action.yml'],
  ...['architecture', 'mutation', 'performance', 'conformance', 'intake', 'notation'].map((name) => `docs/${name}.md`),
  ...within('.github/workflows', /\.yml$/),
  ...within('scripts', /\.(mjs|ts)$/),
];

describe('the scripts of package.json', () => {
  for (const [name, command] of Object.entries(scripts)) {
    const file = /\bscripts\/[\w./-]+/.exec(command)?.[0];
    if (file !== undefined)
      it(`${name} is a file that is there`, () => assert.ok(existsSync(path.join(ROOT, file)), file));
  }

  for (const file of TOLD) {
    it(`are there where they are called: ${file}`, () => {
      const text = read(file);
      const called = [...text.matchAll(/\bnpm (?:run )?(?:-s |--silent )?([a-z]\w*(?::\w+)*)/g)]
        .filter(([call]) => call.startsWith('npm run') || /\b(test|start)$/.test(call))
        .map(([, name = '']) => name);
      const tasks = [...text.matchAll(/"script": "([^"]+)"/g)].map(([, name = '']) => name);
      assert.deepEqual(
        [...called, ...tasks].filter((name) => !Object.hasOwn(scripts, name)),
        [],
      );
    });
  }

  it('are in the table of CONTRIBUTING.md', () => {
    const contributing = read('CONTRIBUTING.md');
    const table = contributing.slice(contributing.indexOf('| command |'), contributing.indexOf('\n\nIn VS Code'));
    const missing = Object.keys(scripts).filter(
      (name) => name !== 'prepack' && !new RegExp(`\\b${name}\\b`).test(table),
    );
    assert.deepEqual(missing, []);
  });
});

describe('.vscode', () => {
  it('names files, tasks and settings that are there', () => {
    const launch = JSON.parse(read('.vscode/launch.json')) as {
      configurations: readonly { name: string; program?: string; preLaunchTask?: string }[];
      compounds: readonly { configurations: readonly string[] }[];
    };
    const { tasks } = JSON.parse(read('.vscode/tasks.json')) as { tasks: readonly { label: string }[] };
    const names = launch.configurations.map(({ name }) => name);
    for (const { program, preLaunchTask } of launch.configurations) {
      if (program !== undefined) assert.ok(existsSync(program.replace('${workspaceFolder}', ROOT)), program);
      if (preLaunchTask !== undefined)
        assert.ok(
          tasks.some(({ label }) => label === preLaunchTask),
          preLaunchTask,
        );
    }
    assert.deepEqual(
      launch.compounds.flatMap(({ configurations }) => configurations).filter((name) => !names.includes(name)),
      [],
    );
  });
});
