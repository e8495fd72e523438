// What people have comes in: text that is pasted and dropped, and captures that are opened, as a person does it.
import * as vscode from 'vscode';
import { ACK, type Bytes, conversation, ethernet, ipv4, pcap, PSH, SYN, tcp } from '../../support/capture.ts';
import { TICKET } from '../../support/ticket.ts';
import { act, begin, expectTexts, hasHands, press } from '../hands.ts';
import { closeAll, equal, expectProblems, includes, open, openText, waitFor } from '../kit.ts';

const SEGMENTS = [
  '@0 192.0.2.1:5000 -> 192.0.2.2:80 SYN seq=7 len=0 win=1000',
  '@0.02 192.0.2.1:5000 <- 192.0.2.2:80 RST,ACK seq=0 ack=8 len=0 win=0',
].join('\n');

/** Longer than VS Code’s service worker for webviews takes to start, which can be half a minute. */
const PATIENCE = 60_000;

const file = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);

/** Waits until the text of a document holds something, and gives it. */
const shows = (document: vscode.TextDocument, part: string): Promise<string> =>
  waitFor(part, () => (document.getText().includes(part) ? document.getText() : undefined), PATIENCE).catch(() => {
    throw new Error(`${JSON.stringify(part)} is not in ${JSON.stringify(document.getText())}`);
  });

async function paste(text: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  act({ copy: text });
  press('Control+V');
}

/** A conversation between other ends, some bytes of it sent twice. */
function talk(host: number, port: number, twice: boolean): Bytes[] {
  const from: Bytes = [10, 0, host, 1];
  const send = (fields: Parameters<typeof tcp>[0]): Bytes =>
    ethernet(ipv4(tcp({ from: 40000 + host, to: port, ...fields }), { from, to: [192, 0, 2, 9] }));
  const reply = (fields: Parameters<typeof tcp>[0]): Bytes =>
    ethernet(ipv4(tcp({ from: port, to: 40000 + host, ...fields }), { from: [192, 0, 2, 9], to: from }));
  const data = send({ seq: 101, ack: 301, flags: PSH | ACK, data: 'hello' });
  return [
    send({ seq: 100, flags: SYN }),
    reply({ seq: 300, ack: 101, flags: SYN | ACK }),
    send({ seq: 101, ack: 301 }),
    data,
    ...(twice ? [data] : []),
    reply({ seq: 301, ack: 106 }),
  ];
}

/** Three connections: to two ports, one with a retransmission. */
const CAPTURE = pcap([...talk(1, 443, false), ...talk(2, 80, true), ...talk(3, 443, false)]);

/** Opens a capture in the editor of its own, which may be asked for by its kind. */
async function openCapture(name: string, bytes: Uint8Array, kind = 'handshake.capture'): Promise<void> {
  await vscode.workspace.fs.writeFile(file(name), bytes);
  await vscode.commands.executeCommand('vscode.openWith', file(name), kind);
}

/** What comes of a connection as notation, of which the row is shown. */
async function openedAsNotation(row: string): Promise<string> {
  act({ click: '#connections .row', text: row });
  act({ click: '.bar .action', text: 'Open as Notation' });
  act({ click: '.quick-input-list .monaco-list-row', text: 'Client and server' });
  const notation = (): vscode.TextEditor | undefined => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.languageId === 'tcp' ? editor : undefined;
  };
  const { document } = await waitFor('the notation', notation, PATIENCE);
  return document.getText();
}

const tabs = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

const FIRST_ENDS = '#connections .row span:nth-child(2)';

