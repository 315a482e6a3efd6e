/** Saving and loading the model. */
import { button, element, setText } from './element.ts';
import { count } from './numbers.ts';

const NAME = 'digits.safetensors';

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export class Files {
  readonly #status = element('file-status', HTMLElement);
  readonly #input = element('file', HTMLInputElement);
  /** The name of the file chosen last. */
  #name = '';

  constructor(actions: { save(): void; load(bytes: Uint8Array<ArrayBuffer>): void }) {
    button('save').addEventListener('click', () => actions.save());
    button('load').addEventListener('click', () => this.#input.click());
    this.#input.addEventListener('change', async () => {
      const file = this.#input.files?.[0];
      // so that the same file can be chosen again
      this.#input.value = '';
      if (file === undefined) return;
      this.#name = file.name;
      this.#say(`Reading ${file.name} …`);
      actions.load(new Uint8Array(await file.arrayBuffer()));
    });
  }

  open(): void {
    button('save').disabled = button('load').disabled = false;
  }

  saved(bytes: Uint8Array<ArrayBuffer>): void {
    download(bytes, NAME);
    this.#say(`Saved ${NAME}: ${count(bytes.length / 1000)} kB.`);
  }

  loaded(): void {
    this.#say(`Loaded ${this.#name}.`);
  }

  refused(message: string): void {
    this.#say(`${this.#name} does not fit: ${message}${/[.?]$/.test(message) ? '' : '.'}`, true);
  }

  #say(words: string, alarming = false): void {
    setText(this.#status, words);
    this.#status.classList.toggle('error', alarming);
  }
}
