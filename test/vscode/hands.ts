// What only a person can do in VS Code, done in the browser in which VS Code runs: the one who opened it listens to the
// console (`scripts/lib/test-page.mjs`). The desktop VS Code has nobody who would.
import * as vscode from 'vscode';

/** Begins a line that asks for something; it is invisible. */
const ASKED = '\u2062';

type Action =
  | { readonly begin: true }
  | { readonly press: string }
  | { readonly copy: string }
  | { readonly expect: string; readonly texts: readonly string[] }
  | { readonly click: string; readonly text?: string }
  | { readonly fill: string; readonly text: string }
  | { readonly drop: string; readonly text: string; readonly data: readonly [type: string, text: string] }
  | { readonly picture: string };

/** Whether anybody would do it. */
export const hasHands = vscode.env.uiKind === vscode.UIKind.Web;

/** Asks for something to be done, behind all that was asked for before. */
export function act(action: Action): void {
  console.log(ASKED + JSON.stringify(action));
}

/** Presses a key, such as `Control+V`, where the focus is. */
export const press = (key: string): void => act({ press: key });

/** Begins a test: what the one before has left undone is forgotten. */
export const begin = (): void => act({ begin: true });

/** Goes on once the elements that a selector finds, in VS Code's page or in a webview, show these texts; else nothing is done any more. */
export const expectTexts = (selector: string, texts: readonly string[]): void => act({ expect: selector, texts });
