/** Fetches a file, telling how much of it has come. */

/** @param onShare called with the share that is there, if the server says how much there is @throws {Error} if it cannot be had. */
export async function fetchBytes(url: string, onShare: (share: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status} for ${url}`);
  const total = Number(response.headers.get('content-length'));
  const reader = response.body.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (total > 0) onShare(Math.min(1, length / total));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
