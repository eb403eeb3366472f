const SECRETS: Array<[RegExp, string]> = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, '$1[redacted]@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  [
    /((?:token|password|passwd|secret|api[-_]?key|credential)s?["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
    '$1[redacted]',
  ],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[redacted]'],
];

/** Longer texts are cut: a reason is a sentence, not a log. */
const MAX_LENGTH = 500;

/** Takes what looks like a credential out of a text that people will read, in addresses above all. */
export function redact(text: string): string {
  const clean = SECRETS.reduce(
    (rest, [pattern, replacement]) => rest.replace(pattern, replacement),
    text,
  );
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}…` : clean;
}
