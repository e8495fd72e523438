import { type Fonts, PICTURE_CSS, PLOT_CSS, THEME_CSS } from '../../core/picture/index.ts';

/** The fonts of the page, resolved: Mermaid and the canvas measure with them. */
export function readFonts(): Fonts {
  const style = getComputedStyle(document.body);
  const family = style.fontFamily === '' ? 'sans-serif' : style.fontFamily;
  const code = style.getPropertyValue('--vscode-editor-font-family').trim();
  const size = Math.max(9, Math.min(24, parseFloat(style.fontSize) || 13));
  return { family, codeFamily: code === '' ? 'monospace' : code, size };
}

/** Gives the page what pictures are styled by. */
export function dressPage(fonts: Fonts): void {
  const sheet = document.createElement('style');
  sheet.textContent = `${THEME_CSS}${PICTURE_CSS}${PLOT_CSS}`;
  document.head.append(sheet);
  nameFonts(fonts);
}

function nameFonts(fonts: Fonts): void {
  const { style } = document.documentElement;
  style.setProperty('--hs-font', fonts.family);
  style.setProperty('--hs-code-font', fonts.codeFamily);
  style.setProperty('--hs-size', `${String(fonts.size)}px`);
}

/** Keeps `style` in the fonts of the page; `changed` is called after each change. VS Code writes them on the root element. */
export function onFontChange(style: { fonts: Fonts }, changed: () => void): void {
  new MutationObserver(() => {
    const fonts = readFonts();
    if (JSON.stringify(fonts) === JSON.stringify(style.fonts)) return;
    style.fonts = fonts;
    nameFonts(fonts);
    changed();
  }).observe(document.documentElement, { attributeFilter: ['style'] });
}
