import { F, optim, type Tensor } from 'rushlight';

/** Moves the logits one step down the loss; returns the loss before it. */
export function stepOf(logits: Tensor, target: Tensor, lr: number): Tensor {
  // shown
  const optimizer = new optim.SGD([logits], { lr });
  optimizer.zeroGrad();
  const loss = F.crossEntropy(logits, target);
  loss.backward();
  optimizer.step();
  // end
  return loss;
}
