import type { PlotResult } from '../../protocol/index.ts';

/** A plot whose columns travel to a webview as they are in memory, and need not be read there number by number. */
export function inBytes(plot: PlotResult['plot']): PlotResult['plot'] {
  return {
    ...plot,
    lines: Int32Array.from(plot.lines),
    order: Float64Array.from(plot.order),
    times: Float64Array.from(plot.times),
    low: Float64Array.from(plot.low),
    high: Float64Array.from(plot.high, (value) => value ?? NaN),
  };
}
