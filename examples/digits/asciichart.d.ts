/** The part of asciichart that is used here; the package has no types. */
declare module 'asciichart' {
  export function plot(series: number[][], options?: { height?: number }): string;
}
