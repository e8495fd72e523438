import { EXPORT_KINDS, FORMS } from '../core/render/forms.ts';

/**
 * Every text of the preview. The English text is the key of its translations, which the host of the page hands over
 * (`PreviewConfig.strings`); `{name}` is a placeholder.
 */
export const STRINGS = [
  // Toolbar
  'Preview tools',
  'Diagram',
  'Untitled diagram {n}',
  '{title} (problems: {n})',
  'Pin',
  'Zoom in',
  'Zoom out',
  'Full size',
  'Fit to width',
  'Step through',
  'Previous step',
  'Next step',
  'First step',
  'Last step',
  'Leave the step-through',
  'Export',
  'Save as SVG…',
  'Save as PNG, {n}×…',
  'Copy as PNG',
  '{form}…',
  ...EXPORT_KINDS.map((kind) => FORMS[kind].label),
  'View',
  'Numbers',
  'As written',
  'Relative',
  'Flags only',
  'All fields',
  'Rows',
  'Space by time',
  'Fold runs',
  'Lock scrolling',
  // The time–sequence plot
  'Time–sequence plot',
  'Direction',
  'By time',
  'Zoom out of the plot',
  'Zoom into the plot',
  'Show all of the plot',
  'Save plot as SVG…',
  'Save plot as PNG…',
  'There is nothing to plot.',
  'Arrow keys go from mark to mark, Enter to its line.',
  // States of the preview
  'The line at the cursor is half typed: this is the last complete picture',
  'Loading…',
  'Drawing {done} of {total}',
  'Cancel',
  'Saved',
  'Copied',
  'The picture could not be made: {reason}',
  'it is too large',
  'No segments yet',
  'Write one segment a line in a .tcp file, or in a ```tcp fence of a Markdown note, for instance:',
  'Every number and flag is checked while you type.',
  // The picture
  'Segments',
  'Overview',
  'Segment {n} of {total}',
  'Line {line}',
  'Connections',
  'All connections',
  'Connection {n}',
  // The comparison
  'Compare',
  'Compare with Saved',
  'Compare with Git Revision…',
  'Compared with {name}',
  'Added: {n}',
  'Removed: {n}',
  'Changed: {n}',
  'No differences',
  'Added',
  'Removed',
  'Changed',
  'Previous change',
  'Next change',
  'Leave the comparison',
  // Problems
  'Problems',
  'Errors: {n}',
  'Warnings: {n}',
  'Remarks: {n}',
  'error',
  'warning',
  'info',
  'hint',
  // Step-through
  'Step {n} of {total}',
  'Variable',
  'state',
  'out of order received',
  'was {before}',
] as const;

export type StringKey = (typeof STRINGS)[number];

/** Gives the text of the reader's language, with the placeholders filled in. */
export type Translator<Key extends string = StringKey> = (
  key: Key,
  args?: Readonly<Record<string, string | number>>,
) => string;

export function translator<Key extends string = StringKey>(
  translations: Readonly<Record<string, string>>,
): Translator<Key> {
  return (key, args = {}) =>
    (Object.hasOwn(translations, key) ? (translations[key] ?? key) : key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(args[name] ?? whole),
    );
}
