type Listener = (...values: never[]) => void;

export interface Emitter {
  on(event: string, listener: Listener): unknown;
  removeListener(event: string, listener: Listener): unknown;
}

/** Listens to several events until the function that it returns is called. */
export function listen(emitter: Emitter, listeners: Readonly<Record<string, Listener>>): () => void {
  for (const [event, listener] of Object.entries(listeners)) emitter.on(event, listener);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) emitter.removeListener(event, listener);
  };
}
