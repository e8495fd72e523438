// Type-checks every room with just the `lib` and `types` of its runtime, and everything together once more with the tests.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root } from './lib/paths.mjs';

const PROJECTS = [
  'tsconfig.json',
  'src/core/tsconfig.json',
  'src/server/tsconfig.json',
  'src/server/tsconfig.node.json',
  'src/server/tsconfig.web.json',
  'src/files/tsconfig.json',
  'src/client/tsconfig.json',
  'src/client/tsconfig.node.json',
  'src/client/tsconfig.web.json',
  'src/preview/tsconfig.json',
  'src/markdown/tsconfig.json',
  'src/markdown/tsconfig.script.json',
  'src/cli/tsconfig.json',
  'src/cli/tsconfig.node.json',
];

/** @returns {Promise<boolean>} whether the project has no type error */
function check(project) {
  const cache = `node_modules/.cache/tsc/${project.replaceAll('/', '-')}.tsbuildinfo`;
  const args = ['node_modules/typescript/bin/tsc', '-p', project, '--tsBuildInfoFile', cache, '--pretty', 'false'];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => {
      if (code !== 0) console.log(`${project}\n${output}`);
      resolve(code === 0);
    });
  });
}

const queue = [...PROJECTS];
let failed = 0;
async function worker() {
  for (let project = queue.shift(); project; project = queue.shift()) if (!(await check(project))) failed++;
}
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
console.log(`${PROJECTS.length - failed} of ${PROJECTS.length} projects are free of type errors`);
process.exitCode = failed ? 1 : 0;
