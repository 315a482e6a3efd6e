/** A digit's pixels on a canvas. */
import { PIXELS, SIDE } from '../protocol.ts';

type Canvas = HTMLCanvasElement | OffscreenCanvas;
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const contextOf = (canvas: Canvas): Context => canvas.getContext('2d') as Context;

/** The colour of drawings on a canvas. */
export const colourOf = (canvas: HTMLCanvasElement): string => getComputedStyle(canvas).color;

/** Paints pixels in [0, 1] at the upper left of the canvas, in one colour whose opacity is their brightness. */
export function tint(context: Context, pixels: ArrayLike<number>, colour: string): void {
  const image = context.createImageData(SIDE, SIDE);
  for (let at = 0; at < PIXELS; at++) image.data[at * 4 + 3] = 255 * (pixels[at] ?? 0);
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = colour;
  context.fillRect(0, 0, SIDE, SIDE);
}
