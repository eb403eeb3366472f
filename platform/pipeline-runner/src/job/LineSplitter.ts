import { StringDecoder } from 'node:string_decoder';

/**
 * Makes lines of a stream of bytes. What is not UTF-8 becomes the replacement character; of a line that is too long the
 * beginning is kept, so that no program can fill the memory by never ending a line.
 */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #maxCharacters: number;
  readonly #onLine: (line: string, isCut: boolean) => void;
  #rest = '';
  #isCut = false;

  constructor(
    maxCharacters: number,
    onLine: (line: string, isCut: boolean) => void,
  ) {
    this.#maxCharacters = maxCharacters;
    this.#onLine = onLine;
  }

  write(bytes: Buffer): void {
    const parts = this.#decoder.write(bytes).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      this.#add(part);
      this.#emit();
    }
    this.#add(last);
  }

  /** Gives out what stands after the last line's end. */
  end(): void {
    this.#add(this.#decoder.end());
    if (this.#rest !== '') {
      this.#emit();
    }
  }

  #add(text: string) {
    const room = this.#maxCharacters - this.#rest.length;
    this.#isCut ||= text.length > room;
    this.#rest += text.slice(0, room);
  }

  #emit() {
    const line = this.#rest;
    const isCut = this.#isCut;
    this.#rest = '';
    this.#isCut = false;
    this.#onLine(line, isCut);
  }
}
