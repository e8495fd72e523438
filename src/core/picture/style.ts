/** Connections have one of so many colours, `--hs-conn-1` and so on. */
export const CONNECTION_COLOURS = 6;

const eachConnection = (line: (name: string) => string): string =>
  Array.from({ length: CONNECTION_COLOURS }, (_, i) => line(String(i + 1))).join('\n');

/**
 * The style sheet of the picture: of Mermaid's classes and of ours. It is text because an exported picture carries it
 * along. Colours are variables: in the page they follow VS Code's theme, in an exported picture they are fixed.
 */
export const PICTURE_CSS = `
.hs-picture text { font-family: var(--hs-font); font-size: var(--hs-size); fill: var(--hs-fg); stroke: none; }
.hs-picture .messageText { font-family: var(--hs-code-font); }
.hs-picture .messageText, .hs-picture .remark { paint-order: stroke; stroke: var(--hs-phase, var(--hs-bg)); stroke-width: 4px; stroke-linejoin: round; }
.hs-picture .title, .hs-picture .actor-box { font-weight: 600; }
.hs-picture rect.actor { fill: var(--hs-actor-bg); stroke: var(--hs-actor-border); stroke-width: 1; }
.hs-picture .actor-line { stroke: var(--hs-lifeline); stroke-width: 1; }
.hs-picture .messageLine0, .hs-picture .messageLine1 { fill: none; stroke: var(--hs-line); stroke-width: 1.5; }
.hs-picture .head { fill: var(--hs-line); stroke: none; }
.hs-picture .cross, .hs-picture .dots { fill: none; stroke: var(--hs-line); stroke-width: 2; stroke-linecap: round; }
.hs-picture .arrived .messageLine1 { stroke-dasharray: 5 3; }
.hs-picture .axis { stroke: var(--hs-muted); stroke-width: 1; }
.hs-picture .time, .hs-picture .silence { font-size: calc(var(--hs-size) * .82); fill: var(--hs-muted); }
.hs-picture .fold { fill: var(--hs-bg); stroke: none; }
.hs-picture .torn { fill: none; stroke: var(--hs-muted); stroke-width: 1; }
.hs-picture .note { fill: var(--hs-note-bg); stroke: var(--hs-note-border); stroke-width: 1; }
.hs-picture .is-elision .note { fill: var(--hs-bg); stroke-dasharray: 4 4; stroke: var(--hs-muted); }
.hs-picture .is-action .note { fill: var(--hs-bg); stroke: var(--hs-actor-border); }
.hs-picture .remark { font-size: calc(var(--hs-size) * .82); font-style: italic; fill: var(--hs-muted); }
.hs-picture .failure { font-style: italic; fill: var(--hs-muted); }
.hs-picture .bar { fill: var(--hs-state); opacity: .8; }
.hs-picture .pill rect { fill: var(--hs-bg); stroke: var(--hs-state); stroke-width: 1.25; }
.hs-picture .pill-text { font-size: calc(var(--hs-size) * .82); }
.hs-picture .band { fill: var(--hs-phase); }
.hs-picture .band-name { font-size: calc(var(--hs-size) * .82); fill: var(--hs-muted); letter-spacing: .06em; }
${eachConnection((n) => `.hs-picture .cn-${n}, .hs-legend .cn-${n} { --hs-line: var(--hs-conn-${n}); }`)}
.hs-picture .lost .messageLine0 { stroke: var(--hs-muted); }
.hs-picture .lost.cn .messageLine0 { stroke: var(--hs-line); }
.hs-picture .tag rect { fill: var(--hs-line); stroke: none; }
.hs-picture .tag text { font-size: calc(var(--hs-size) * .82); font-weight: 600; fill: var(--hs-bg); }
.hs-picture .lost .cross { stroke: var(--hs-lost); }
.hs-picture .has-error .messageLine0, .hs-picture .has-error .messageLine1, .hs-picture .has-error .cross, .hs-picture .has-error .dots { stroke: var(--hs-error); }
.hs-picture .has-error .head { fill: var(--hs-error); }
.hs-picture .has-error .messageText, .hs-picture .has-error .noteText { fill: var(--hs-error-text); }
.hs-picture .has-warning .messageLine0, .hs-picture .has-warning .messageLine1, .hs-picture .has-warning .dots { stroke: var(--hs-warning); }
.hs-picture .has-warning .head { fill: var(--hs-warning); }
.hs-picture .sign circle, .hs-picture .sign .shape { fill: var(--hs-sign); stroke: none; }
.hs-picture .sign path { fill: none; stroke: var(--hs-bg); stroke-width: 1.6; stroke-linecap: round; }
.hs-picture .sign.error { --hs-sign: var(--hs-error); }
.hs-picture .sign.warning { --hs-sign: var(--hs-warning); }
.hs-picture .sign.info, .hs-picture .sign.hint { --hs-sign: var(--hs-info); }
.hs-picture .added { --hs-change: var(--hs-added); }
.hs-picture .removed { --hs-change: var(--hs-removed); }
.hs-picture .changed { --hs-change: var(--hs-changed); }
.hs-picture .change-band { fill: var(--hs-change); opacity: .13; }
.hs-picture .change-mark { fill: none; stroke: var(--hs-change); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.hs-picture .removed .messageText, .hs-picture .removed .noteText { text-decoration: line-through; fill: var(--hs-muted); }
.hs-picture .removed .messageLine0, .hs-picture .removed .messageLine1 { stroke: var(--hs-muted); stroke-dasharray: 2 3; }
.hs-picture .faint { opacity: .28; }
.hs-picture .other { opacity: .16; }
.hs-picture .veil { fill: var(--hs-bg); opacity: .72; }
.hs-picture .ph-h { --hs-phase: var(--hs-phase-handshake); }
.hs-picture .ph-d { --hs-phase: var(--hs-phase-data); }
.hs-picture .ph-c { --hs-phase: var(--hs-phase-close); }
.hs-picture .ph-r { --hs-phase: var(--hs-phase-reset); }
.hs-picture .st-CLOSED, .hs-picture .st-LISTEN { --hs-state: var(--hs-state-idle); }
.hs-picture .st-SYN-SENT, .hs-picture .st-SYN-RECEIVED { --hs-state: var(--hs-state-opening); }
.hs-picture .st-ESTABLISHED { --hs-state: var(--hs-state-open); }
.hs-picture .st-FIN-WAIT-1, .hs-picture .st-FIN-WAIT-2, .hs-picture .st-CLOSING { --hs-state: var(--hs-state-closing); }
.hs-picture .st-CLOSE-WAIT, .hs-picture .st-LAST-ACK { --hs-state: var(--hs-state-waiting); }
.hs-picture .st-TIME-WAIT { --hs-state: var(--hs-state-time-wait); }
`;

