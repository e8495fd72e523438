/** Where things are in a page, by selectors. */
export interface PageParts {
  /** What must not overlap, nor leave the window. */
  readonly panels: string;
  /** What shows all of its width, and all of its height unless it scrolls. */
  readonly whole: string;
  /** Inside of what a control may be out of sight. */
  readonly scrolling: string;
}

/** What is wrong with the layout of the page as it is: runs inside the page, so it may use nothing from outside. */
export function flawsOfPage(parts: PageParts): string[] {
  const flaws: string[] = [];
  const { innerWidth: wide, innerHeight: high } = window;
  const name = (element: Element): string =>
    `${element.localName}.${element.getAttribute('class') ?? ''}${element.getAttribute('aria-label') ?? ''}`.slice(
      0,
      60,
    );
  const shown = (element: Element): boolean =>
    element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)].filter(shown);
  const box = (element: Element): DOMRect => element.getBoundingClientRect();

  const panels = all(parts.panels);
  panels.forEach((one, i) => {
    const a = box(one);
    if (a.left < -1 || a.top < -1 || a.right > wide + 1 || a.bottom > high + 1)
      flaws.push(`${name(one)} leaves the window`);
    for (const other of panels.slice(i + 1)) {
      const b = box(other);
      const [x, y] = [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
      ];
      if (x > 1 && y > 1) flaws.push(`${name(one)} and ${name(other)} overlap`);
    }
  });
  const viewport = all('.viewport')[0];
  if (viewport && (box(viewport).height < 80 || box(viewport).width < 200))
    flaws.push(`the picture has ${String(box(viewport).width)}×${String(box(viewport).height)}`);

  // What scrolls up and down shows all of its width; what does not scroll shows all.
  for (const element of all(parts.whole)) {
    if (element.scrollWidth > element.clientWidth + 1) flaws.push(`${name(element)} is cut at the right`);
    if (
      !/auto|scroll/.test(getComputedStyle(element).overflowY) &&
      element.scrollHeight > element.clientHeight + 1 &&
      !element.querySelector('.menu:not([hidden])')
    )
      flaws.push(`${name(element)} is cut below`);
  }
  for (const cell of all('.stepper td.state, .stepper tbody th')) {
    const range = document.createRange();
    range.selectNodeContents(cell.firstChild ?? cell);
    if (range.getClientRects().length > 1) flaws.push(`${cell.textContent} is broken`);
  }
  const table = all('.stepper .variables')[0];
  if (table && table.scrollWidth > table.clientWidth + 1) flaws.push('the table of variables is cut');

  for (const control of all('button, select, summary, input, [role="scrollbar"]')) {
    const { width, height, left, top, right, bottom } = box(control);
    if (width < 23.5 || height < 23.5) flaws.push(`${name(control)} is ${String(width)}×${String(height)}`);
    const scrolls = control.closest(parts.scrolling) !== null;
    if (!scrolls && (left < -1 || top < -1 || right > wide + 1 || bottom > high + 1))
      flaws.push(`${name(control)} is outside of the window`);
  }
  const menu = all('.menu')[0];
  if (menu && (box(menu).left < 0 || box(menu).bottom > high || box(menu).right > wide))
    flaws.push('the menu leaves the window');

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set<string>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (
      !parent ||
      node.textContent?.trim() === '' ||
      !shown(parent) ||
      parent.closest('.sr-only, .measuring, script, style')
    )
      continue;
    const picture = parent.closest('svg');
    const scale = picture ? box(picture).width / (picture.viewBox.baseVal.width || 1) : 1;
    if (parseFloat(getComputedStyle(parent).fontSize) * scale < 9.95) small.add(`${name(parent)} has small letters`);
  }
  return [...flaws, ...small];
}
