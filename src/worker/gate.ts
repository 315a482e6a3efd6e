/** A promise that is settled from outside. */
export interface Gate {
  /** Fulfilled when the gate is opened. */
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
