/** A value of a field or a parameter as text. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text that begins as a sentence does. */
export function sentence(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase('en-US')}${text.slice(1)}`;
}
