/** A group as people write it, `checkout-team`, as the API wants it. */
export function groupRef(text: string): string {
  if (text.includes(':')) {
    return text;
  }
  return text.includes('/') ? `group:${text}` : `group:default/${text}`;
}

/** The other way round. */
export function shortGroup(ref: string): string {
  return ref.replace(/^group:(default\/)?/, '');
}
