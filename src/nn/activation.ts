/** Activations without options, and softmax; the function of the same name in `F` says what each computes. */

import { failType, show } from '../errors.ts';
import * as f from '../ops/elementwise/activation.ts';
import { sigmoid, tanh } from '../ops/elementwise/unary.ts';
import { logSoftmax, softmax, softmin } from '../ops/reduce/softmax.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** A module whose constructor takes nothing. @throws {TypeError} for any argument. */
export abstract class Plain extends Module {
  constructor(...none: never[]) {
    super();
    takes(new.target.name, 0, none);
  }
}

/** max(x, 0). `nn.ReLU` in PyTorch. */
export class ReLU extends Plain {
  /** `F.relu` of the input. */
  forward(input: Tensor): Tensor {
    takes('ReLU', 1, arguments);
    return f.relu(input);
  }
}

/** min(max(x, 0), 6). `nn.ReLU6` in PyTorch. */
export class ReLU6 extends Plain {
  /** `F.relu6` of the input. */
  forward(input: Tensor): Tensor {
    takes('ReLU6', 1, arguments);
    return f.relu6(input);
  }
}

/** x·sigmoid(x). `nn.SiLU` in PyTorch. */
export class SiLU extends Plain {
  /** `F.silu` of the input. */
  forward(input: Tensor): Tensor {
    takes('SiLU', 1, arguments);
    return f.silu(input);
  }
}

/** ELU with the two constants that keep mean 0 and variance 1 from layer to layer. `nn.SELU` in PyTorch. */
export class SELU extends Plain {
  /** `F.selu` of the input. */
  forward(input: Tensor): Tensor {
    takes('SELU', 1, arguments);
    return f.selu(input);
  }
}

/** x·tanh(softplus(x)). `nn.Mish` in PyTorch. */
export class Mish extends Plain {
  /** `F.mish` of the input. */
  forward(input: Tensor): Tensor {
    takes('Mish', 1, arguments);
    return f.mish(input);
  }
}

/** x·relu6(x + 3)/6. `nn.Hardswish` in PyTorch. */
export class Hardswish extends Plain {
  /** `F.hardswish` of the input. */
  forward(input: Tensor): Tensor {
    takes('Hardswish', 1, arguments);
    return f.hardswish(input);
  }
}

/** relu6(x + 3)/6. `nn.Hardsigmoid` in PyTorch. */
export class Hardsigmoid extends Plain {
  /** `F.hardsigmoid` of the input. */
  forward(input: Tensor): Tensor {
    takes('Hardsigmoid', 1, arguments);
    return f.hardsigmoid(input);
  }
}

/** ln sigmoid(x). `nn.LogSigmoid` in PyTorch. */
export class LogSigmoid extends Plain {
  /** `F.logsigmoid` of the input. */
  forward(input: Tensor): Tensor {
    takes('LogSigmoid', 1, arguments);
    return f.logsigmoid(input);
  }
}

/** x/(1 + |x|). `nn.Softsign` in PyTorch. */
export class Softsign extends Plain {
  /** `F.softsign` of the input. */
  forward(input: Tensor): Tensor {
    takes('Softsign', 1, arguments);
    return f.softsign(input);
  }
}

/** The hyperbolic tangent. `nn.Tanh` in PyTorch. */
export class Tanh extends Plain {
  /** `F.tanh` of the input. */
  forward(input: Tensor): Tensor {
    takes('Tanh', 1, arguments);
    return tanh(input);
  }
}

/** 1/(1 + e^(−x)). `nn.Sigmoid` in PyTorch. */
export class Sigmoid extends Plain {
  /** `F.sigmoid` of the input. */
  forward(input: Tensor): Tensor {
    takes('Sigmoid', 1, arguments);
    return sigmoid(input);
  }
}

/** What softmax, logSoftmax and softmin share: the dim that they normalise along. */
abstract class AlongDim extends Module {
  /** The dim that it normalises along. */
  readonly dim: number;

  constructor(name: string, dim: number) {
    if (!Number.isInteger(dim)) failType(name, `expected dim to be an integer, got ${show(dim)}`);
    super();
    this.dim = dim;
  }

  override extraRepr(): string {
    return `dim=${this.dim}`;
  }
}

/** The exponentials along `dim`, divided by their sum. `nn.Softmax` in PyTorch; here `dim` is required. */
export class Softmax extends AlongDim {
  constructor(dim: number) {
    takes('Softmax', 1, arguments);
    super('Softmax', dim);
  }

  /** `F.softmax` of the input. */
  forward(input: Tensor): Tensor {
    takes('Softmax', 1, arguments);
    return softmax(input, this.dim);
  }
}

/** The logarithm of `Softmax`. `nn.LogSoftmax` in PyTorch; here `dim` is required. */
export class LogSoftmax extends AlongDim {
  constructor(dim: number) {
    takes('LogSoftmax', 1, arguments);
    super('LogSoftmax', dim);
  }

  /** `F.logSoftmax` of the input. */
  forward(input: Tensor): Tensor {
    takes('LogSoftmax', 1, arguments);
    return logSoftmax(input, this.dim);
  }
}

/** The softmax of −x. `nn.Softmin` in PyTorch; here `dim` is required. */
export class Softmin extends AlongDim {
  constructor(dim: number) {
    takes('Softmin', 1, arguments);
    super('Softmin', dim);
  }

  /** `F.softmin` of the input. */
  forward(input: Tensor): Tensor {
    takes('Softmin', 1, arguments);
    return softmin(input, this.dim);
  }
}
