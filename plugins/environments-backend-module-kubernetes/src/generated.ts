import { randomInt } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';

/**
 * Keys of a Secret whose values Cairn makes up once and never again: `password, token:64`, each with its length, which is 32
 * by default. They are in no class, plan, digest or log.
 */
const GENERATE_ANNOTATION = 'cairn.dev/generate';

const LETTERS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const DEFAULT_LENGTH = 32;
/** Stands in a plan where a value will be. */
const TO_COME = Buffer.from('to be generated').toString('base64');

const ENTRY = /^([-._a-zA-Z0-9]{1,253})(?::([1-9][0-9]{0,2}))?$/;
const LENGTHS = { least: 16, most: 512 };

const dataSchema = z.record(z.string(), z.string()).default({});

interface Generated {
  key: string;
  length: number;
}

/** @throws InputError naming `origin`, where it is no list of keys, or of another kind than a Secret */
export function assertGenerated(
  object: KubernetesObject,
  origin: string,
): void {
  const text = object.metadata.annotations?.[GENERATE_ANNOTATION];
  if (text === undefined) {
    return;
  }
  const place = `${origin} at /metadata/annotations/${GENERATE_ANNOTATION.replace(
    '/',
    '~1',
  )}`;
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') {
    throw new InputError(`${place}: only values of a Secret are generated`);
  }
  for (const entry of entriesOf(text)) {
    const match = ENTRY.exec(entry);
    const length = Number(match?.[2] ?? DEFAULT_LENGTH);
    if (!match || length < LENGTHS.least || length > LENGTHS.most) {
      throw new InputError(
        `${place}: "${entry}" is not a key, or a key and a length from ${LENGTHS.least} to ${LENGTHS.most}, for example password:32`,
      );
    }
    if (Object.hasOwn(dataSchema.parse(object.data), match[1])) {
      throw new InputError(
        `${place}: the value of "${match[1]}" stands in the class, so it cannot be generated`,
      );
    }
  }
}

/** Whether values of an object are made up. */
export function isGenerated(object: KubernetesObject): boolean {
  return generatedOf(object).length > 0;
}

/** An object as it is planned: what was made up stays as it is. */
export function withPlanned(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): KubernetesObject {
  return filled(object, live, () => TO_COME);
}

/** An object as it is written: what was made up stays as it is, what was not is made up now. */
export function withGenerated(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): KubernetesObject {
  return filled(object, live, ({ length }) =>
    Buffer.from(
      Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
    ).toString('base64'),
  );
}

function filled(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
  make: (generated: Generated) => string,
): KubernetesObject {
  const generated = generatedOf(object);
  if (generated.length === 0) {
    return object;
  }
  const kept = new Map(
    Object.entries(dataSchema.safeParse(live?.data ?? {}).data ?? {}),
  );
  return {
    ...object,
    data: {
      ...dataSchema.parse(object.data),
      ...Object.fromEntries(
        generated.map(one => [one.key, kept.get(one.key) ?? make(one)]),
      ),
    },
  };
}

function generatedOf(object: KubernetesObject): Generated[] {
  const text = object.metadata.annotations?.[GENERATE_ANNOTATION];
  return object.kind === 'Secret' && text !== undefined
    ? entriesOf(text).map(entry => {
        const [key, length] = entry.split(':');
        return { key, length: Number(length ?? DEFAULT_LENGTH) };
      })
    : [];
}

function entriesOf(text: string): string[] {
  return text
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}
