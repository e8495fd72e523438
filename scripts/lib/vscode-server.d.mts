interface Folders {
  readonly data: string;
  readonly extensions: string;
}

interface Server {
  readonly port: number;
  readonly stop: () => void;
}

/** Runs the server to its end with other arguments, say to install an extension. Answers with what it printed. */
export function runServer(folders: Folders, args: readonly string[]): Promise<string>;

/** Starts the server on a free port. */
export function startServer(
  options: Folders & {
    readonly settings?: object;
    readonly env?: NodeJS.ProcessEnv;
    readonly port?: number;
    readonly restricted?: boolean;
  },
): Promise<Server>;

/** The address of a window on a folder, or on a `.code-workspace` file. */
export function windowUrl(port: number, workspace: string, payload?: readonly (readonly [string, string])[]): string;

/** The address of a window in which the extension of this repository runs from its sources. */
export function developmentUrl(port: number, workspace: string): string;
