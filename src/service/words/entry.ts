/** What is to be said of a word of the notation. */
export interface WordEntry {
  /** An English template: one or two sentences. */
  readonly text: string;
  /** `RFC 9293 §3.1`, or '' where it is the notation's own word. */
  readonly rfc: string;
}
