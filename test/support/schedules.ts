// What tests of schedules share: an optimizer to schedule.
import * as rl from '../../src/index.ts';
import { leavesNothing } from './library.ts';

/** Runs a check with an optimizer of two groups, and disposes it. */
export function withOptimizer(check: (optimizer: rl.optim.SGD) => void): void {
  leavesNothing(() => {
    const groups = [0.1, 0.025].map((lr) => ({ params: [rl.zeros([1], { requiresGrad: true })], lr }));
    const optimizer = new rl.optim.SGD(groups, { momentum: 0.9 });
    check(optimizer);
    optimizer.dispose();
  });
}

export const ratesOf = (optimizer: rl.optim.SGD): number[] => optimizer.paramGroups.map(({ lr }) => lr);
