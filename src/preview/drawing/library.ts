import type { Mermaid } from 'mermaid';

/** The name of the script that holds Mermaid (`src/preview/library.ts`); it stands beside the script of the page. */
const FILE = 'mermaid.js';

let address: string | null = null;
let loading: Promise<Mermaid> | null = null;

/** Says where the script of the page came from. To be called before anything is drawn. */
export function libraryBeside(script: string): void {
  address = new URL(FILE, script).href;
}

/** The address of the classic script that is running, or of the one with this file name. */
export function addressOfScript(file: string): string {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement && currentScript.src !== '') return currentScript.src;
  const found = document.querySelector<HTMLScriptElement>(`script[src*="${CSS.escape(file)}"]`);
  return found?.src ?? document.baseURI;
}

/** Mermaid, loaded when it is first asked for. Rejects where it cannot be loaded; the next call tries again. */
export function loadMermaid(): Promise<Mermaid> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Mermaid> {
  if (address === null) throw new Error('it is not known where Mermaid is');
  const { default: mermaid } = (await import(address)) as { readonly default: Mermaid };
  return mermaid;
}
