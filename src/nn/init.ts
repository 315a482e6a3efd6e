/** `torch.nn.init`: fills parameters in place, without recording, and returns them. */

import { checkElement } from '../array/allocate.ts';
import { checkDtype, checkTensor } from '../array/check.ts';
import { noGrad } from '../autograd/tape.ts';
import { as, checkNumber, checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import * as inplace from '../ops/elementwise/inplace.ts';
import * as random from '../ops/elementwise/random.ts';
import { takes } from '../options.ts';
import { checkGenerator, type Generator } from '../random.ts';
import { numelOf, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** The nonlinearities that `calculateGain` knows, by PyTorch's names. */
export type Nonlinearity = 'linear' | 'conv1d' | 'conv2d' | 'conv3d' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'selu';
const NONLINEARITIES: readonly Nonlinearity[] = [
  'linear',
  'conv1d',
  'conv2d',
  'conv3d',
  'sigmoid',
  'tanh',
  'relu',
  'leaky_relu',
  'selu',
];

/** The generator of the numbers. */
interface Source {
  generator?: Generator;
}

/** Fills with uniform random numbers from [low, high). `init.uniform_` in PyTorch. */
export function uniform_(t: Tensor, low: number = 0, high: number = 1, options?: Source): Tensor {
  takes('uniform_', 4, arguments);
  return noGrad(() => random.uniform_(t, low, high, options));
}

/** Fills with normal random numbers of the given mean and standard deviation. `init.normal_` in PyTorch. */
export function normal_(t: Tensor, mean: number = 0, std: number = 1, options?: Source): Tensor {
  takes('normal_', 4, arguments);
  return noGrad(() => random.normal_(t, mean, std, options));
}

function filled(fn: string, t: Tensor, value: number): Tensor {
  checkTensor(fn, 'tensor', t);
  if (typeof value !== 'number') failType(fn, `expected value to be a number, got ${show(value)}`);
  checkElement(fn, value, t.dtype);
  return noGrad(() => {
    inplace.checkWritable(fn, t, []);
    return inplace.fill_(t, value);
  });
}

/** Fills with one value. `init.constant_` in PyTorch. */
export function constant_(t: Tensor, value: number): Tensor {
  takes('constant_', 2, arguments);
  return filled('constant_', t, value);
}

/** Fills with 0. `init.zeros_` in PyTorch. */
export function zeros_(t: Tensor): Tensor {
  takes('zeros_', 1, arguments);
  return filled('zeros_', t, 0);
}

/** Fills with 1. `init.ones_` in PyTorch. */
export function ones_(t: Tensor): Tensor {
  takes('ones_', 1, arguments);
  return filled('ones_', t, 1);
}

/** The recommended gain for a nonlinearity; `param` is the slope of leaky_relu. `init.calculate_gain` in PyTorch. */
export function calculateGain(nonlinearity: Nonlinearity, param: number = 0.01): number {
  takes('calculateGain', 2, arguments);
  checkOneOf('calculateGain', 'nonlinearity', nonlinearity, NONLINEARITIES);
  if (nonlinearity === 'tanh') return 5 / 3;
  if (nonlinearity === 'relu') return Math.SQRT2;
  if (nonlinearity === 'leaky_relu') return Math.sqrt(2 / (1 + checkNumber('calculateGain', 'param', param) ** 2));
  return nonlinearity === 'selu' ? 0.75 : 1;
}

/** The fans of a weight: its sizes in dims 1 and 0, times those of the remaining dims. */
function fans(fn: string, t: Tensor): { fanIn: number; fanOut: number } {
  checkDtype(fn, 'tensor', t, 'float32');
  if (t.ndim < 2) failRange(fn, `expected a tensor of at least 2 dims, got shape ${showShape(t.sizes)}`);
  const field = numelOf(t.sizes.slice(2));
  return { fanIn: (t.sizes[1] as number) * field, fanOut: (t.sizes[0] as number) * field };
}

/** Options of the Xavier initialisers. */
export interface XavierOptions extends Source {
  /** Multiplies the standard deviation. Default 1. */
  gain?: number;
}

function xavierStd(fn: string, t: Tensor, options: XavierOptions): number {
  checkOptions(fn, options, ['gain', 'generator']);
  checkGenerator(fn, options.generator);
  const { fanIn, fanOut } = fans(fn, t);
  return checkNumber(fn, 'gain', options.gain ?? 1, 0) * Math.sqrt(2 / (fanIn + fanOut));
}

const source = (options: Source): Source => (options.generator === undefined ? {} : { generator: options.generator });

/** U(−a, a), a = gain·√(6/(in + out)). `init.xavier_uniform_` in PyTorch (Glorot and Bengio, 2010). */
export function xavierUniform_(t: Tensor, options: XavierOptions = {}): Tensor {
  takes('xavierUniform_', 2, arguments);
  const bound = Math.sqrt(3) * xavierStd('xavierUniform_', t, options);
  return as('xavierUniform_', () => uniform_(t, -bound, bound, source(options)));
}

/**
 * Normal random numbers with standard deviation gain·√(2/(in + out)). `init.xavier_normal_` in PyTorch (Glorot and Bengio, 2010).
 */
export function xavierNormal_(t: Tensor, options: XavierOptions = {}): Tensor {
  takes('xavierNormal_', 2, arguments);
  return as('xavierNormal_', () => normal_(t, 0, xavierStd('xavierNormal_', t, options), source(options)));
}

/** Options of the Kaiming initialisers. */
export interface KaimingOptions extends Source {
  /** The negative slope of the leaky_relu that follows the layer. Default 0. */
  a?: number;
  /** Which pass keeps its variance: 'fan_in' the forward pass, 'fan_out' the backward. Default 'fan_in'. */
  mode?: 'fan_in' | 'fan_out';
  /** The nonlinearity that follows the layer. Default 'leaky_relu'. */
  nonlinearity?: Nonlinearity;
}

function kaimingStd(fn: string, t: Tensor, options: KaimingOptions): number {
  checkOptions(fn, options, ['a', 'mode', 'nonlinearity', 'generator']);
  checkGenerator(fn, options.generator);
  const { fanIn, fanOut } = fans(fn, t);
  const mode = checkOneOf(fn, 'mode', options.mode ?? 'fan_in', ['fan_in', 'fan_out']);
  const nonlinearity = checkOneOf(fn, 'nonlinearity', options.nonlinearity ?? 'leaky_relu', NONLINEARITIES);
  return calculateGain(nonlinearity, checkNumber(fn, 'a', options.a ?? 0)) / Math.sqrt(mode === 'fan_in' ? fanIn : fanOut);
}

/** U(−a, a), a = gain·√(3/fan). `init.kaiming_uniform_` in PyTorch (He et al., 2015). */
export function kaimingUniform_(t: Tensor, options: KaimingOptions = {}): Tensor {
  takes('kaimingUniform_', 2, arguments);
  const bound = Math.sqrt(3) * kaimingStd('kaimingUniform_', t, options);
  return as('kaimingUniform_', () => uniform_(t, -bound, bound, source(options)));
}

/** Normal random numbers with standard deviation gain/√fan. `init.kaiming_normal_` in PyTorch (He et al., 2015). */
export function kaimingNormal_(t: Tensor, options: KaimingOptions = {}): Tensor {
  takes('kaimingNormal_', 2, arguments);
  return as('kaimingNormal_', () => normal_(t, 0, kaimingStd('kaimingNormal_', t, options), source(options)));
}
