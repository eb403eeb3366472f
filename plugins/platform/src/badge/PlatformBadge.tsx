import { VisuallyHidden } from '@backstage/ui';
import { isStale } from '../api/freshness';
import { usePlatform } from '../api/usePlatform';
import { sentence } from '../page/answer';
import { bySeverity, needsAttention } from '../state/states';
import styles from './PlatformBadge.module.css';

/**
 * For the sidebar, beside the name of the Platform page: how many parts do not work as they should. Nothing while all do, and nothing
 * while it is not known: the page says so.
 */
export function PlatformBadge() {
  const view = usePlatform();
  const wrong = (view.status?.dependencies ?? [])
    .filter(({ state }) => state !== 'unknown')
    .filter(needsAttention)
    .sort(bySeverity);
  if (wrong.length === 0 || isStale(view, view.receivedAt ?? 0)) {
    return null;
  }
  const down = wrong.some(({ state }) => state === 'down');
  return (
    <span className={styles.badge} data-tone={down ? 'down' : 'warning'}>
      <span aria-hidden>{wrong.length}</span>
      <VisuallyHidden>{`, ${wrong.map(sentence).join(', ')}`}</VisuallyHidden>
    </span>
  );
}
