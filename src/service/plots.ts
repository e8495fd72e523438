import type { Diagram } from '../core/check/analysis.ts';
import { plotFileOf, plotsOfDiagram, wordsOfPlot } from '../core/plot-of.ts';
import { mainPlot, type PlotData } from '../core/plot/index.ts';
import { printable } from '../core/text/printable.ts';
import type { ExportResult, PlotResult } from '../protocol/requests.ts';
import type { Context } from './context.ts';
import { locate } from './diagrams.ts';

/** What was made of a diagram; one that an edit has changed is another object. */
const KNOWN = new WeakMap<Diagram, readonly PlotData[]>();

/** The answer to `handshake/plot`. */
export function plot(line: number, direction: number | null, context: Context): PlotResult | null {
  const located = locate(context.document, line);
  if (located === undefined) return null;
  const { unit, diagram, index } = located;
  const plots = KNOWN.get(diagram) ?? plotsOfDiagram(unit.analysis, diagram);
  KNOWN.set(diagram, plots);
  const chosen = direction !== null && plots[direction] !== undefined ? direction : mainPlot(plots);
  const own = plots[chosen];
  if (own === undefined) return null;
  const labels = new Map(diagram.participants.map(({ name, label }) => [name, label]));
  const end = (name: string, port: number | null): string =>
    printable(labels.get(name) ?? name) + (port === null ? '' : `:${String(port)}`);
  return {
    version: context.document.version,
    index,
    title: diagram.title,
    names: plots.map((one) => {
      const { from, to, fromPort, toPort } = one.direction;
      return `${end(from, fromPort)} → ${end(to, toPort)}`;
    }),
    direction: chosen,
    plot: { ...own, lines: Array.from(own.lines, (at) => at + unit.startLine) },
    words: wordsOfPlot(own, diagram, context.translate),
  };
}

/** The answer to `handshake/plotFile`. */
export function plotFile(line: number, { document, translate }: Context): ExportResult | null {
  const located = locate(document, line);
  if (located === undefined) return null;
  const text = plotFileOf(located.unit.analysis, located.diagram, { translate });
  return text === undefined ? null : { version: document.version, text: `${text}\n` };
}
