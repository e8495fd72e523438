// npm run typecheck: every room with just the `lib` and `types` of its runtime, and everything together once more with the
// tests. One incremental build of every tsconfig.json there is; `-- --watch` goes on.
// The compiler is TypeScript 7, which takes seconds; `typescript` itself stays at the last version that has an API.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/paths.mjs';

const projects = readdirSync(`${root}/src`, { recursive: true })
  .filter((name) => /(^|[\\/])tsconfig(\.\w+)?\.json$/.test(name))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .concat('tsconfig.json');

await ensureInstalled();
const tsc = ['node_modules/typescript-go/bin/tsc', '--build', ...projects, ...process.argv.slice(2)];
spawn(process.execPath, tsc, { cwd: root, stdio: 'inherit' }).on('close', (code) => {
  if (code === 0) console.log(`${projects.length} projects are free of type errors`);
  process.exitCode = code ?? 1;
});
