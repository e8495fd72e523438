/** The rules of a plot for the style sheet of the pictures: the colours are those of the diagram. */
export const PLOT_CSS = `
.hs-picture .plot-area { fill: none; stroke: var(--hs-lifeline); stroke-width: 1; }
.hs-picture .plot-grid { fill: none; stroke: var(--hs-lifeline); stroke-width: 1; opacity: .35; }
.hs-picture .plot-tick { font-size: calc(var(--hs-size) * .82); fill: var(--hs-muted); }
.hs-picture .plot-name { font-size: calc(var(--hs-size) * .82); fill: var(--hs-muted); font-style: italic; }
.hs-picture .plot-offer { fill: var(--hs-state-time-wait); stroke: none; opacity: .07; }
.hs-picture .plot-edge { fill: none; stroke: var(--hs-state-time-wait); stroke-width: 1.25; }
.hs-picture .plot-ack { fill: none; stroke: var(--hs-state-open); stroke-width: 1.5; }
.hs-picture .plot-again-ack { fill: none; stroke: var(--hs-state-open); stroke-width: 2; }
.hs-picture .plot-sack { fill: none; stroke: var(--hs-state-closing); stroke-width: 3; opacity: .75; }
.hs-picture .plot-bars path { fill: none; stroke-width: 1.25; }
.hs-picture .plot-bars.some path { stroke-width: 2.5; }
.hs-picture .plot-bars.few path { stroke-width: 5; }
.hs-picture .plot-data, .hs-picture .plot-bars .plot-data { fill: none; stroke: var(--hs-line); }
.hs-picture .plot-again, .hs-picture .plot-bars .plot-again { fill: none; stroke: var(--hs-state-waiting); }
.hs-picture .plot-lost, .hs-picture .plot-bars .plot-lost { fill: none; stroke: var(--hs-lost); opacity: .55; }
.hs-picture .plot-probe, .hs-picture .plot-bars .plot-probe { fill: none; stroke: var(--hs-state-opening); }
.hs-picture .plot-flight, .hs-picture .plot-bars .plot-flight { fill: none; stroke: var(--hs-line); stroke-dasharray: 3 2; }
.hs-picture .plot-late, .hs-picture .plot-bars .plot-late { fill: none; stroke: var(--hs-line); opacity: .45; }
.hs-picture .plot-cross { fill: none; stroke: var(--hs-lost); stroke-width: 1.75; stroke-linecap: round; }
.hs-picture .plot-miss { fill: none; stroke: var(--hs-state-open); stroke-width: 1.25; stroke-linecap: round; }
.hs-picture .plot-sample { stroke-width: 4; }
.hs-picture .plot-ack.plot-sample, .hs-picture .plot-edge.plot-sample { stroke-width: 2; }
.hs-picture .plot-letter { font-size: calc(var(--hs-size) * .82); font-weight: 600; fill: var(--hs-fg); paint-order: stroke; stroke: var(--hs-bg); stroke-width: 3px; stroke-linejoin: round; }
.hs-picture .plot-letter-Z { fill: var(--hs-error-text); }
.hs-picture .plot-letter-RST { fill: var(--hs-error-text); }
.hs-picture .plot-letter-R { fill: var(--hs-state-waiting); }
`;
