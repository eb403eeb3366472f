/** Where a dependency is on the page, so that others can link to it. */
export function anchorOf(id: string): string {
  return `dependency-${id.replace(/[^a-zA-Z0-9-]/g, '-')}`;
}
