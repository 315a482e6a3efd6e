/** Converts float32 to 16-bit floats, rounding to nearest, ties to even. */

/** The 16-bit types that float32 can be written as. */
export type ShortFloat = 'float16' | 'bfloat16';

function toBfloat16(bits: number): number {
  // a NaN stays a NaN, whatever its lower half holds
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}

function toFloat16(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const rest = bits & 0x7fffffff;
  if (rest > 0x7f800000) return sign | 0x7e00;
  // from 65520 on, the nearest is infinity
  if (rest >= 0x477ff000) return sign | 0x7c00;
  if (rest >= 0x38800000) return sign | ((rest - 0x38000000 + 0xfff + ((rest >>> 13) & 1)) >>> 13);
  const exponent = rest >>> 23;
  // at most half of the smallest subnormal, 2^-24
  if (exponent < 102) return sign;
  const fraction = (rest & 0x7fffff) | 0x800000;
  const shift = 126 - exponent;
  const kept = fraction >>> shift;
  const lost = fraction & ((1 << shift) - 1);
  const tie = 1 << (shift - 1);
  return sign | (kept + (lost > tie || (lost === tie && kept & 1) ? 1 : 0));
}

/** The values as bytes of 16-bit floats. float16 overflows to infinity beyond 65504, as in PyTorch. */
export function encode(values: Float32Array, as: ShortFloat): Uint8Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint16Array(values.length);
  const round = as === 'float16' ? toFloat16 : toBfloat16;
  for (let i = 0; i < out.length; i++) out[i] = round(bits[i] as number);
  return new Uint8Array(out.buffer);
}
