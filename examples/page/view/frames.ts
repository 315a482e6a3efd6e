/** Drawing when the screen does, and no more often than asked for. */

/** A function that draws soon, in an animation frame, once for any number of calls, and at most every `interval` ms. */
export function drawAtMost(interval: number, draw: () => void): () => void {
  let due = false;
  let last = -Infinity;
  const frame = (now: number): void => {
    if (now - last < interval) {
      requestAnimationFrame(frame);
      return;
    }
    due = false;
    last = now;
    draw();
  };
  return () => {
    if (due) return;
    due = true;
    requestAnimationFrame(frame);
  };
}
