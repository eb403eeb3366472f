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

/**
 * What is read of a text at all: it may come from anywhere and be of any length, and patterns take time that grows with its
 * square. Well above what is shown, because redacting makes texts shorter.
 */
const MAX_READ = 4000;

/** Takes what looks like a credential out of a text that people will read, in addresses above all. */
export function redact(text: string): string {
  const clean = SECRETS.reduce(
    (rest, [pattern, replacement]) => rest.replace(pattern, replacement),
    beginningOf(text),
  );
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}…` : clean;
}

/** Ends between two words: half of an address would not look like one that holds a secret. */
function beginningOf(text: string): string {
  if (text.length <= MAX_READ) {
    return text;
  }
  const beginning = text.slice(0, MAX_READ);
  const end = Math.max(beginning.lastIndexOf(' '), beginning.lastIndexOf('\n'));
  return end > 0 ? beginning.slice(0, end) : '[redacted]';
}