/** The variables of the style sheet on a dark page. */
export const NIGHT: Readonly<Record<string, string>> = {
  '--hs-bg': '#16191d',
  '--hs-fg': '#e6edf3',
  '--hs-muted': '#9aa4af',
  '--hs-line': '#bcc5ce',
  '--hs-lifeline': '#4b545e',
  '--hs-actor-bg': '#22272e',
  '--hs-actor-border': '#768390',
  '--hs-note-bg': '#35301c',
  '--hs-note-border': '#8f7a35',
  '--hs-error': '#ff7b72',
  '--hs-error-text': '#ffa198',
  '--hs-warning': '#e3b341',
  '--hs-info': '#79c0ff',
  '--hs-lost': '#ff7b72',
  '--hs-added': '#3fb950',
  '--hs-removed': '#ff7b72',
  '--hs-changed': '#79c0ff',
  '--hs-phase-handshake': '#172131',
  '--hs-phase-data': '#1a1e24',
  '--hs-phase-close': '#231c31',
  '--hs-phase-reset': '#301c1e',
  '--hs-state-idle': '#8b949e',
  '--hs-state-opening': '#d29922',
  '--hs-state-open': '#3fb950',
  '--hs-state-closing': '#bc8cff',
  '--hs-state-waiting': '#f0883e',
  '--hs-state-time-wait': '#58a6ff',
  '--hs-conn-1': '#3f8efc',
  '--hs-conn-2': '#ff9e57',
  '--hs-conn-3': '#4fd1a5',
  '--hs-conn-4': '#d97ad0',
  '--hs-conn-5': '#a5ecf7',
  '--hs-conn-6': '#fff3b0',
};

/** The variables of the style sheet on white paper: what exported pictures use, whatever the editor's theme is. */
export const PAPER: Readonly<Record<string, string>> = {
  '--hs-bg': '#ffffff',
  '--hs-fg': '#1f2328',
  '--hs-muted': '#59636e',
  '--hs-line': '#3b434b',
  '--hs-lifeline': '#afb8c1',
  '--hs-actor-bg': '#f3f5f7',
  '--hs-actor-border': '#818b98',
  '--hs-note-bg': '#fff8dc',
  '--hs-note-border': '#c9b26b',
  '--hs-error': '#cf222e',
  '--hs-error-text': '#a40e26',
  '--hs-warning': '#9a6700',
  '--hs-info': '#0969da',
  '--hs-lost': '#cf222e',
  '--hs-added': '#1a7f37',
  '--hs-removed': '#cf222e',
  '--hs-changed': '#0969da',
  '--hs-phase-handshake': '#eef5ff',
  '--hs-phase-data': '#f6f8fa',
  '--hs-phase-close': '#f8f1ff',
  '--hs-phase-reset': '#fff0ef',
  '--hs-state-idle': '#818b98',
  '--hs-state-opening': '#bf8700',
  '--hs-state-open': '#1f883d',
  '--hs-state-closing': '#8250df',
  '--hs-state-waiting': '#bc4c00',
  '--hs-state-time-wait': '#0969da',
  '--hs-conn-1': '#0b5cad',
  '--hs-conn-2': '#b34700',
  '--hs-conn-3': '#00734f',
  '--hs-conn-4': '#b02a7a',
  '--hs-conn-5': '#0e7490',
  '--hs-conn-6': '#5c3d00',
};

