// Ports for programs that must be told one.
let given = 0;

/** A port of this process: eight for each, below those that the system gives to whoever asks for any. */
export const ownPort = (): number => 20_000 + (process.pid % 1500) * 8 + (given++ % 8);
