/** What turns the text of the other binaries back into bytes. */
export * from '../kernels/decode';
