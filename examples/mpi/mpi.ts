/** The few functions of Open MPI that data-parallel training needs, called through the npm package `koffi`. */
import { nestedRequire } from '../support/nested.ts';

/** What is used of `koffi`. */
interface Koffi {
  load(file: string, options: { global: boolean }): Library;
}
interface Library {
  func(name: string, result: string, parameters: string[]): (...values: unknown[]) => number;
  symbol(name: string): unknown;
}

/** The processes that were started together. */
export interface World {
  /** Which of them this one is, from 0 on. */
  rank: number;
  /** How many there are. */
  size: number;
  /** Puts the sum over all processes in the place of each element. */
  sum(values: Float32Array | Float64Array | Int32Array): void;
  /** Gives every process the values of the first. */
  broadcast(values: Float32Array): void;
  /** To be called at the end: a process that leaves without it ends all others. */
  finalize(): void;
}

/** `MPI_IN_PLACE` of Open MPI, as a send buffer: what is sent lies where the result goes. */
const IN_PLACE = 1n;

/** Joins the processes that mpirun has started; a process started without it is a world of one. */
export function joinWorld(): World {
  const koffi = nestedRequire('mpi')('koffi') as Koffi;
  // Open MPI loads parts of itself later, and they look for its symbols
  const mpi = koffi.load(process.env['LIBMPI'] ?? 'libmpi.so.40', { global: true });
  const declare = (name: string, ...parameters: string[]) => {
    const call = mpi.func(name, 'int', parameters);
    return (...values: unknown[]): void => {
      const code = call(...values);
      if (code !== 0) throw new Error(`${name}: expected code 0, got ${code}`);
    };
  };
  const init = declare('MPI_Init', 'void *', 'void *');
  const commRank = declare('MPI_Comm_rank', 'void *', '_Out_ int *');
  const commSize = declare('MPI_Comm_size', 'void *', '_Out_ int *');
  // a typed array goes as the address of its elements, which is in the linear memory if the library has lent it
  const allreduce = declare('MPI_Allreduce', 'void *', 'void *', 'int', 'void *', 'void *', 'void *');
  const bcast = declare('MPI_Bcast', 'void *', 'int', 'void *', 'int', 'void *');
  const finalize = declare('MPI_Finalize');

  const world = mpi.symbol('ompi_mpi_comm_world');
  const add = mpi.symbol('ompi_mpi_op_sum');
  const float = mpi.symbol('ompi_mpi_float');
  const double = mpi.symbol('ompi_mpi_double');
  const int = mpi.symbol('ompi_mpi_int');
  const typeOf = (values: Float32Array | Float64Array | Int32Array): unknown =>
    values instanceof Float32Array ? float : values instanceof Float64Array ? double : int;
  const ask = (what: typeof commRank): number => {
    const answer = [0];
    what(world, answer);
    return answer[0] as number;
  };

  init(null, null);
  return {
    rank: ask(commRank),
    size: ask(commSize),
    sum: (values) => allreduce(IN_PLACE, values, values.length, typeOf(values), add, world),
    broadcast: (values) => bcast(values, values.length, float, 0, world),
    finalize,
  };
}
