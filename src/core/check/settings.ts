import type { Code } from '../findings/codes.ts';
import type { Severity } from '../findings/finding.ts';
import type { Setting } from '../notation/options.ts';

/** What the `option` lines of a diagram say about its checking. */
export interface DiagramSettings {
  /** Where the lines were captured: a participant's name number, `anywhere` for between the ends, null for no capture. */
  readonly capture: number | 'anywhere' | null;
  /** Maximum segment lifetime in seconds. */
  readonly msl: number;
  /** A reset does not end TIME-WAIT (RFC 1337). */
  readonly rfc1337: boolean;
  /** A listener may be said to be in LISTEN until the last ACK of the handshake (RFC 4987 §3.6). */
  readonly syncookies: boolean;
  readonly severities: Readonly<Partial<Record<Code, Severity | 'off'>>>;
}

/** The RFC's arbitrary choice: 2 minutes (RFC 9293 §3.4.2). */
export const DEFAULT_SETTINGS: DiagramSettings = {
  capture: null,
  msl: 120,
  rfc1337: false,
  syncookies: false,
  severities: {},
};

/** The settings after an `option` line. `intern` gives the number of a name. */
export function applySetting(
  settings: DiagramSettings,
  setting: Setting,
  intern: (name: string) => number,
): DiagramSettings {
  switch (setting.option) {
    case 'capture':
      return { ...settings, capture: setting.at === null ? 'anywhere' : intern(setting.at) };
    case 'msl':
      return { ...settings, msl: setting.seconds };
    case 'rule':
      return { ...settings, severities: { ...settings.severities, [setting.code]: setting.severity } };
    case 'rfc1337':
    case 'syncookies':
      return { ...settings, [setting.option]: setting.on };
    // The picture's: see render/settings.ts.
    case 'states':
    case 'numbering':
    case 'numbers':
    case 'timescale':
      return settings;
  }
}
