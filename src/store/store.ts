/** The interface of stores, and their errors. */
import { failRange, failType, show } from '../errors.ts';

/**
 * Keeps blobs of bytes under names. The stores of this module implement it; so can a custom object, such as one that talks to a
 * server.
 */
export interface Store {
  /**
   * The bytes under a name, or null if there are none. An error whose `code` is 'damaged' means that there are, but that they
   * cannot be trusted: `fit` skips such a checkpoint.
   */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Puts bytes under a name, replacing earlier ones: all or nothing, even if the process is killed. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** The names, in order. */
  list(): Promise<string[]>;
  /** Removes the bytes under a name, if there are any. */
  delete(name: string): Promise<void>;
  /** Locks the store until the returned function is called, or the process or tab ends. Optional. */
  lock?(): Promise<() => Promise<void>>;
}

/** Why a store failed: no room, in use by another, bytes that are not those written, or not available. */
export type StoreFailure = 'full' | 'locked' | 'damaged' | 'unavailable';

/** Thrown when a store fails for reasons other than the call's arguments. */
export class StoreError extends Error {
  /** 'StoreError'. */
  override name = 'StoreError';
  /** The reason. */
  readonly code: StoreFailure;

  constructor(code: StoreFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

const FULL = ['ENOSPC', 'EDQUOT', 'QuotaExceededError', 'NS_ERROR_FILE_NO_DEVICE_SPACE'];
const LOCKED = ['EBUSY', 'ETXTBSY', 'NoModificationAllowedError'];

/** A system error as a StoreError that names the call and the store. */
export function failureOf(fn: string, store: string, error: unknown, size?: number): unknown {
  if (error instanceof StoreError) return error;
  const { code, name, message } = Object(error) as { code?: unknown; name?: unknown; message?: unknown };
  const is = (codes: readonly string[]): boolean => [code, name].some((x) => typeof x === 'string' && codes.includes(x));
  const said = typeof code === 'string' ? code : String(name ?? error);
  const options = { cause: error };
  if (is(FULL)) {
    const room = size === undefined ? 'room' : `room for ${size} bytes`;
    return new StoreError('full', `${fn}: expected ${room} in ${store}, got ${said}; free some, or keep fewer`, options);
  }
  if (is(LOCKED)) {
    const remedy = 'close what else uses it';
    return new StoreError('locked', `${fn}: expected ${store} to be free, got ${said}; ${remedy}`, options);
  }
  return new StoreError('unavailable', `${fn}: expected ${store} to be in reach, got ${said} (${message})`, options);
}

const LONGEST = 60;

/** Refuses a name that some stores could not keep; returns it. */
export function checkName(fn: string, what: string, name: unknown): string {
  if (typeof name !== 'string') failType(fn, `expected ${what} to be a string, got ${show(name)}`);
  if (!/^[\x20-\x7e]+$/.test(name) || name.length > LONGEST)
    failRange(fn, `expected ${what} of 1 to ${LONGEST} printable ASCII characters, got ${show(name)}`);
  return name;
}

/** A name that is distinct in any file system: lower case, with everything else as %xx. */
export const encodeName = (name: string): string =>
  name.replace(/[^a-z0-9_-]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The original name. */
export const decodeName = (text: string): string =>
  text.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
