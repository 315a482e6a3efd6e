/** A program in the fragment of an address, which browsers send to nobody: compressed, with a checksum, in base64url. */

const KEY = 'program=';

async function through(bytes: BlobPart, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** The fragment, without the #. */
export async function pack(program: string): Promise<string> {
  const bytes = await through(program, new CompressionStream('deflate'));
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return KEY + letters.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The program of a fragment; undefined if it holds none.
 * @throws {Error} if it is damaged
 */
export async function unpack(fragment: string): Promise<string | undefined> {
  if (!fragment.startsWith(KEY)) return undefined;
  try {
    const letters = atob(fragment.slice(KEY.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = await through(
      Uint8Array.from(letters, (letter) => letter.charCodeAt(0)),
      new DecompressionStream('deflate'),
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error('the link is damaged', { cause });
  }
}
