// What every runtime has to turn text into bytes and back, for code that knows none of them.

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
