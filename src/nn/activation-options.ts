/** Activations with options; the function of the same name in `F` says what each computes. */
import { fillWith } from '../array/allocate.ts';
import { empty } from '../create/values.ts';
import { checkInteger, checkNumber, checkOneOf, checkOptions, failRange } from '../errors.ts';
import * as f from '../ops/elementwise/activation.ts';
import { glu } from '../ops/elementwise/glu.ts';
import { prelu } from '../ops/elementwise/prelu.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { type Parameter, parameterOf } from './parameter.ts';
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

/** x if it is positive, otherwise alpha·(e^(x/alpha) − 1). `nn.CELU` in PyTorch. */
export class CELU extends Module {
  /** The result tends to −alpha for large negative values. */
  readonly alpha: number;

  constructor(options: { alpha?: number } = {}) {
    takes('CELU', 1, arguments);
    checkOptions('CELU', options, ['alpha']);
    super();
    this.alpha = f.checkAlpha('CELU', options.alpha ?? 1);
  }

  /** `F.celu` of the input. */
  forward(input: Tensor): Tensor {
    takes('CELU', 1, arguments);
    return f.celu(input, { alpha: this.alpha });
  }

  override extraRepr(): string {
    return `alpha=${float(this.alpha)}`;
  }
}

/**
 * x if it is positive, otherwise x·weight. weight (numParameters) is initialised to `init`, by default 0.25: one slope, or one
 * for each channel. `nn.PReLU` in PyTorch.
 */
export class PReLU extends Module {
  /** The number of slopes: 1, or the number of channels. */
  readonly numParameters: number;
  /** The slopes. */
  readonly weight: Parameter;

  constructor(options: { numParameters?: number; init?: number } = {}) {
    takes('PReLU', 1, arguments);
    checkOptions('PReLU', options, ['numParameters', 'init']);
    super();
    this.numParameters = checkInteger('PReLU', 'numParameters', options.numParameters ?? 1, 1);
    const init = checkNumber('PReLU', 'init', options.init ?? 0.25);
    this.weight = parameterOf(fillWith(empty([this.numParameters]), init));
  }

  /** `F.prelu` of the input. */
  forward(input: Tensor): Tensor {
    takes('PReLU', 1, arguments);
    return prelu(input, this.weight);
  }

  override extraRepr(): string {
    return `num_parameters=${this.numParameters}`;
  }
}

/** a·sigmoid(b) for the halves a and b of the input along `dim`, by default the last. `nn.GLU` in PyTorch. */
export class GLU extends Module {
  /** The dim that is halved. */
  readonly dim: number;

  constructor(options: { dim?: number } = {}) {
    takes('GLU', 1, arguments);
    checkOptions('GLU', options, ['dim']);
    super();
    this.dim = checkInteger('GLU', 'dim', options.dim ?? -1);
  }

  /** `F.glu` of the input. */
  forward(input: Tensor): Tensor {
    takes('GLU', 1, arguments);
    return glu(input, this.dim);
  }

  override extraRepr(): string {
    return `dim=${this.dim}`;
  }
}

/** ln(1 + e^(beta·x))/beta, or x itself if beta·x is above the threshold. `nn.Softplus` in PyTorch. */
export class Softplus extends Module {
  /** Multiplies the input and divides the result. */
  readonly beta: number;
  /** Where beta·x is greater, the result is x. */
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

/** x clamped to [minVal, maxVal]. `nn.Hardtanh` in PyTorch. @throws {RangeError} unless maxVal is above minVal. */
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
    this.maxVal = checkNumber('Hardtanh', 'maxVal', options.maxVal ?? 1);
    if (this.maxVal <= this.minVal) failRange('Hardtanh', `expected maxVal above minVal ${this.minVal}, got ${this.maxVal}`);
  }

  /** `F.hardtanh` of the input. */
  forward(input: Tensor): Tensor {
    takes('Hardtanh', 1, arguments);
    return f.hardtanh(input, { minVal: this.minVal, maxVal: this.maxVal });
  }

  override extraRepr(): string {
    return `min_val=${float(this.minVal)}, max_val=${float(this.maxVal)}`;
  }
}
