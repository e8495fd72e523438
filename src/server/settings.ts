import { DidChangeConfigurationNotification, type Connection, type InitializeParams } from 'vscode-languageserver';
import { readLook } from '../core/notation/look.ts';
import { DEFAULT_SETTINGS, type Settings } from '../service/index.ts';
import { member } from './options.ts';

const SECTION = 'handshake';
const SEVERITIES: ReadonlySet<unknown> = new Set(['error', 'warning', 'info', 'hint', 'off']);

/**
 * The settings of each open document, as the client last told them. Asking the client takes time, and the language
 * service does not wait: until the answer is there, the settings of the workspace (or the default ones) hold.
 */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #pulls: boolean;
  readonly #registers: boolean;
  readonly #byDocument = new Map<string, Settings>();
  #shared: Settings;
  #changed: () => void = () => undefined;

  constructor(connection: Connection, { capabilities, initializationOptions }: InitializeParams) {
    this.#connection = connection;
    this.#pulls = capabilities.workspace?.configuration ?? false;
    this.#registers = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration ?? false;
    this.#shared = readSettings(member(initializationOptions, 'settings'));
  }

  of(uri: string): Settings {
    return this.#byDocument.get(uri) ?? this.#shared;
  }

  /** Calls back whenever the settings of some document are other ones than before. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** Begins to listen for changes: to be called when the client is ready for requests. */
  listen(): void {
    if (this.#registers) void this.#connection.client.register(DidChangeConfigurationNotification.type);
    this.#connection.onDidChangeConfiguration(({ settings }) => this.#told(settings));
  }

  opened(uri: string): void {
    if (!this.#pulls) return;
    this.#byDocument.set(uri, this.#shared);
    void this.#pull([uri]);
  }

  closed(uri: string): void {
    this.#byDocument.delete(uri);
  }

  #told(settings: unknown): void {
    if (this.#pulls) {
      void this.#pull([...this.#byDocument.keys()]);
      return;
    }
    this.#shared = readSettings(member(settings, SECTION));
    this.#changed();
  }

  async #pull(uris: readonly string[]): Promise<void> {
    const items = uris.map((scopeUri) => ({ scopeUri, section: SECTION }));
    const answers = (await this.#connection.workspace.getConfiguration(items)) as readonly unknown[];
    const before = JSON.stringify(uris.map((uri) => this.of(uri)));
    uris.forEach((uri, index) => {
      if (this.#byDocument.has(uri)) this.#byDocument.set(uri, readSettings(answers[index]));
    });
    if (JSON.stringify(uris.map((uri) => this.of(uri))) !== before) this.#changed();
  }
}

/** The settings in what a client sent, which may be anything: what is not understood has its default value. */
export function readSettings(value: unknown): Settings {
  const { hints, stateSpelling, codeLens, picture } = DEFAULT_SETTINGS;
  const flag = (object: unknown, name: string, otherwise: boolean): boolean => {
    const found = member(object, name);
    return typeof found === 'boolean' ? found : otherwise;
  };
  const wantedHints = member(value, 'hints');
  return {
    rules: readRules(member(value, 'rules')),
    hints: {
      seq: flag(wantedHints, 'seq', hints.seq),
      ack: flag(wantedHints, 'ack', hints.ack),
      len: flag(wantedHints, 'len', hints.len),
      states: flag(wantedHints, 'states', hints.states),
    },
    stateSpelling: member(value, 'stateSpelling') === 'SYN_SENT' ? 'SYN_SENT' : stateSpelling,
    codeLens: flag(value, 'codeLens', codeLens),
    picture: { ...picture, ...readLook(member(value, 'picture')) },
  };
}

/** A code that no rule has does no harm. */
function readRules(value: unknown): Settings['rules'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, severity]) => SEVERITIES.has(severity)));
}
