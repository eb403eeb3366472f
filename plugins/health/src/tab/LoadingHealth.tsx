import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './LoadingHealth.module.css';

/** As high as what comes, so that nothing moves when it does. */
export function LoadingHealth() {
  return (
    <div className={styles.loading} aria-busy="true">
      <VisuallyHidden role="status">Loading health</VisuallyHidden>
      <Skeleton width="100%" height={134} />
      <Skeleton width={72} height={28} />
      <Skeleton width="100%" height={92} />
      <Skeleton width={120} height={28} />
      <Skeleton width="100%" height={320} />
    </div>
  );
}
