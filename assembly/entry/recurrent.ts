/**
 * What the part `recurrent` exports: the kernels of recurrent layers. It is compiled at its first use, on the memory of the
 * first binary, and a bundle without such layers does not contain it.
 */
export { packedSize, packWeight, recurrent, recurrentBackward } from '../kernels/recurrent';
