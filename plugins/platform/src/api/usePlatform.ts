import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';
import { platformWatchApiRef, type PlatformView } from './PlatformWatch';

/** The state of the platform, followed while the component is there. */
export function usePlatform(): PlatformView & { refresh(): Promise<void> } {
  const watch = useApi(platformWatchApiRef);
  const subscribe = useCallback(
    (onChange: () => void) => watch.subscribe(onChange),
    [watch],
  );
  const view = useSyncExternalStore(subscribe, () => watch.view());
  return { ...view, refresh: () => watch.refresh() };
}