describe('what people have', function () {
  this.timeout(PATIENCE + 20_000);
  before(async function () {
    if (!hasHands) this.skip();
    // What is pasted before the extension has woken up stays text.
    const { document } = await open('wrong.tcp');
    await waitFor('the extension', () => vscode.languages.getDiagnostics(document.uri).length > 0 || undefined);
    await closeAll();
  });
  beforeEach(begin);
  afterEach(closeAll);

  describe('as text', () => {
    it('tcpdump’s lines become segments in a .tcp document, and one undo takes them back', async () => {
      const { document } = await openText('');
      await paste(TICKET);
      includes(await shows(document, 'RST,ACK'), SEGMENTS);
      await expectProblems(document, []);
      press('Control+Z');
      await waitFor('the empty document', () => (document.getText() === '' ? true : undefined));
    });

    it('they become segments in a fence, and stay as they are in a note', async () => {
      const { document, selection } = await openText('# Monday\n\n```tcp\n\n```\n', 'markdown');
      equal(selection.isEmpty, true);
      const editor = vscode.window.activeTextEditor!;
      editor.selection = new vscode.Selection(3, 0, 3, 0);
      await paste(TICKET);
      includes(await shows(document, 'RST,ACK'), SEGMENTS);
      press('Control+Z');
      await shows(document, '# Monday\n\n```tcp\n\n```\n');
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await paste(TICKET);
      includes(await shows(document, 'Flags [R.]'), TICKET.trimEnd());
    });

    it('what is dropped becomes segments, and one undo takes them back', async () => {
      const before = 'client C\nserver S\nC -> S SYN seq=x\n';
      const { document } = await openText(before);
      const data = ['text/plain', 'C <---- SYN,ACK (seq=y, ack=x+1) ---- S'] as const;
      act({ drop: '.editor-group-container.active .view-line', text: 'SYN', data });
      equal(await shows(document, 'seq=y'), `${before}C <- S SYN,ACK seq=y ack=x+1\n`);
      press('Control+Z');
      await waitFor('the text before', () => (document.getText() === before ? true : undefined));
    });
  });

  describe('as a capture', () => {
    for (const [name, kind] of [
      ['open.pcap', 'handshake.capture'],
      ['open.cap', 'handshake.captureOption'],
    ] as const) {
      it(`${name} shows its connections, found by address, port and label, in any order`, async () => {
        await openCapture(name, CAPTURE, kind);
        expectTexts(FIRST_ENDS, ['10.0.1.1:40001', '10.0.2.1:40002', '10.0.3.1:40003']);
        expectTexts('#connections .row span:nth-child(8)', ['', 'retransmission', '']);
        for (const [filter, found] of [
          ['10.0.3', ['10.0.3.1:40003']],
          ['443', ['10.0.1.1:40001', '10.0.3.1:40003']],
          ['retransmission', ['10.0.2.1:40002']],
          ['', ['10.0.1.1:40001', '10.0.2.1:40002', '10.0.3.1:40003']],
        ] as const) {
          act({ fill: 'input.filter', text: filter });
          expectTexts(FIRST_ENDS, found);
        }
        act({ click: '.column.packets' });
        act({ click: '.column.packets' });
        expectTexts(FIRST_ENDS, ['10.0.2.1:40002', '10.0.1.1:40001', '10.0.3.1:40003']);
        for (const column of ['number', 'left', 'right', 'bytes', 'seconds', 'flags', 'problems'])
          act({ click: `.column.${column}` });
        expectTexts(FIRST_ENDS, ['10.0.1.1:40001', '10.0.3.1:40003', '10.0.2.1:40002']);
        includes(await openedAsNotation('10.0.3.1'), 'diagram 10.0.3.1:40003 ↔ 192.0.2.9:443');
      });
    }

    it('a connection is previewed, and goes into the note that was open last; names are asked for once', async () => {
      const { document } = await openText('# Monday\n\n', 'markdown');
      await openCapture('insert.pcap', CAPTURE);
      act({ click: '#connections .row', text: '10.0.2.1' });
      act({ click: '.bar .action', text: 'Open Preview' });
      await waitFor('the preview', () =>
        tabs().some((tab) => /^TCP Preview .*insert\.pcap/.test(tab)) ? true : undefined,
      );
      act({ picture: 'capture' });
      act({ click: '.bar .action', text: 'Insert into Note' });
      act({ click: '.quick-input-list .monaco-list-row', text: 'Anonymise' });
      const text = await shows(document, '```tcp');
      includes(text, 'diagram Connection 2\noption capture\nclient C\nserver S\n');
      equal(/10\.0\.|192\.0\.2\.9|hello/.test(text), false, text);
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), '# Monday\n\n');
      // The second time nobody asks.
      await openCapture('insert.pcap', CAPTURE);
      act({ click: '#connections .row', text: '10.0.1.1' });
      act({ click: '.bar .action', text: 'Insert into Note' });
      await shows(document, 'diagram Connection 1');
    });

    it('goes into a note with the chosen segments alone', async () => {
      const { document } = await openText('# Monday\n\n', 'markdown');
      await openCapture('some.pcap', CAPTURE);
      act({ click: '#connections .row', text: '10.0.2.1' });
      act({ click: '#segments .row', text: 'SYN,ACK' });
      press('Shift+ArrowDown');
      act({ click: '.bar .action', text: 'Insert Selected Segments into Note (2)' });
      act({ click: '.quick-input-list .monaco-list-row', text: 'Client and server' });
      const segments = (await shows(document, '```tcp')).split('\n').filter((line) => /[<-]-|->/.test(line));
      equal(segments.length, 2, segments.join('\n'));
      includes(segments[0]!, 'SYN,ACK');
      includes(segments[1]!, ' ACK ');
    });

    it('that is dropped into a note asks for nothing but the names', async () => {
      await vscode.workspace.fs.writeFile(file('dropped.pcap'), pcap(conversation()));
      const { document } = await openText('# Monday\n\nIt was slow.\n', 'markdown');
      const data = ['text/uri-list', file('dropped.pcap').toString()] as const;
      act({ drop: '.editor-group-container.active .view-line', text: 'slow', data });
      act({ click: '.quick-input-list .monaco-list-row', text: 'Client and server' });
      const text = await shows(document, '```tcp');
      includes(text, 'diagram 192.0.2.1:51000 ↔ 198.51.100.2:80\noption capture\n');
    });

    it('of thousands of connections is a list of thousands', async () => {
      const many = pcap(Array.from({ length: 3000 }, (_, index) => talk(index & 255, 1000 + index, false)[0]!));
      await openCapture('many.pcap', many);
      act({ click: '.column.number' });
      expectTexts('#connections .row:first-child span:first-child', ['3,000']);
      includes(await openedAsNotation('10.0.183.1:40183'), ':3999');
    });
  });
});
