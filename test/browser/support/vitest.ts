// What stands for vitest in a page: its own runner and matchers, without the Node process round them.
import {
  chai,
  type ExpectStatic,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from '@vitest/runner';

for (const matchers of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(matchers);

export const expect = chai.expect as unknown as ExpectStatic;
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect });
setState({ assertionCalls: 0 }, expect);

/** Types are the compiler's to check: here every assertion on them holds. */
const holds: object = new Proxy(() => holds, { get: () => holds });
export const expectTypeOf = (): object => holds;
