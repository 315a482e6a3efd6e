import type { ScheduledGroup } from './scheduler.ts';

/** Sets the momentum of a group; for Adam and its relatives, the first beta. */
export function setMomentum(group: ScheduledGroup, momentum: number): void {
  if (group.betas !== undefined) group.betas = [momentum, group.betas[1]];
  else group.momentum = momentum;
}
