import { EventEmitter } from 'node:events';

/** Tells those who watch a run in this backend that it changed; what it is now they read from the store. */
export class RunFeed {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  changed(runId: string): void {
    this.#emitter.emit(runId);
  }

  /** @returns how to stop */
  subscribe(runId: string, listener: () => void): () => void {
    this.#emitter.on(runId, listener);
    return () => this.#emitter.off(runId, listener);
  }
}
