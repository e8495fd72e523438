import { NIGHT, PAPER } from '../core/picture/index.ts';

/**
 * The style sheet of a page with figures. Its colours follow the page's colour scheme, as VitePress, Docusaurus and others
 * set it; where a browser does not know `light-dark`, pictures are on white paper.
 */
export const SITE_CSS = `.tcp-diagram {
${Object.entries(PAPER)
  .map(([name, light]) => `  ${name}: light-dark(${light}, ${NIGHT[name] ?? light});`)
  .join('\n')}
  margin: 1.5em 0;
}
.tcp-picture { overflow-x: auto; }
.tcp-picture > svg { display: block; margin: 0 auto; max-width: none; height: auto; border-radius: 6px; }
.tcp-problems { margin: .75em 0 0; padding: 0; list-style: none; font-size: .9em; }
.tcp-problems > li { margin: .25em 0; padding: 0 0 0 .75em; border-inline-start: 3px solid var(--hs-info); }
.tcp-problems > .tcp-error { border-color: var(--hs-error); }
.tcp-problems > .tcp-warning { border-color: var(--hs-warning); }
`;
