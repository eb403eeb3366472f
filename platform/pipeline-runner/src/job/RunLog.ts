import type { LogFile } from '../runs/LogFile';

/** Where a line of a log belongs. */
export interface LogPlace {
  /** Id of the job. */
  job?: string;
  step?: number;
}

/** Writes what a run says into its log: whole, readable, without its token. */
export class RunLog {
  readonly #file: LogFile;
  readonly #redact: (text: string) => string;
  readonly #maxCharacters: number;

  constructor(
    file: LogFile,
    options: { redact: (text: string) => string; maxCharacters: number },
  ) {
    this.#file = file;
    this.#redact = options.redact;
    this.#maxCharacters = options.maxCharacters;
  }

  get isCut(): boolean {
    return this.#file.isCut;
  }

  write(text: string, place: LogPlace = {}): void {
    const hidden = this.#redact(text);
    const left = hidden.length - this.#maxCharacters;
    this.#file.write({
      at: new Date().toISOString(),
      ...place,
      text:
        left > 0
          ? `${hidden.slice(
              0,
              this.#maxCharacters,
            )} … (${left} more characters)`
          : hidden,
    });
  }

  /** The last word, also where the log is full. */
  conclude(text: string): void {
    this.#file.conclude({
      at: new Date().toISOString(),
      text: this.#redact(text),
    });
    this.#file.close();
  }
}
