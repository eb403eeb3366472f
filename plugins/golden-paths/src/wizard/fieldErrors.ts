import type { FieldProblem } from '@cairn/plugin-environments-common';
import { ErrorSchemaBuilder, type ErrorSchema } from '@rjsf/utils';
import { z } from 'zod';

const own = z
  .looseObject({ __errors: z.array(z.string()).catch([]) })
  .transform(({ __errors }) => __errors);
const nested = z.record(z.string(), z.unknown());

/** The problems that fields found themselves, each at its field. Undefined where there is none. */
export function errorsOfFields(found: unknown): ErrorSchema | undefined {
  const errors = new ErrorSchemaBuilder();
  let any = false;
  const walk = (at: string[], value: unknown) => {
    const here = own.safeParse(value);
    if (here.success) {
      for (const message of here.data) {
        any = true;
        errors.addErrors(message, at);
      }
    }
    const below = nested.safeParse(value);
    if (!below.success) return;
    for (const [key, one] of Object.entries(below.data)) {
      if (key !== '__errors') walk([...at, key], one);
    }
  };
  walk([], found);
  return any ? errors.ErrorSchema : undefined;
}

/** The name of the form's value that a problem is about; the rest of its path stays within the field. */
export function valueOf(field: string): string {
  return field.replace(/^values\./, '').split('.')[0];
}

/** The problems of a request that the backend named, each at its field. */
export function errorsOfRequest(problems: FieldProblem[]): ErrorSchema {
  const errors = new ErrorSchemaBuilder();
  for (const { field, message } of problems) {
    errors.addErrors(message, [valueOf(field)]);
  }
  return errors.ErrorSchema;
}
