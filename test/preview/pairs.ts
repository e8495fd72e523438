/** Values to choose from, by the name of what is chosen. */
export type Axes = Readonly<Record<string, readonly (string | number)[]>>;

/** One choice for each axis. */
export type Choice<A extends Axes> = { readonly [Axis in keyof A]: A[Axis][number] };

/**
 * Choices in which every two values of two different axes come together at least once: most faults of a layout need no
 * more than two causes, and the product of all axes would take hours. The same axes give the same choices.
 */
export function allPairs<const A extends Axes>(axes: A): Choice<A>[] {
  const names = Object.keys(axes);
  const open = new Set<string>();
  names.forEach((one, i) => {
    for (const other of names.slice(i + 1))
      for (const a of axes[one] ?? []) for (const b of axes[other] ?? []) open.add(pair(one, a, other, b));
  });
  const choices: Choice<A>[] = [];
  while (open.size > 0) {
    const [first = ''] = open;
    const chosen = new Map<string, string | number>(JSON.parse(first) as [string, string | number][]);
    for (const name of names) {
      if (chosen.has(name)) continue;
      const gain = (value: string | number): number =>
        [...chosen].filter(([other, picked]) => open.has(pair(name, value, other, picked))).length;
      const values = axes[name] ?? [];
      chosen.set(
        name,
        values.reduce((best, value) => (gain(value) > gain(best) ? value : best)),
      );
    }
    const picked = [...chosen];
    for (const [a, x] of picked) for (const [b, y] of picked) open.delete(pair(a, x, b, y));
    choices.push(Object.fromEntries(picked) as Choice<A>);
  }
  return choices;

  function pair(a: string, x: string | number, b: string, y: string | number): string {
    return JSON.stringify(
      names.indexOf(a) < names.indexOf(b)
        ? [
            [a, x],
            [b, y],
          ]
        : [
            [b, y],
            [a, x],
          ],
    );
  }
}
