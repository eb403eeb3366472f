import type { DependencyStatus } from '@cairn/plugin-platform-common';
import { isStale } from '../api/freshness';
import { usePlatform } from '../api/usePlatform';
import { useNow } from '../time/useNow';

/**
 * One dependency, for a page that needs it, for example `useDependency('opa')`.
 *
 * @returns `dependency` is undefined while it is not known: no answer yet, an old one, or nobody registered it.
 */
export function useDependency(id: string): {
  dependency: DependencyStatus | undefined;
} {
  const view = usePlatform();
  const now = useNow(5000);
  return {
    dependency: isStale(view, now)
      ? undefined
      : view.status?.dependencies.find(known => known.id === id),
  };
}
