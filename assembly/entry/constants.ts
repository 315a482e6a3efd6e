/**
 * The numbers that TypeScript shares with the kernels, each from its owner. Only the build compiles this entry: it writes
 * their values to `bindings/wasm/constants.ts`, so no binary carries them.
 */
import { Kind } from '../kernels/element-loss';
import { Cell } from '../lib/gates';

/** Softmax: neighbouring inner positions in a unit of a range. */
export { UNIT as SOFTMAX_UNIT } from '../kernels/softmax';

/** Losses of pairs of elements: elements in a unit of a range, and the kinds. */
export { BLOCK as ELEMENT_LOSS_BLOCK } from '../kernels/element-loss';
export const SMOOTH_L1: i32 = Kind.smoothL1;
export const BCE: i32 = Kind.bce;
export const BCE_LOGITS: i32 = Kind.bceLogits;
export const FOCAL: i32 = Kind.focal;

/** CTC: bytes of scratch memory for each state of a sample, beside those of its rows. */
export { STATE_BYTES as CTC_STATE_BYTES } from '../kernels/ctc';

/** Cross-entropy by blocks of classes: bytes of the state of a row. */
export { STATE as ROW_STATE_BYTES } from '../kernels/linear-cross-entropy';

/** The matrix product: columns of a tile, of which a block is best a multiple. */
export { NR as GEMM_COLUMNS } from '../lib/gemm-tile';

/** Convolution by images: the most channels or numbers of a window, and the most numbers in the windows of an image. */
export { HELD as CONV_HELD, MOST as CONV_MOST } from '../kernels/conv-images';

/** Convolution by tiles: places in a tile. */
export { PLACES as WINOGRAD_PLACES } from '../kernels/winograd';

/** Strided copies: the most dimensions of a window. */
export { MAX_DIMS } from '../kernels/copy';

/** Sorting: bytes of memory for each element of a lane, unless it is no longer than this or fewer places are wanted. */
export { PAIRS_BYTES as SORT_BYTES, RADIX as SORT_PLACES, ROOM as SORT_ROOM } from '../kernels/sort';

/** Sums of rows with equal indices: the units of a range. */
export { UNITS as INDEX_ADD_UNITS } from '../kernels/index-select';

/** Optimizers: words in a row of the table of parameters. */
export { WORDS as TABLE_WORDS } from '../lib/optim-table';

/** The random generator: words of the twister, the place of the index among those of the state, and the least normals. */
export { INDEX as TWISTER_INDEX, N as TWISTER_WORDS } from '../kernels/mt19937';
export { NORMALS } from '../kernels/normal';

/** Recurrent layers: the kinds of cells, and the rows of a batch in a unit of a range. */
export const RNN_RELU: i32 = Cell.relu;
export const RNN_TANH: i32 = Cell.tanh;
export const LSTM_CELL: i32 = Cell.lstm;
export const GRU_CELL: i32 = Cell.gru;
export { UNIT as RECURRENT_ROWS } from '../kernels/recurrent';
