/** Activations with options; the function of the same name in `F` says what each computes. */
import { checkNumber, checkOneOf, checkOptions } from '../errors.ts';
import * as f from '../ops/elementwise/activation.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { float } from './repr.ts';

/** x if it is positive, otherwise x·negativeSlope. `nn.LeakyReLU` in PyTorch. */
export class LeakyReLU extends Module {
  /** The slope for negative values. */
  readonly negativeSlope: number;

  constructor(options: { negativeSlope?: number } = {}) {
    takes('LeakyReLU', 1, arguments);
    checkOptions('LeakyReLU', options, ['negativeSlope']);
    super();
    this.negativeSlope = checkNumber('LeakyReLU', 'negativeSlope', options.negativeSlope ?? 0.01);
  }

  /** `F.leakyRelu` of the input. */
  forward(input: Tensor): Tensor {
    takes('LeakyReLU', 1, arguments);
    return f.leakyRelu(input, { negativeSlope: this.negativeSlope });
  }

  override extraRepr(): string {
    return `negative_slope=${float(this.negativeSlope)}`;
  }
}

/** x·Φ(x), or its approximation by tanh. `nn.GELU` in PyTorch. */
export class GELU extends Module {
  /** 'none', or 'tanh' for the approximation. */
  readonly approximate: 'none' | 'tanh';

  constructor(options: { approximate?: 'none' | 'tanh' } = {}) {
    takes('GELU', 1, arguments);
    checkOptions('GELU', options, ['approximate']);
    super();
    this.approximate = checkOneOf('GELU', 'approximate', options.approximate ?? 'none', ['none', 'tanh']);
  }

  /** `F.gelu` of the input. */
  forward(input: Tensor): Tensor {
    takes('GELU', 1, arguments);
    return f.gelu(input, { approximate: this.approximate });
  }

  override extraRepr(): string {
    return `approximate='${this.approximate}'`;
  }
}

/** x if it is positive, otherwise alpha·(e^x − 1). `nn.ELU` in PyTorch. */
export class ELU extends Module {
  /** The result tends to −alpha for large negative values. */
  readonly alpha: number;

  constructor(options: { alpha?: number } = {}) {
    takes('ELU', 1, arguments);
    checkOptions('ELU', options, ['alpha']);
    super();
    this.alpha = checkNumber('ELU', 'alpha', options.alpha ?? 1);
  }

  /** `F.elu` of the input. */
  forward(input: Tensor): Tensor {
    takes('ELU', 1, arguments);
    return f.elu(input, { alpha: this.alpha });
  }

  override extraRepr(): string {
    return `alpha=${float(this.alpha)}`;
  }
}

/** ln(1 + e^(beta·x))/beta, or x itself if beta·x is above the threshold. `nn.Softplus` in PyTorch. */
export class Softplus extends Module {
  /** Multiplies the input and divides the result. */
  readonly beta: number;
  /** If beta·x is greater, the result is x. */
  readonly threshold: number;

  constructor(options: { beta?: number; threshold?: number } = {}) {
    takes('Softplus', 1, arguments);
    checkOptions('Softplus', options, ['beta', 'threshold']);
    super();
    this.beta = checkNumber('Softplus', 'beta', options.beta ?? 1);
    this.threshold = checkNumber('Softplus', 'threshold', options.threshold ?? 20);
  }

  /** `F.softplus` of the input. */
  forward(input: Tensor): Tensor {
    takes('Softplus', 1, arguments);
    return f.softplus(input, { beta: this.beta, threshold: this.threshold });
  }

  override extraRepr(): string {
    return `beta=${float(this.beta)}, threshold=${float(this.threshold)}`;
  }
}

/** x clamped to [minVal, maxVal]. `nn.Hardtanh` in PyTorch. */
export class Hardtanh extends Module {
  /** The least value of the result. */
  readonly minVal: number;
  /** The greatest value of the result. */
  readonly maxVal: number;

  constructor(options: { minVal?: number; maxVal?: number } = {}) {
    takes('Hardtanh', 1, arguments);
    checkOptions('Hardtanh', options, ['minVal', 'maxVal']);
    super();
    this.minVal = checkNumber('Hardtanh', 'minVal', options.minVal ?? -1);
    this.maxVal = checkNumber('Hardtanh', 'maxVal', options.maxVal ?? 1, this.minVal);
  }

  /** `F.hardtanh` of the input. */
  forward(input: Tensor): Tensor {
    return f.hardtanh(input, { minVal: this.minVal, maxVal: this.maxVal });
  }

  override extraRepr(): string {
    return `min_val=${float(this.minVal)}, max_val=${float(this.maxVal)}`;
  }
}
