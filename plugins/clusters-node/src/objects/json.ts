import type { JsonObject, JsonValue } from '@backstage/types';
import { z } from 'zod';
import type { KubernetesObject } from '../Clusters';

/** As `z.json()`, which tries the kinds of values one after the other at each level and takes many times as long. */
export const jsonValueSchema = z.custom<JsonValue>(isJson, 'is not JSON');

function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return (
        value === null ||
        (Array.isArray(value)
          ? value.every(isJson)
          : isPlain(value) && Object.values(value).every(isJson))
      );
    default:
      return false;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** An object as the body of a request. */
export function bodyOf(object: KubernetesObject): JsonObject {
  // What was just written as JSON is JSON.
  const body: JsonObject = JSON.parse(JSON.stringify(object));
  return body;
}
