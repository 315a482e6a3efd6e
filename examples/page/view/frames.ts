/** Draws in animation frames, at a limited rate. */

/** A function that calls `draw` in an animation frame, once for any number of calls, at most every `interval` ms. */
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
