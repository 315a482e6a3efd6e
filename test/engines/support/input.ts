// The mouse in WebDriver's words, which WebDriver BiDi shares.
import type { Place } from './engine.ts';

/** Presses at the first place, moves along the others, and lets go. */
export function dragActions(places: readonly Place[]): object[] {
  const moves = places.map(([x, y]) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 }));
  const press = { type: 'pointerDown', button: 0 };
  const release = { type: 'pointerUp', button: 0 };
  return [
    {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [...moves.slice(0, 1), press, ...moves.slice(1), release],
    },
  ];
}

/** Source of an expression whose value is the JSON of another's. */
export const asJson = (expression: string): string =>
  `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`;
