import type { VisitStep } from '@cairn/plugin-first-hour-common';
import { matchPath } from 'react-router-dom';

const pages: Array<[pattern: string, step: VisitStep]> = [
  ['/docs/:namespace/:kind/:name/*', 'read-its-docs'],
  ['/catalog/:namespace/:kind/:name/docs/*', 'read-its-docs'],
  ['/catalog/:namespace/component/:name/*', 'look-at-a-service'],
];

/** The step that looking at a page is. */
export function stepOfPage(pathname: string): VisitStep | undefined {
  return pages.find(([pattern]) => matchPath(pattern, pathname))?.[1];
}
