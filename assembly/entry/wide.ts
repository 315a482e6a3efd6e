/** What the binary of the level 'wide' exports: its own matrix product. Everything else it takes from the relaxed level. */
export { gemm } from '../kernels/gemm-wide';