/** The colours of the connections: they are the same in every theme of a kind. */
const inks = (colours: Readonly<Record<string, string>>): string =>
  eachConnection((n) => `  --hs-conn-${n}: ${colours[`--hs-conn-${n}`] ?? ''};`);

/** The variables of the style sheet in VS Code's colours, whatever the theme is. */
export const THEME_CSS = `
:root {
  --hs-bg: var(--vscode-editor-background, #fff);
  --hs-fg: var(--vscode-editor-foreground, #1f2328);
  --hs-muted: var(--vscode-descriptionForeground, #59636e);
  --hs-line: color-mix(in srgb, var(--hs-fg) 82%, var(--hs-bg));
  --hs-lifeline: color-mix(in srgb, var(--hs-fg) 28%, var(--hs-bg));
  --hs-actor-bg: var(--vscode-editorWidget-background, var(--hs-bg));
  --hs-actor-border: color-mix(in srgb, var(--hs-fg) 45%, var(--hs-bg));
  --hs-note-bg: color-mix(in srgb, var(--vscode-charts-yellow, #bf8700) 14%, var(--hs-bg));
  --hs-note-border: color-mix(in srgb, var(--vscode-charts-yellow, #bf8700) 55%, var(--hs-bg));
  --hs-error: var(--vscode-handshake-errorForeground, var(--vscode-editorError-foreground, #cf222e));
  --hs-error-text: var(--vscode-errorForeground, var(--hs-error));
  --hs-warning: var(--vscode-handshake-warningForeground, var(--vscode-editorWarning-foreground, #9a6700));
  --hs-info: var(--vscode-handshake-infoForeground, var(--vscode-editorInfo-foreground, #0969da));
  --hs-lost: var(--vscode-handshake-lostForeground, var(--vscode-charts-red, #cf222e));
  --hs-added: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green, #1a7f37));
  --hs-removed: var(--vscode-gitDecoration-deletedResourceForeground, var(--vscode-charts-red, #cf222e));
  --hs-changed: var(--vscode-charts-blue, #0969da);
  --hs-phase-handshake: color-mix(in srgb, var(--vscode-handshake-phaseHandshake, var(--vscode-charts-blue, #0969da)) 7%, var(--hs-bg));
  --hs-phase-data: color-mix(in srgb, var(--hs-fg) 3%, var(--hs-bg));
  --hs-phase-close: color-mix(in srgb, var(--vscode-handshake-phaseClose, var(--vscode-charts-purple, #8250df)) 8%, var(--hs-bg));
  --hs-phase-reset: color-mix(in srgb, var(--vscode-handshake-phaseReset, var(--vscode-charts-red, #cf222e)) 8%, var(--hs-bg));
  --hs-state-idle: color-mix(in srgb, var(--hs-fg) 45%, var(--hs-bg));
  --hs-state-opening: var(--vscode-handshake-stateOpening, var(--vscode-charts-yellow, #bf8700));
  --hs-state-open: var(--vscode-handshake-stateOpen, var(--vscode-charts-green, #1f883d));
  --hs-state-closing: var(--vscode-handshake-stateClosing, var(--vscode-charts-purple, #8250df));
  --hs-state-waiting: var(--vscode-handshake-stateWaiting, var(--vscode-charts-orange, #bc4c00));
  --hs-state-time-wait: var(--vscode-handshake-stateTimeWait, var(--vscode-charts-blue, #0969da));
  --hs-strip-handshake: var(--vscode-handshake-phaseHandshake, var(--vscode-charts-blue, #0969da));
  --hs-strip-data: color-mix(in srgb, var(--hs-fg) 25%, var(--hs-bg));
  --hs-strip-close: var(--vscode-handshake-phaseClose, var(--vscode-charts-purple, #8250df));
  --hs-strip-reset: var(--vscode-handshake-phaseReset, var(--vscode-charts-red, #cf222e));
  --hs-border: var(--vscode-panel-border, color-mix(in srgb, var(--hs-fg) 20%, var(--hs-bg)));
  --hs-focus: var(--vscode-focusBorder, #0969da);
${inks(PAPER)}
}

.vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light) {
${inks(NIGHT)}
}

.vscode-high-contrast {
  --hs-line: var(--hs-fg);
  --hs-lifeline: var(--hs-fg);
  --hs-actor-bg: var(--hs-bg);
  --hs-actor-border: var(--vscode-contrastBorder, var(--hs-fg));
  --hs-note-bg: var(--hs-bg);
  --hs-note-border: var(--vscode-contrastBorder, var(--hs-fg));
  --hs-muted: var(--hs-fg);
  --hs-phase-handshake: var(--hs-bg);
  --hs-phase-data: var(--hs-bg);
  --hs-phase-close: var(--hs-bg);
  --hs-phase-reset: var(--hs-bg);
  --hs-border: var(--vscode-contrastBorder, var(--hs-fg));
}
`;
