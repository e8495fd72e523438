import type { Analysis, Diagram } from './check/index.ts';
import type { Step } from './check/trace.ts';
import type { Translate } from './findings/finding.ts';
import { notationOf } from './picture-of.ts';
import { svgWithSource } from './picture/index.ts';
import {
  mainPlot,
  plotFile,
  plotsOf,
  plotWords,
  type PlotData,
  type PlotFileOptions,
  type PlotWords,
} from './plot/index.ts';

/** So many lines are read at a time: a diagram of a hundred thousand need not be in memory as steps. */
const PART = 4096;

/** The plots of a diagram, two for each connection. */
export function plotsOfDiagram(analysis: Analysis, diagram: Diagram): PlotData[] {
  return plotsOf({ steps: stepsOf(analysis, diagram), bindings: analysis.bindings(diagram) });
}

function* stepsOf(analysis: Analysis, diagram: Diagram): Generator<Step> {
  for (let line = diagram.line; line < diagram.endLine; line += PART) {
    yield* analysis.trace(diagram, line, Math.min(line + PART, diagram.endLine)).steps;
  }
}

/** The words of one of its plots. */
export function wordsOfPlot(plot: PlotData, { participants }: Diagram, translate: Translate): PlotWords {
  const labels = new Map(participants.map(({ name, label }) => [name, label]));
  return plotWords(plot, (name) => labels.get(name) ?? name, translate);
}

export interface DiagramPlotOptions extends PlotFileOptions {
  readonly translate: Translate;
  /** The participant whose segments are plotted: the first of its directions; without it, the one in which most was sent. */
  readonly from?: string | undefined;
}

/** A diagram's time–sequence plot as an SVG file, with the notation inside; undefined where there is nothing to plot. */
export function plotFileOf(analysis: Analysis, diagram: Diagram, options: DiagramPlotOptions): string | undefined {
  const plots = plotsOfDiagram(analysis, diagram).filter(
    ({ direction }) => options.from === undefined || direction.from === options.from,
  );
  const plot = plots[mainPlot(plots)];
  if (plot === undefined) return undefined;
  const { svg } = plotFile(plot, diagram.title, wordsOfPlot(plot, diagram, options.translate), options);
  return svgWithSource(svg, notationOf(analysis, diagram));
}
