/** Activations as modules; what each computes is said at the function of the same name in `F`. */
import { checkNumber, checkOptions } from '../errors.ts';
import * as f from '../ops/activation.ts';
import { dropout } from '../ops/dropout.ts';
import { sigmoid, tanh } from '../ops/unary.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** max(x, 0). `nn.ReLU` in PyTorch. */
export class ReLU extends Module {
  /** `F.relu` of the input. */
  forward(input: Tensor): Tensor {
    return f.relu(input);
  }
}

/** x above 0, x·negativeSlope below. `nn.LeakyReLU` in PyTorch. */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;

  constructor(options: { negativeSlope?: number } = {}) {
    checkOptions('LeakyReLU', options, ['negativeSlope']);
    super();
    this.negativeSlope = checkNumber('LeakyReLU', 'negativeSlope', options.negativeSlope ?? 0.01);
  }

  /** `F.leakyRelu` of the input. */
  forward(input: Tensor): Tensor {
    return f.leakyRelu(input, { negativeSlope: this.negativeSlope });
  }

  override extraRepr(): string {
    return `negative_slope=${this.negativeSlope}`;
  }
}

/** x·Φ(x), or its approximation by tanh. `nn.GELU` in PyTorch. */
export class GELU extends Module {
  readonly approximate: 'none' | 'tanh';

  constructor(options: { approximate?: 'none' | 'tanh' } = {}) {
    checkOptions('GELU', options, ['approximate']);
    super();
    this.approximate = options.approximate ?? 'none';
  }

  /** `F.gelu` of the input. */
  forward(input: Tensor): Tensor {
    return f.gelu(input, { approximate: this.approximate });
  }

  override extraRepr(): string {
    return `approximate='${this.approximate}'`;
  }
}

/** x·sigmoid(x). `nn.SiLU` in PyTorch. */
export class SiLU extends Module {
  /** `F.silu` of the input. */
  forward(input: Tensor): Tensor {
    return f.silu(input);
  }
}

/** The hyperbolic tangent. `nn.Tanh` in PyTorch. */
export class Tanh extends Module {
  /** `tanh` of the input. */
  forward(input: Tensor): Tensor {
    return tanh(input);
  }
}

/** 1/(1 + e^(−x)). `nn.Sigmoid` in PyTorch. */
export class Sigmoid extends Module {
  /** `sigmoid` of the input. */
  forward(input: Tensor): Tensor {
    return sigmoid(input);
  }
}

/** Sets elements to 0 with probability p while training, and scales the others by 1/(1 − p). `nn.Dropout` in PyTorch. */
export class Dropout extends Module {
  readonly p: number;

  constructor(p: number = 0.5) {
    super();
    this.p = checkNumber('Dropout', 'p', p, 0, 1);
  }

  /** `F.dropout` of the input while training; the input itself otherwise. */
  forward(input: Tensor): Tensor {
    return dropout(input, this.p, { training: this.training });
  }

  override extraRepr(): string {
    return `p=${this.p}, inplace=False`;
  }
}
