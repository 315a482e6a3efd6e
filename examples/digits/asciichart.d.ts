/** The part of asciichart that is used; the package ships no types. */
declare module 'asciichart' {
  export function plot(series: number[][], options?: { height?: number }): string;
}
