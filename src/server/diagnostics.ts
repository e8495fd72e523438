import type { Connection } from 'vscode-languageserver';
import type { LanguageService } from '../service/index.ts';
import type { Runtime } from './runtime.ts';

/** Long enough to take the changes of one edit together, too short to be noticed while typing (milliseconds). */
const DELAY = 30;

/** Sends what was found in the documents that have changed. */
export class DiagnosticsPublisher {
  readonly #connection: Connection;
  readonly #service: LanguageService;
  readonly #runtime: Runtime;
  readonly #changed = new Set<string>();

  constructor(connection: Connection, service: LanguageService, runtime: Runtime) {
    this.#connection = connection;
    this.#service = service;
    this.#runtime = runtime;
  }

  /** What was found in this document is out of date. The delay counts from the first change, so that steady typing cannot starve it. */
  changed(uri: string): void {
    if (this.#changed.size === 0) this.#runtime.defer(() => this.#publish(), DELAY);
    this.#changed.add(uri);
  }

  /** A closed document has no problems. */
  closed(uri: string): void {
    this.#changed.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** The text is asked for only now: what is sent is never older than the version it names. */
  #publish(): void {
    const uris = [...this.#changed];
    this.#changed.clear();
    for (const uri of uris) {
      const version = this.#service.version(uri);
      if (version === undefined) continue;
      void this.#connection.sendDiagnostics({ uri, version, diagnostics: this.#service.diagnostics(uri) });
    }
  }
}
