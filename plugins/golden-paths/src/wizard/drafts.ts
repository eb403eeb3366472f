import type { JsonObject } from '@backstage/types';
import { z } from 'zod';

/** What is filled in, as far as it is. */
export type Values = Record<string, unknown>;

const valuesSchema = z.record(z.string(), z.unknown());

/** Kept in this tab of the browser, so that leaving the page or loading it again loses nothing. */
const FORM = 'cairn.golden-paths.form:';
const PLAN = 'cairn.golden-paths.plan:';

function read(key: string): Values | undefined {
  try {
    const text = window.sessionStorage.getItem(key);
    return text === null ? undefined : valuesSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function write(key: string, values: Values) {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // A browser that keeps nothing, or has no room: then nothing is kept.
  }
}

export function readDraft(template: string) {
  return read(`${FORM}${template}`);
}

export function keepDraft(template: string, values: Values) {
  write(`${FORM}${template}`, values);
}

/** What was made from it is there: the next form begins empty. */
export function forgetDraft(template: string) {
  try {
    window.sessionStorage.removeItem(`${FORM}${template}`);
  } catch {
    // As above.
  }
}

/** The values that a plan was made from, where it was made in this tab. */
export function readValuesOfPlan(digest: string) {
  return read(`${PLAN}${digest}`);
}

export function keepValuesOfPlan(digest: string, values: Values) {
  write(`${PLAN}${digest}`, values);
}

/** Values that a link brings: `?formData=` with JSON, as the scaffolder's links have it. */
export function valuesOfAddress(address: URLSearchParams): Values | undefined {
  const text = address.get('formData');
  if (text === null) return undefined;
  try {
    return valuesSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Values as they are sent: what is not set is not there. */
export function jsonOf(values: Values): JsonObject {
  return JSON.parse(JSON.stringify(values));
}
