import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './PlatformPage.module.css';

/** As large as what will stand there, so that nothing moves when it comes. */
export function LoadingPlatform() {
  return (
    <>
      <div role="status">
        <VisuallyHidden>Asking how the platform is</VisuallyHidden>
        <Skeleton height={78} width="100%" />
      </div>
      <div className={styles.cards} aria-hidden>
        {[1, 2, 3, 4, 5, 6].map(key => (
          <Skeleton key={key} height={168} width="100%" />
        ))}
      </div>
    </>
  );
}
