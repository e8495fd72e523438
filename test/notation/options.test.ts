import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { describe as say, english } from '../../src/core/findings/finding.ts';
import { DEFAULT_LOOK } from '../../src/core/notation/look.ts';
import { diagramSettings, lookOf } from '../../src/core/render/settings.ts';

const BODY = '\nclient C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1';

/** What the checker says of an option line, and what the picture makes of it. */
function both(option: string): { readonly said: string[]; readonly states: boolean; readonly numbering: boolean } {
  const analysis = analyze(option + BODY);
  const diagram = analysis.diagrams[0];
  assert.ok(diagram !== undefined);
  const { showStates, numbering } = diagramSettings(analysis, diagram);
  return { said: analysis.findings.map((finding) => say(finding, english)), states: showStates, numbering };
}

describe('option lines have one reader', () => {
  it('a switch without a value is on, for the checker and for the picture', () => {
    assert.deepEqual(both('option states'), { said: [], states: true, numbering: false });
    assert.deepEqual(both('option numbering'), { said: [], states: false, numbering: true });
  });

  it('a value that is none is reported, and switches nothing on', () => {
    assert.deepEqual(both('option states maybe'), {
      said: ['maybe is no value of states; write for instance on, off'],
      states: false,
      numbering: false,
    });
  });

  it('full-width letters are read by both', () => {
    assert.deepEqual(both('ｏｐｔｉｏｎ ｓｔａｔｅｓ ｏｎ'), { said: [], states: true, numbering: false });
    assert.deepEqual(both('ｏｐｔｉｏｎ states on'), { said: [], states: true, numbering: false });
  });

  it('the look that is asked for now counts first, then the author’s, then the usual one', () => {
    const settings = (option: string): ReturnType<typeof diagramSettings> => {
      const analysis = analyze(option + BODY);
      assert.ok(analysis.diagrams[0]);
      return diagramSettings(analysis, analysis.diagrams[0]);
    };
    const usual = { ...DEFAULT_LOOK, numbers: 'all' } as const;
    assert.equal(lookOf(settings(''), {}).numbers, 'absolute');
    assert.equal(lookOf(settings(''), { usual }).numbers, 'all');
    assert.equal(lookOf(settings('option numbers RELATIVE'), { usual }).numbers, 'relative');
    assert.equal(lookOf(settings('option numbers relative'), { usual, asked: { numbers: 'flags' } }).numbers, 'flags');
  });

  it('the last line counts, and off is off', () => {
    assert.equal(both('option states on\noption states off').states, false);
  });

  it('messages have no holes in them', () => {
    for (const [line, message] of [
      ['option', 'the name of an option must follow option'],
      ['option captrue C', 'captrue is no option; did you mean capture?'],
      [
        'option volume 11',
        'volume is no option; the options are capture, msl, numbering, numbers, rfc1337, rule, states, syncookies, timescale',
      ],
      ['option msl', 'option msl needs a value; write for instance 120'],
      ['option msl long', 'long is no value of msl; write for instance 120'],
      ['option numbers', 'option numbers needs a value; write for instance absolute, relative, flags, all'],
      ['option numbers raw', 'raw is no value of numbers; write for instance absolute, relative, flags, all'],
      ['option rule', 'option rule needs a value; write for instance seq-gap off'],
      ['option rule seq-gpa off', 'seq-gpa is no value of rule; write for instance seq-gap'],
      ['option rule seq-gap', 'option rule seq-gap needs a value; write for instance error, warning, info, hint, off'],
      [
        'option rule seq-gap loud',
        'loud is no value of rule seq-gap; write for instance error, warning, info, hint, off',
      ],
      ['option states on off', 'off is not expected behind option states on'],
    ] as const) {
      assert.deepEqual(both(line).said, [message], line);
    }
  });
});
