// What both extension hosts have besides the vscode API: the few globals of Node and of web workers that the client uses.
// (Not for node.ts and web.ts, which have all of their host's.)

interface Timer {
  readonly handshakeTimer: unique symbol;
}
declare function setTimeout(run: () => void, milliseconds: number): Timer;
declare function clearTimeout(timer: Timer | undefined): void;

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
