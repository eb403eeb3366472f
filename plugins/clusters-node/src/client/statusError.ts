import { z } from 'zod';
import type { KubernetesResponse } from '../Clusters';
import { KubernetesStatusError } from '../errors';
import { redactText } from '../objects/redaction';

export const statusSchema = z.looseObject({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .looseObject({
      name: z.string().optional(),
      group: z.string().optional(),
      kind: z.string().optional(),
      causes: z
        .array(
          z.looseObject({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});
export type Status = z.infer<typeof statusSchema>;

type Cause = NonNullable<NonNullable<Status['details']>['causes']>[number];

/** Whether the request was done. */
export function isSuccess({ status }: KubernetesResponse): boolean {
  return status >= 200 && status < 300;
}

/**
 * Makes an error of a refusal. The API server's texts can repeat what was sent, so they are redacted.
 *
 * @param doing - For example `create Secret "a"`.
 * @param sent - The object that was sent; its sensitive values are taken out of the texts.
 */
export function statusError(
  response: KubernetesResponse,
  doing: string,
  sent?: unknown,
): KubernetesStatusError {
  const parsed = statusSchema.safeParse(response.body);
  const status = parsed.success ? parsed.data : undefined;
  const causes = status?.details?.causes ?? [];
  const why =
    status === undefined
      ? 'no reason was given'
      : redactText(explain(status, causes), sent);
  return new KubernetesStatusError(
    `The API server refused to ${doing} (${response.status}${
      status?.reason ? ` ${status.reason}` : ''
    }): ${why}`,
    {
      status: response.status,
      reason: status?.reason,
      fields: [
        ...new Set(causes.flatMap(cause => (cause.field ? [cause.field] : []))),
      ],
      causes: [
        ...new Set(
          causes.flatMap(cause => (cause.reason ? [cause.reason] : [])),
        ),
      ],
      conflicts: causes.flatMap(fieldConflict),
    },
  );
}

/** `conflict with "kubectl" using apps/v1`. */
function fieldConflict({
  reason,
  message,
  field,
}: Cause): Array<{ manager: string; field: string }> {
  const manager =
    reason === 'FieldManagerConflict'
      ? /^conflict with "((?:[^"\\]|\\.)*)"/.exec(message ?? '')?.[1]
      : undefined;
  return manager !== undefined && field ? [{ manager, field }] : [];
}

function explain(status: Status, causes: Cause[]): string {
  const fromCauses = causes
    .slice(0, 10)
    .map(cause =>
      [cause.field, withoutValue(cause)].filter(Boolean).join(': '),
    );
  if (fromCauses.length > 0) {
    return fromCauses.join('; ');
  }
  return status.message ?? 'no reason was given';
}

/** `Invalid value: "x": must be y` without `x`: it can be a whole object. */
function withoutValue(cause: Cause): string {
  const message = cause.message ?? cause.reason ?? '';
  const quoted =
    /^(\w+ value): (?:"(?:[^"\\]|\\.)*"|[-\w.]{1,40})(?::\s*([\s\S]*))?$/.exec(
      message,
    );
  if (quoted) {
    return [quoted[1], quoted[2]].filter(Boolean).join(': ');
  }
  const dumped = /^(\w+ value): /.exec(message);
  if (dumped) {
    // The explanation stands behind the dump; quotes and braces would show that it is still the dump.
    const explanation = /[}\])]: ([^"{}]+)$/.exec(message)?.[1];
    return [dumped[1], explanation].filter(Boolean).join(': ');
  }
  return message;
}
