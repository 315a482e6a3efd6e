// What stands for the few words of Node that the tests use: the server has the files, and V8's flags are not a page's.

export function readFileSync(url: URL): string {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  if (request.status !== 200) throw new Error(`${url}: status ${request.status}`);
  return request.responseText;
}

export function setFlagsFromString(): void {}
