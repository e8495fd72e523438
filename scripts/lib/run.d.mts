interface Options {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly quiet?: boolean;
}

/** Runs a program to its end, and answers with what it printed; rejects if it fails. */
export function run(command: string, args: readonly string[], options?: Options): Promise<string>;

/** As `run`, but a failure is an answer as well. */
export function runAnyhow(
  command: string,
  args: readonly string[],
  options?: Options,
): Promise<{ readonly code: number | string; readonly output: string }>;
