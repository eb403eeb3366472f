const MARK = '[redacted]';
const MAX_TEXT = 800;
/** Values shorter than this are in every text by chance. */
const MIN_LENGTH = 3;
const SENSITIVE_NAME =
  /pass(word|wd|phrase)?$|secret|token|api[-_]?key|credential|private[-_]?key|authorization/i;

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
    (current, value) => current.split(value).join(MARK),
    withoutDump(text),
  );
  return redacted.length > MAX_TEXT
    ? `${redacted.slice(0, MAX_TEXT)}…`
    : redacted;
}

/** Texts about a value that is refused, or could not be converted, print the value. */
function withoutDump(text: string): string {
  return text
    .replace(/Value:[^:]*$/, `Value: ${MARK}`)
    .replace(
      /(\w+ value): (?:"(?:[^"\\]|\\.)*"|[[{][\s\S]*[\]}]|[\w.]+\{[\s\S]*\}|(?=["[{])[\s\S]*$)/g,
      `$1: ${MARK}`,
    );
}

/**
 * A copy of an object that may be shown: values of Secrets, and of fields and environment variables named like one, are
 * replaced.
 */
export function redactObject(
  object: Record<string, unknown>,
): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, redactNode(value)]),
  );
  if (isSecret(object)) {
    for (const field of ['data', 'stringData']) {
      if (field in copy) {
        copy[field] = maskLeaves(copy[field]);
      }
    }
  }
  return copy;
}

function redactNode(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(redactNode);
  }
  if (!isRecord(node)) {
    return node;
  }
  if (isSensitiveVariable(node)) {
    return { ...node, value: MARK };
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      typeof value === 'string' && SENSITIVE_NAME.test(key) && !isName(key)
        ? MARK
        : redactNode(value),
    ]),
  );
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
    ? Object.fromEntries(Object.keys(node).map(key => [key, MARK]))
    : MARK;
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
    !/api[-_]?key$|private[-_]?key$/i.test(key)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
