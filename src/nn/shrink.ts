/** Activations that are constant on part of the line; the function of the same name in `F` says what each computes. */

import { checkNumber, checkOptions } from '../errors.ts';
import * as f from '../ops/elementwise/shrink.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Plain } from './activation.ts';
import { Module } from './module.ts';
import { float } from './repr.ts';

/** x where |x| is above lambd, else 0. `nn.Hardshrink` in PyTorch. */
export class Hardshrink extends Module {
  /** Half the width of the range that is set to 0. */
  readonly lambd: number;

  constructor(options: f.ShrinkOptions = {}) {
    takes('Hardshrink', 1, arguments);
    checkOptions('Hardshrink', options, ['lambd']);
    super();
    this.lambd = checkNumber('Hardshrink', 'lambd', options.lambd ?? 0.5);
  }

  /** `F.hardshrink` of the input. */
  forward(input: Tensor): Tensor {
    takes('Hardshrink', 1, arguments);
    return f.hardshrink(input, { lambd: this.lambd });
  }

  override extraRepr(): string {
    return float(this.lambd);
  }
}

/** x moved towards 0 by lambd, and 0 where |x| is at most lambd. `nn.Softshrink` in PyTorch. */
export class Softshrink extends Module {
  /** How far the values move, at least 0. */
  readonly lambd: number;

  constructor(options: f.ShrinkOptions = {}) {
    takes('Softshrink', 1, arguments);
    checkOptions('Softshrink', options, ['lambd']);
    super();
    this.lambd = checkNumber('Softshrink', 'lambd', options.lambd ?? 0.5, 0);
  }

  /** `F.softshrink` of the input. */
  forward(input: Tensor): Tensor {
    takes('Softshrink', 1, arguments);
    return f.softshrink(input, { lambd: this.lambd });
  }

  override extraRepr(): string {
    return float(this.lambd);
  }
}

/** x − tanh(x). `nn.Tanhshrink` in PyTorch. */
export class Tanhshrink extends Plain {
  /** `F.tanhshrink` of the input. */
  forward(input: Tensor): Tensor {
    takes('Tanhshrink', 1, arguments);
    return f.tanhshrink(input);
  }
}

/** x where it is above the threshold, else the value. `nn.Threshold` in PyTorch. */
export class Threshold extends Module {
  /** What the input is compared with. */
  readonly threshold: number;
  /** The value that replaces the others. */
  readonly value: number;

  constructor(threshold: number, value: number) {
    takes('Threshold', 2, arguments);
    super();
    this.threshold = checkNumber('Threshold', 'threshold', threshold);
    this.value = checkNumber('Threshold', 'value', value);
  }

  /** `F.threshold` of the input. */
  forward(input: Tensor): Tensor {
    takes('Threshold', 1, arguments);
    return f.threshold(input, this.threshold, this.value);
  }

  override extraRepr(): string {
    return `threshold=${float(this.threshold)}, value=${float(this.value)}`;
  }
}
