/** PyTorch's names of options and state, and this library's. */

/** `weight_decay` → `weightDecay`, `T_max` → `tMax`, `_last_lr` → `lastLr`. */
export function camelCase(name: string): string {
  const joined = name.replace(/^_/, '').replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** `weightDecay` → `weight_decay`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
