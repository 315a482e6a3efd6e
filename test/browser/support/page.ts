// The page's own script: imports the file that its address names, here or in a worker; `report` is what it posts.
const { file, level, where } = Object.fromEntries(new URLSearchParams(location.search));
const script = `/${file}.js?level=${level}`;

const report = new Promise((resolve, reject) => {
  const target = where === 'worker' ? new Worker(script, { type: 'module' }) : window;
  target.onmessage = ({ data }: MessageEvent) => resolve(data);
  target.onerror = (event: unknown) => reject(event instanceof ErrorEvent ? (event.error ?? event.message) : event);
  if (target === window) import(script).catch(reject);
});
Object.assign(globalThis, { report });
