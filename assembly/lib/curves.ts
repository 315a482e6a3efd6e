/**
 * The loops under the activations, as `map1.ts` has them for arithmetic. An operation reads what it needs of three
 * operands: x and a function of x in the last stage of a composed activation, dy and x in a gradient, or all of them.
 */
import { workspace } from './borrowed';
import * as form from './curve-forms';
import { f } from './map1';
import { copyRow, END } from './layout';
export { PAIR } from './curve-forms';

/** Operations on x; `…Back` on (dy, x); `…End` on (x, t), t being a function of x; `…Slope` on (dy, x, t). */
export const enum Curve {
  none, scale, leakyRelu, hardtanh, hardsigmoid, hardswish, softsign, geluTanh, negGeluTanh, negAbs, negHalfSquare,
  softshrink, threshold,
  leakyReluBack, hardtanhBack, hardsigmoidBack, hardswishBack, softsignBack, shrinkBack, preluBack,
  gateEnd, geluEnd, eluEnd, softplusEnd, logsigmoidEnd, mishEnd, tanhshrinkEnd,
  siluSlope, eluSlope, softplusSlope, geluSlope, geluTanhSlope, mishSlope, tanhshrinkSlope,
}

// @ts-ignore: decorator
@inline
function loop<Op>(count: i32, y: usize, a: usize, b: usize, c: usize, s: f32, t: f32): void {
  const p = f(s);
  const q = f(t);
  do {
    v128.store(y, changetype<Op>(0).of(a, b, c, p, q));
    y += 16;
    a += 16;
    b += 16;
    c += 16;
  } while (--count);
}

/** y = op(a, b, c) over count ≥ 1 whole vectors; y may be any operand. */
export function map(op: Curve, count: i32, y: usize, a: usize, b: usize, c: usize, p: f32, q: f32): void {
  switch (op) {
    case Curve.scale: return loop<form.Scale>(count, y, a, b, c, p, q);
    case Curve.leakyRelu: return loop<form.LeakyRelu>(count, y, a, b, c, p, q);
    case Curve.hardtanh: return loop<form.Hardtanh>(count, y, a, b, c, p, q);
    case Curve.hardsigmoid: return loop<form.Hardsigmoid>(count, y, a, b, c, p, q);
    case Curve.hardswish: return loop<form.Hardswish>(count, y, a, b, c, p, q);
    case Curve.softsign: return loop<form.Softsign>(count, y, a, b, c, p, q);
    case Curve.geluTanh: return loop<form.GeluTanh>(count, y, a, b, c, p, q);
    case Curve.negGeluTanh: return loop<form.NegGeluTanh>(count, y, a, b, c, p, q);
    case Curve.negAbs: return loop<form.NegAbs>(count, y, a, b, c, p, q);
    case Curve.negHalfSquare: return loop<form.NegHalfSquare>(count, y, a, b, c, p, q);
    case Curve.softshrink: return loop<form.Softshrink>(count, y, a, b, c, p, q);
    case Curve.threshold: return loop<form.Threshold>(count, y, a, b, c, p, q);
    case Curve.leakyReluBack: return loop<form.LeakyReluBack>(count, y, a, b, c, p, q);
    case Curve.hardtanhBack: return loop<form.HardtanhBack>(count, y, a, b, c, p, q);
    case Curve.hardsigmoidBack: return loop<form.HardsigmoidBack>(count, y, a, b, c, p, q);
    case Curve.hardswishBack: return loop<form.HardswishBack>(count, y, a, b, c, p, q);
    case Curve.softsignBack: return loop<form.SoftsignBack>(count, y, a, b, c, p, q);
    case Curve.shrinkBack: return loop<form.ShrinkBack>(count, y, a, b, c, p, q);
    case Curve.preluBack: return loop<form.PreluBack>(count, y, a, b, c, p, q);
    case Curve.gateEnd: return loop<form.GateEnd>(count, y, a, b, c, p, q);
    case Curve.geluEnd: return loop<form.GeluEnd>(count, y, a, b, c, p, q);
    case Curve.eluEnd: return loop<form.EluEnd>(count, y, a, b, c, p, q);
    case Curve.softplusEnd: return loop<form.SoftplusEnd>(count, y, a, b, c, p, q);
    case Curve.logsigmoidEnd: return loop<form.LogsigmoidEnd>(count, y, a, b, c, p, q);
    case Curve.mishEnd: return loop<form.MishEnd>(count, y, a, b, c, p, q);
    case Curve.tanhshrinkEnd: return loop<form.TanhshrinkEnd>(count, y, a, b, c, p, q);
    case Curve.siluSlope: return loop<form.SiluSlope>(count, y, a, b, c, p, q);
    case Curve.eluSlope: return loop<form.EluSlope>(count, y, a, b, c, p, q);
    case Curve.softplusSlope: return loop<form.SoftplusSlope>(count, y, a, b, c, p, q);
    case Curve.geluSlope: return loop<form.GeluSlope>(count, y, a, b, c, p, q);
    case Curve.geluTanhSlope: return loop<form.GeluTanhSlope>(count, y, a, b, c, p, q);
    case Curve.mishSlope: return loop<form.MishSlope>(count, y, a, b, c, p, q);
    case Curve.tanhshrinkSlope: return loop<form.TanhshrinkSlope>(count, y, a, b, c, p, q);
  }
}

/** y = op(a, b, c) over n elements; nothing after the last one is written. y may be any operand. */
export function each(op: Curve, n: i32, y: usize, a: usize, b: usize, c: usize, p: f32, q: f32): void {
  if (n <= 0) return;
  const past = <usize>(n & ~3) << 2;
  if (past) map(op, n >> 2, y, a, b, c, p, q);
  if (n & 3) {
    map(op, 1, workspace + END, a + past, b + past, c + past, p, q);
    copyRow(y + past, workspace + END, n & 3);
  }
}
