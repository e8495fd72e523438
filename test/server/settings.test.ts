import assert from 'node:assert/strict';
import { readOptions } from '../../src/server/options.ts';
import { readSettings } from '../../src/server/settings.ts';
import { DEFAULT_SETTINGS } from '../../src/service/index.ts';
import { fc } from '../support/property.ts';

describe('the settings of a client', () => {
  it('are the default ones where nothing is said', () => {
    for (const nothing of [undefined, null, {}, [], 7, 'x']) assert.deepEqual(readSettings(nothing), DEFAULT_SETTINGS);
  });

  it('are taken one by one', () => {
    const settings = readSettings({
      rules: { 'seq-gap': 'off', x: 'y' },
      hints: { len: true, ack: 'no' },
      stateSpelling: 'SYN_SENT',
      codeLens: false,
      picture: { numbers: 'flags' },
    });
    assert.deepEqual(settings, {
      rules: { 'seq-gap': 'off' },
      hints: { ...DEFAULT_SETTINGS.hints, len: true },
      stateSpelling: 'SYN_SENT',
      codeLens: false,
      picture: { ...DEFAULT_SETTINGS.picture, numbers: 'flags' },
    });
    assert.deepEqual(readSettings({ picture: { numbers: 'none' } }).picture, DEFAULT_SETTINGS.picture);
  });

  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, code) => {
        readSettings(value);
        readSettings({ rules: value, hints: value });
        readOptions({ rules: value }).ruleLink(code);
      }),
    );
  });
});
