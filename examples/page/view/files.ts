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

  constructor(actions: { save(): Promise<Uint8Array<ArrayBuffer>>; load(bytes: Uint8Array<ArrayBuffer>): Promise<void> }) {
    button('save').addEventListener('click', async () => {
      try {
        this.#saved(await actions.save());
      } catch (error) {
        this.#say(`That did not work: ${(error as Error).message}.`, true);
      }
    });
    button('load').addEventListener('click', () => this.#input.click());
    this.#input.addEventListener('change', async () => {
      const file = this.#input.files?.[0];
      // so that the same file can be chosen again
      this.#input.value = '';
      if (file === undefined) return;
      this.#say(`Reading ${file.name} …`);
      try {
        await actions.load(new Uint8Array(await file.arrayBuffer()));
        this.#say(`Loaded ${file.name}.`);
      } catch (error) {
        this.#refused(file.name, (error as Error).message);
      }
    });
  }

  open(): void {
    button('save').disabled = button('load').disabled = false;
  }

  #saved(bytes: Uint8Array<ArrayBuffer>): void {
    download(bytes, NAME);
    this.#say(`Saved ${NAME}: ${count(bytes.length / 1000)} kB.`);
  }

  #refused(name: string, message: string): void {
    this.#say(`${name} does not fit: ${message}${/[.?]$/.test(message) ? '' : '.'}`, true);
  }

  #say(words: string, alarming = false): void {
    setText(this.#status, words);
    this.#status.classList.toggle('error', alarming);
  }
}
