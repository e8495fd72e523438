// For mocha's --require, in each of its processes.
import v8 from 'node:v8';

// The stack of a failed test names the lines of the sources.
process.setSourceMapsEnabled(true);

// Where each property tries a few cases most code runs so seldom that to optimize it costs more than it gives, in all a third
// of the time: V8 shall wait ten times as long as it does.
if (Number(process.env.HANDSHAKE_RUNS ?? 1) < 1) v8.setFlagsFromString('--interrupt-budget=700000');
