import * as vscode from 'vscode';
import { includes } from '../kit.ts';

describe('the built-in Markdown preview', () => {
  it('draws tcp fences', async () => {
    const html: string = await vscode.commands.executeCommand(
      'markdown.api.render',
      '```tcp\nC -> S SYN seq=<b>\n```\n\n```js\nlet a;\n```\n',
    );
    includes(html, 'tcp-diagram');
    includes(html, 'language-js');
    if (html.includes('<b>')) throw new Error(`the author's text became markup: ${html}`);
  });
});
