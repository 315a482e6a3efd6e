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
  none, scale, leakyRelu, hardtanh, hardsigmoid, hardswish, softsign, geluTanh, negGeluTanh, negAbs,
  softshrink, threshold, gelu, silu,
  leakyReluBack, hardtanhBack, hardsigmoidBack, hardswishBack, softsignBack, shrinkBack, preluBack, geluBack, siluBack,
  gateEnd, eluEnd, softplusEnd, logsigmoidEnd, mishEnd, tanhshrinkEnd,
  eluSlope, softplusSlope, geluTanhSlope, mishSlope, tanhshrinkSlope,
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

/** The same for what takes many constants: two vectors share them. */
// @ts-ignore: decorator
@inline
function pairs<Op>(count: i32, y: usize, a: usize, b: usize, c: usize): void {
  const op = changetype<Op>(0);
  const p = f(0);
  for (; count >= 2; count -= 2) {
    const v = op.of(a, b, c, p, p);
    const w = op.of(a + 16, b + 16, c + 16, p, p);
    v128.store(y, v);
    v128.store(y, w, 16);
    y += 32;
    a += 32;
    b += 32;
    c += 32;
  }
  if (count) v128.store(y, op.of(a, b, c, p, p));
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
    case Curve.softshrink: return loop<form.Softshrink>(count, y, a, b, c, p, q);
    case Curve.threshold: return loop<form.Threshold>(count, y, a, b, c, p, q);
    case Curve.gelu: return loop<form.Gelu>(count, y, a, b, c, p, q);
    case Curve.silu: return pairs<form.Silu>(count, y, a, b, c);
    case Curve.leakyReluBack: return loop<form.LeakyReluBack>(count, y, a, b, c, p, q);
    case Curve.hardtanhBack: return loop<form.HardtanhBack>(count, y, a, b, c, p, q);
    case Curve.hardsigmoidBack: return loop<form.HardsigmoidBack>(count, y, a, b, c, p, q);
    case Curve.hardswishBack: return loop<form.HardswishBack>(count, y, a, b, c, p, q);
    case Curve.softsignBack: return loop<form.SoftsignBack>(count, y, a, b, c, p, q);
    case Curve.shrinkBack: return loop<form.ShrinkBack>(count, y, a, b, c, p, q);
    case Curve.preluBack: return loop<form.PreluBack>(count, y, a, b, c, p, q);
    case Curve.geluBack: return loop<form.GeluBack>(count, y, a, b, c, p, q);
    case Curve.siluBack: return pairs<form.SiluBack>(count, y, a, b, c);
    case Curve.gateEnd: return loop<form.GateEnd>(count, y, a, b, c, p, q);
    case Curve.eluEnd: return loop<form.EluEnd>(count, y, a, b, c, p, q);
    case Curve.softplusEnd: return loop<form.SoftplusEnd>(count, y, a, b, c, p, q);
    case Curve.logsigmoidEnd: return loop<form.LogsigmoidEnd>(count, y, a, b, c, p, q);
    case Curve.mishEnd: return loop<form.MishEnd>(count, y, a, b, c, p, q);
    case Curve.tanhshrinkEnd: return loop<form.TanhshrinkEnd>(count, y, a, b, c, p, q);
    case Curve.eluSlope: return loop<form.EluSlope>(count, y, a, b, c, p, q);
    case Curve.softplusSlope: return loop<form.SoftplusSlope>(count, y, a, b, c, p, q);
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
