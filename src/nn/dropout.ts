import { checkNumber } from '../errors.ts';
import { dropout } from '../ops/elementwise/dropout.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** In training, sets elements to 0 with probability p and scales the others by 1/(1 − p). `nn.Dropout` in PyTorch. */
export class Dropout extends Module {
  /** The probability that an element is set to 0. */
  readonly p: number;

  constructor(p: number = 0.5) {
    takes('Dropout', 1, arguments);
    super();
    this.p = checkNumber('Dropout', 'p', p, 0, 1);
  }

  /** `F.dropout` of the input in training; the input itself in evaluation. */
  forward(input: Tensor): Tensor {
    takes('Dropout', 1, arguments);
    return dropout(input, this.p, { training: this.training });
  }

  override extraRepr(): string {
    return `p=${this.p}, inplace=False`;
  }
}
