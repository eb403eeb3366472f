import { createHash } from 'node:crypto';
import type { ClassSources } from './EnvironmentClasses';

/** `sha256:…` over the paths and contents of a class, whatever order they were read in. */
export function classVersion(sources: ClassSources): string {
  const sorted = [...sources].sort(([a], [b]) => compareCodeUnits(a, b));
  // As JSON, so that no path or content can be mistaken for the border between two of them.
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted))
    .digest('hex');
  return `sha256:${digest}`;
}

/** Not by locale: the order must be the same on every machine. */
function compareCodeUnits(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
