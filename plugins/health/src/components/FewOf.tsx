import { Button } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import styles from './FewOf.module.css';

/** The first few of many, and a button for the rest. */
export function FewOf<T>(props: {
  items: T[];
  shown: number;
  /** What they are, in the plural. */
  what: string;
  children: (items: T[]) => ReactNode;
}) {
  const { items, shown, what, children } = props;
  const [isWhole, setWhole] = useState(false);
  const hidden = items.length - shown;
  return (
    <>
      {children(isWhole ? items : items.slice(0, shown))}
      {hidden > 0 && (
        <div className={styles.more}>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={isWhole}
            onPress={() => setWhole(!isWhole)}
          >
            {isWhole
              ? `Show only the first ${shown} ${what}`
              : `Show all ${items.length} ${what}`}
          </Button>
        </div>
      )}
    </>
  );
}
