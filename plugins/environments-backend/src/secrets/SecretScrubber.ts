import { REDACTED } from '@cairn/plugin-clusters-node';
import type { DesiredResource } from '@cairn/plugin-environments-common';

/** Shorter values would blank out ordinary words. */
const MIN_LENGTH = 4;

/**
 * Takes the secret values of a run's own objects out of texts. API servers repeat what they were sent in their errors, so
 * a message may carry one although no field of ours does.
 */
export class SecretScrubber {
  readonly #values: string[];

  static of(resources: ReadonlyArray<Pick<DesiredResource, 'object'>>) {
    const values = resources.flatMap(({ object }) =>
      object.kind === 'Secret'
        ? [...textsIn(object.data), ...textsIn(object.stringData)]
        : [],
    );
    return new SecretScrubber(values);
  }

  constructor(values: string[]) {
    const forms = values.flatMap(value => [
      value,
      Buffer.from(value, 'utf8').toString('base64'),
      Buffer.from(value, 'base64').toString('utf8'),
    ]);
    this.#values = [...new Set(forms)]
      .filter(value => value.length >= MIN_LENGTH)
      // A value may contain another.
      .sort((a, b) => b.length - a.length);
  }

  scrub(text: string): string {
    return this.#values.reduce(
      (scrubbed, value) => scrubbed.replaceAll(value, REDACTED),
      text,
    );
  }
}

function textsIn(data: unknown): string[] {
  return typeof data === 'object' && data !== null
    ? Object.values(data).filter(value => typeof value === 'string')
    : [];
}
