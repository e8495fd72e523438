import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] `quiet` shows the output only if it fails
 * @returns {Promise<string>} what it printed on its standard output (and error, if quiet); rejects if it fails
 */
export async function run(command, args, options = {}) {
  const { code, output } = await runAnyhow(command, args, options);
  if (code === 0) return output;
  if (options.quiet) process.stderr.write(output);
  throw new Error(`${[command, ...args].join(' ')} ended with ${code}`);
}

/** As `run`, but a failure is an answer as well. @returns {Promise<{ code: number | string, output: string }>} */
export function runAnyhow(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
  // On Windows, npm is a batch file, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm';
  const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'] });
  let output = '';
  const collect = (text) => {
    output += text;
    if (!quiet) process.stdout.write(text);
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}
