import { isRecord } from '@cairn/plugin-portal-common';

/** Stands where a secret value was. */
export const REDACTED = '[redacted]';
const MAX_TEXT = 800;
/** Values shorter than this are in every text by chance. */
const MIN_LENGTH = 3;
const SENSITIVE_NAME =
  /passw(or)?d|passphrase|pass$|secret|token|credential|(api|access|private)[-_]?key|authorization/i;
/** Where `kubectl apply` keeps a copy of the whole object, as a text. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A text of the API server without the values that it repeats: those that it complains about, and sensitive ones of the
 * object that was sent.
 *
 * @param sent - Absent where nothing was.
 */
export function redactText(text: string, sent?: unknown): string {
  const values = [...sensitiveValues(sent)]
    .filter(value => value.length >= MIN_LENGTH)
    // A value that contains another one goes first, or its rest would stay.
    .sort((a, b) => b.length - a.length);
  const redacted = values.reduce(
    (current, value) => current.split(value).join(REDACTED),
    withoutDump(text),
  );
  return redacted.length > MAX_TEXT
    ? `${redacted.slice(0, MAX_TEXT)}…`
    : redacted;
}

/** Texts about a value that is refused, or could not be converted, print the value. */
function withoutDump(text: string): string {
  return text
    .replace(/Value:[^:]*$/, `Value: ${REDACTED}`)
    .replace(
      /(\w+ value): (?:"(?:[^"\\]|\\.)*"|[[{][\s\S]*[\]}]|[\w.]+\{[\s\S]*\}|(?=["[{])[\s\S]*$)/g,
      `$1: ${REDACTED}`,
    );
}

/**
 * A copy of an object that may be shown: the values of Secrets wherever they are in it, those of fields and environment
 * variables named like a secret, and the copy that `kubectl apply` keeps in an annotation are replaced.
 */
export function redactObject(
  object: Record<string, unknown>,
): Record<string, unknown> {
  const isOfSecret = (key: string) =>
    isSecret(object) && (key === 'data' || key === 'stringData');
  const isOfVariable = (key: string) =>
    key === 'value' && isSensitiveVariable(object);
  const isNamedSecret = (key: string, value: unknown) =>
    typeof value === 'string' && SENSITIVE_NAME.test(key) && !isName(key);
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (isOfSecret(key)) {
        return [key, maskLeaves(value)];
      }
      return isOfVariable(key) ||
        key === LAST_APPLIED ||
        isNamedSecret(key, value)
        ? [key, REDACTED]
        : [key, redactNode(value)];
    }),
  );
}

function redactNode(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(redactNode);
  }
  return isRecord(node) ? redactObject(node) : node;
}

function sensitiveValues(sent: unknown): Set<string> {
  const found = new Set<string>();
  const collect = (node: unknown, sensitive: boolean): void => {
    if (Array.isArray(node)) {
      node.forEach(item => collect(item, sensitive));
    } else if (isRecord(node)) {
      for (const [key, value] of Object.entries(node)) {
        const isVariable = key === 'value' && typeof node.name === 'string';
        collect(
          value,
          sensitive || isVariable || (SENSITIVE_NAME.test(key) && !isName(key)),
        );
      }
    } else if (sensitive && node !== null && node !== undefined) {
      addForms(found, String(node));
    }
  };
  if (isRecord(sent) && isSecret(sent)) {
    collect(sent.data, true);
    collect(sent.stringData, true);
  } else {
    collect(sent, false);
  }
  return found;
}

/** A value as it is, in Base64, decoded from it, and with the escapes of a quoted text. */
function addForms(found: Set<string>, value: string): void {
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  for (const form of [
    value,
    Buffer.from(value, 'utf8').toString('base64'),
    decoded,
  ]) {
    found.add(form);
    found.add(JSON.stringify(form).slice(1, -1));
  }
}

function maskLeaves(node: unknown): unknown {
  return isRecord(node)
    ? Object.fromEntries(Object.keys(node).map(key => [key, REDACTED]))
    : REDACTED;
}

function isSecret(object: Record<string, unknown>): boolean {
  return object.kind === 'Secret';
}

function isSensitiveVariable(node: Record<string, unknown>): boolean {
  return (
    typeof node.name === 'string' &&
    typeof node.value === 'string' &&
    SENSITIVE_NAME.test(node.name)
  );
}

/** `secretName`, `tokenSecretRef` and the like say where a secret is, not what. */
function isName(key: string): boolean {
  return (
    /(name|ref|key|keys|path|type|kind)$/i.test(key) &&
    !/(api|access|private)[-_]?key$/i.test(key)
  );
}
