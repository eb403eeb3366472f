/** Stands where a secret value was. */
export const REDACTED = '«redacted»';

const SECRET_NAME =
  /passw(or)?d|secret|token|credential|api[-_]?key|private[-_]?key|access[-_]?key/i;

/**
 * A copy of an object without its secret values: everything below `data` and `stringData` of a Secret, literal values of
 * environment variables whose name says that they are secret, and the copy that `kubectl apply` keeps in an annotation.
 * Whatever is stored, logged, sent to policy or answered went through here.
 */
export function redactSecrets(
  object: Record<string, unknown>,
): Record<string, unknown> {
  return redactRecord(object);
}

function redact(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(redact);
  }
  return isRecord(value) ? redactRecord(value) : value;
}

function redactRecord(
  object: Record<string, unknown>,
): Record<string, unknown> {
  const isSecret = object.kind === 'Secret';
  const isSecretVariable =
    typeof object.name === 'string' &&
    typeof object.value === 'string' &&
    SECRET_NAME.test(object.name);
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (isSecret && (key === 'data' || key === 'stringData')) {
        return [key, redactValues(value)];
      }
      if (isSecretVariable && key === 'value') {
        return [key, REDACTED];
      }
      if (key === 'kubectl.kubernetes.io/last-applied-configuration') {
        return [key, REDACTED];
      }
      return [key, redact(value)];
    }),
  );
}

/** Keys stay: which values a Secret has is no secret, and a plan should show it. */
function redactValues(value: unknown): unknown {
  return isRecord(value)
    ? Object.fromEntries(Object.keys(value).map(key => [key, REDACTED]))
    : REDACTED;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
