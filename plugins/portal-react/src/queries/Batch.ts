/** A table draws its cells in one go; what is asked for that soon after each other is asked for together. */
const GATHER_MS = 10;

interface Waiting<Value> {
  resolve: (value: Value | undefined) => void;
  reject: (error: unknown) => void;
}

/** Asks for the values of many keys in as few requests as it takes. */
export class Batch<Value> {
  readonly #ask: (keys: string[]) => Promise<ReadonlyMap<string, Value>>;
  readonly #size: number;
  #waiting = new Map<string, Waiting<Value>[]>();

  /**
   * @param ask - what it knows of the keys; it may leave some out
   * @param size - most keys of one request; 100, as the batch endpoints take them
   */
  constructor(
    ask: (keys: string[]) => Promise<ReadonlyMap<string, Value>>,
    size = 100,
  ) {
    this.#ask = ask;
    this.#size = size;
  }

  /** The value of a key; undefined where there is none. Rejects with what the request for it is rejected with. */
  load(key: string): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) setTimeout(() => this.#send(), GATHER_MS);
      const others = this.#waiting.get(key) ?? [];
      this.#waiting.set(key, [...others, { resolve, reject }]);
    });
  }

  #send() {
    const waiting = [...this.#waiting];
    this.#waiting = new Map();
    for (let from = 0; from < waiting.length; from += this.#size) {
      this.#answer(waiting.slice(from, from + this.#size));
    }
  }

  async #answer(batch: Array<[string, Waiting<Value>[]]>) {
    try {
      const found = await this.#ask(batch.map(([key]) => key));
      for (const [key, waiting] of batch) {
        for (const { resolve } of waiting) resolve(found.get(key));
      }
    } catch (error) {
      for (const [, waiting] of batch) {
        for (const { reject } of waiting) reject(error);
      }
    }
  }
}
