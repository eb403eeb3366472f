import { createHash } from 'node:crypto';

/** A digest of things by kind, name and content, in the order in which they are added. */
export class Digest {
  readonly #hash = createHash('sha256');

  add(
    kind: 'file' | 'folder' | 'link',
    name: string,
    content: string | Buffer,
  ) {
    // With the lengths, so that no content can be taken for the start of the next thing.
    const head = [kind, name, Buffer.byteLength(content)];
    this.#hash.update(`${JSON.stringify(head)}\n`).update(content);
  }

  value(): string {
    return `sha256:${this.#hash.digest('hex')}`;
  }
}
