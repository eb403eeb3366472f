import type { VisitStep } from '@cairn/plugin-first-hour-common';
import { matchPath } from 'react-router-dom';

/** What a page makes of the first hour, if the entity that it is about is there. */
export interface Visit {
  step: VisitStep;
  /** Ref of the entity, as the address spells it. */
  entityRef: string;
}

const pages: Array<[pattern: string, step: VisitStep]> = [
  ['/docs/:namespace/:kind/:name/*', 'read-its-docs'],
  ['/catalog/:namespace/:kind/:name/docs/*', 'read-its-docs'],
  ['/catalog/:namespace/component/:name/*', 'look-at-a-service'],
];

/** The step that looking at a page is. */
export function visitOf(pathname: string): Visit | undefined {
  for (const [pattern, step] of pages) {
    const params = matchPath(pattern, pathname)?.params;
    if (params) {
      const { namespace, kind = 'component', name } = params;
      return { step, entityRef: `${kind}:${namespace}/${name}` };
    }
  }
  return undefined;
}
