/** Connects the editor with the worker that knows the types. */
import { autocompletion } from '@codemirror/autocomplete';
import { lintGutter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import {
  type HoverInfo,
  tsAutocompleteWorker,
  tsFacetWorker,
  tsHoverWorker,
  tsLinterWorker,
  tsSyncWorker,
} from '@valtown/codemirror-ts';
import type { WorkerShape } from '@valtown/codemirror-ts/worker';
import { wrap } from 'comlink';
import TypeScriptWorker from './main.ts?worker';

const PATH = '/program.ts';

/** The signature, and under it what the documentation says. */
function renderTooltip({ quickInfo }: HoverInfo): { dom: HTMLElement } {
  const dom = document.createElement('div');
  dom.className = 'hover';
  const signature = document.createElement('code');
  signature.textContent = (quickInfo?.displayParts ?? []).map(({ text }) => text).join('');
  dom.append(signature);
  const words = (quickInfo?.documentation ?? []).map(({ text }) => text).join('');
  if (words !== '') {
    const paragraph = document.createElement('p');
    paragraph.textContent = words;
    dom.append(paragraph);
  }
  return { dom };
}

/**
 * What the editor is given for completion, hover and errors, once the types are there.
 * @param code what the editor holds
 * @throws {Error} if they cannot be fetched
 */
export async function language(code: () => string): Promise<Extension> {
  const worker: WorkerShape = wrap(new TypeScriptWorker({ name: new URL('types.json', document.baseURI).href }));
  await worker.initialize();
  await worker.updateFile({ path: PATH, code: code() });
  return [
    tsFacetWorker.of({ worker, path: PATH }),
    tsSyncWorker(),
    tsLinterWorker(),
    lintGutter(),
    autocompletion({ override: [tsAutocompleteWorker()] }),
    tsHoverWorker({ renderTooltip }),
  ];
}
