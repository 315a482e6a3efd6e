/** The lines that each stage runs, here and in PyTorch, from the very files that are run. */
import { shown } from '../code/shown.ts';
import { make } from './element.ts';

const files = import.meta.glob<string>(['../code/*.ts', '../code/*.py'], { query: '?raw', import: 'default', eager: true });

function block(name: string, path: string): HTMLElement {
  const source = files[path];
  if (source === undefined) throw new Error(`expected a snippet ${path}`);
  const lines = shown(source)
    .split('\n')
    .map((line) => make('span', 'line', `${line}\n`));
  return make('div', 'lines', make('h3', '', name), make('pre', '', make('code', '', ...lines)));
}

/** Fills each element that has `data-code`. */
export function showCode(): void {
  for (const target of document.querySelectorAll<HTMLElement>('[data-code]')) {
    const name = target.dataset['code'];
    target.append(block('rushlight', `../code/${name}.ts`), block('PyTorch', `../code/${name}.py`));
  }
}
