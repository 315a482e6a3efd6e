/** The command's flags: what they mean, and one clear line for what they do not. */
import { parseArgs } from 'node:util';

export interface Options {
  epochs: number;
  lr: number;
  seed: number;
  hidden: number[];
  batchSize: number;
  out: string;
}

const HELP = `Trains a classifier of handwritten digits and tests it on 2,000 that it has not seen.

  npm start -- [flags]

  --epochs N       passes over the 8,000 training digits (default 40)
  --lr X           learning rate of Adam (default 0.001)
  --seed N         seed of the weights and of the order of the batches (default 0)
  --hidden N[,N…]  widths of the hidden layers (default 512,256)
  --batch-size N   digits in a batch (default 64)
  --out DIR        where the model and the curve go (default out/digits)
  --help           this text
`;

class UsageError extends Error {}

function number(flag: string, text: string, low: number, integer: boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < low || (integer && !Number.isInteger(value))) {
    throw new UsageError(`--${flag}: expected ${integer ? 'an integer' : 'a number'} of at least ${low}, got '${text}'`);
  }
  return value;
}

/** The options that the arguments give; prints and ends the process for `--help` and for what it cannot read. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        epochs: { type: 'string', default: '40' },
        lr: { type: 'string', default: '0.001' },
        seed: { type: 'string', default: '0' },
        hidden: { type: 'string', default: '512,256' },
        'batch-size': { type: 'string', default: '64' },
        out: { type: 'string', default: 'out/digits' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    return {
      epochs: number('epochs', values.epochs, 1, true),
      lr: number('lr', values.lr, 1e-9, false),
      seed: number('seed', values.seed, 0, true),
      hidden: values.hidden.split(',').map((width) => number('hidden', width, 1, true)),
      batchSize: number('batch-size', values['batch-size'], 1, true),
      out: values.out,
    };
  } catch (error) {
    console.error(`digits: ${(error as Error).message.split('\n')[0]}; try --help`);
    process.exit(2);
  }
}
