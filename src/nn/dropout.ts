/** Dropout as layers. */

import { checkNumber } from '../errors.ts';
import * as f from '../ops/elementwise/dropout.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** What all dropouts share: the probability. */
abstract class Dropping extends Module {
  /** The probability that an element or a channel is dropped. */
  readonly p: number;

  constructor(name: string, p: number) {
    super();
    this.p = checkNumber(name, 'p', p, 0, 1);
  }

  override extraRepr(): string {
    return `p=${this.p}, inplace=False`;
  }
}

/** In training, sets elements to 0 with probability p and scales the others by 1/(1 − p). `nn.Dropout` in PyTorch. */
export class Dropout extends Dropping {
  constructor(p: number = 0.5) {
    takes('Dropout', 1, arguments);
    super('Dropout', p);
  }

  /** `F.dropout` of the input in training; the input itself in evaluation. */
  forward(input: Tensor): Tensor {
    takes('Dropout', 1, arguments);
    return f.dropout(input, this.p, { training: this.training });
  }
}

/** `Dropout` of whole channels of (N, C, L) or (C, L). `nn.Dropout1d` in PyTorch. */
export class Dropout1d extends Dropping {
  constructor(p: number = 0.5) {
    takes('Dropout1d', 1, arguments);
    super('Dropout1d', p);
  }

  /** `F.dropout1d` of the input in training; the input itself in evaluation. */
  forward(input: Tensor): Tensor {
    takes('Dropout1d', 1, arguments);
    return f.dropout1d(input, this.p, { training: this.training });
  }
}

/** `Dropout` of whole channels of (N, C, H, W). `nn.Dropout2d` in PyTorch. */
export class Dropout2d extends Dropping {
  constructor(p: number = 0.5) {
    takes('Dropout2d', 1, arguments);
    super('Dropout2d', p);
  }

  /** `F.dropout2d` of the input in training; the input itself in evaluation. */
  forward(input: Tensor): Tensor {
    takes('Dropout2d', 1, arguments);
    return f.dropout2d(input, this.p, { training: this.training });
  }
}

/** Dropout that keeps the mean and variance of the output of `SELU`. `nn.AlphaDropout` in PyTorch. */
export class AlphaDropout extends Dropping {
  constructor(p: number = 0.5) {
    takes('AlphaDropout', 1, arguments);
    super('AlphaDropout', p);
  }

  /** `F.alphaDropout` of the input in training; the input itself in evaluation. */
  forward(input: Tensor): Tensor {
    takes('AlphaDropout', 1, arguments);
    return f.alphaDropout(input, this.p, { training: this.training });
  }
}
