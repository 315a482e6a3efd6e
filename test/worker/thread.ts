// The training of the tests, in a thread of its own, at the level of the tests. It serves late, as one that awaits a file does.
import { init } from '../../src/index.ts';
import { serve } from '../../src/worker/index.ts';
import { definition } from '../support/worker-job.ts';

const { RUSHLIGHT_LEVEL: level } = process.env;
if (level) await init({ level: level as 'relaxed' });
await new Promise((resolve) => setTimeout(resolve, 20));
export const job = serve(definition);
