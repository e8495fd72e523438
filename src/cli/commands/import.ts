import { type Command, Option } from 'commander';
import { importFiles, type ImportCall } from '../import.ts';
import type { Io } from '../io.ts';
import type { Done } from '../options.ts';

export function addImport(program: Command, io: Io, done: Done): void {
  program
    .command('import')
    .summary('bring in packet captures, text of other tools, and pictures of exports')
    .description(
      'Writes the TCP connections of packet captures (pcap, pcapng, packed by gzip or not) as notation, one diagram each, or the analysis of them as JSON. ' +
        'So it does with text: what tcpdump, tshark and Wireshark print, packetdrill scripts, Mermaid, PlantUML, tables, ladders, and arrows in notes; and a picture (SVG, PNG) that an export wrote comes back as the notation that it was drawn from.',
    )
    .argument('<file...>', 'captures, texts and pictures; - is the standard input')
    .option('--connection <which>', 'only the connection with this number, or those of this ADDRESS or ADDRESS:PORT')
    .option('--absolute', 'sequence numbers as they stand in the packets, not relative to the initial ones', false)
    .option('--names <names>', 'names for ends: Client=192.0.2.1,Server=192.0.2.2:443')
    .addOption(new Option('--format <format>', 'form of the output').choices(['notation', 'json']).default('notation'))
    .option('--out <file>', 'file to write instead of the standard output')
    .option('--force', 'write over a file that is there', false)
    .action(
      async (files: string[], options: Partial<ImportCall> & Pick<ImportCall, 'absolute' | 'format' | 'force'>) => {
        done(await importFiles(files, { connection: undefined, names: undefined, out: undefined, ...options }, io));
      },
    );
}
