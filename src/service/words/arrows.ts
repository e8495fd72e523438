/** What each arrow says. */
export const ARROW_WORDS: Readonly<Record<string, string>> = {
  '->': 'sent and received',
  '<-': 'sent and received, from the right',
  '-x': 'sent and lost',
  'x-': 'sent and lost, from the right',
  '->...': 'sent, still on its way',
  '...<-': 'sent, still on its way, from the right',
  '...->': 'arrives now',
  '<-...': 'arrives now, from the right',
};
