/**
 * What a large capture costs, as whole processes: the processor's seconds of the command line for a list of connections, for
 * notation and for the JSON of every packet, beside those of `tshark -q -z io,phs` (which analyses TCP as well) on the same
 * file, where tshark is installed. Needs `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { traffic } from '../test/support/traffic.ts';

const PACKETS = 200_000;
const RUNS = 3;

const folder = mkdtempSync(path.join(tmpdir(), 'handshake-bench-'));
const file = path.join(folder, 'busy.pcap');
const cli = path.resolve('dist/cli.js');

const ROWS: readonly (readonly [string, string, readonly string[]])[] = [
  ['tshark -q -z io,phs', 'tshark', ['-r', file, '-q', '-z', 'io,phs']],
  ['import --connection 1', process.execPath, [cli, 'import', file, '--connection', '1']],
  ['import', process.execPath, [cli, 'import', file]],
  ['import --format json', process.execPath, [cli, 'import', file, '--format', 'json']],
];

/** Seconds of the processor that a program takes, the least of some runs; NaN where it does not run. */
function seconds(program: string, args: readonly string[]): number {
  const sink = openSync('/dev/null', 'w');
  let least = NaN;
  for (let run = 0; run < RUNS; run++) {
    // A process in between, because Node tells what all of its children took and not what one did.
    const source = `const {spawnSync}=require('node:child_process');const [p,...a]=process.argv.slice(1);
      const {status}=spawnSync(p,a,{stdio:['ignore',1,'ignore']});
      const {readFileSync}=require('node:fs');const f=readFileSync('/proc/self/stat','utf8').split(') ')[1].split(' ');
      process.stderr.write(status===0?String((Number(f[13])+Number(f[14]))/100):'NaN')`;
    const { stderr } = spawnSync(process.execPath, ['-e', source, program, ...args], {
      stdio: ['ignore', sink, 'pipe'],
    });
    const took = Number(stderr.toString());
    if (!(took >= least)) least = took;
  }
  closeSync(sink);
  return least;
}

try {
  const out = openSync(file, 'w');
  for (const chunk of traffic({ packets: PACKETS, data: 100 })) writeSync(out, chunk);
  closeSync(out);
  console.log(
    `${String(PACKETS)} packets, ${(statSync(file).size / 1e6).toFixed(0)} MB; least of ${String(RUNS)} runs`,
  );
  console.log('                        CPU s   packets/s   × tshark');
  let base = NaN;
  for (const [name, program, args] of ROWS) {
    const took = seconds(program, args);
    if (program === 'tshark') base = took;
    if (Number.isNaN(took)) console.log(`${name.padEnd(22)} is not installed`);
    else
      console.log(
        name.padEnd(22),
        took.toFixed(2).padStart(6),
        Math.round(PACKETS / took)
          .toLocaleString('en')
          .padStart(11),
        (Number.isNaN(base) ? '–' : (base / took).toFixed(2)).padStart(10),
      );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
