/** Radio buttons in a row. */
import { make } from './element.ts';

/** Fills a group; the function that it returns shows which is chosen. */
export function choices<T extends string>(
  root: HTMLElement,
  names: readonly T[],
  choose: (at: number) => void,
): (at: number) => void {
  const inputs = names.map((name, i) => {
    const input = make('input');
    Object.assign(input, { type: 'radio', name: root.id, value: name });
    input.addEventListener('change', () => choose(i));
    root.append(make('label', '', input, make('span', '', name)));
    return input;
  });
  return (at) => {
    const input = inputs[at];
    if (input) input.checked = true;
  };
}
