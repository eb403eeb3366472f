import {
  Link,
  Skeleton,
  TablePagination,
  type TablePaginationType,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Cards.module.css';

/** A thing of a list as a card. */
export interface CardOf {
  /** What it is called; leads to it. */
  title: string;
  href?: string;
  /** How it is, in a mark beside its title. */
  mark: ReactNode;
  /** The rest that is to be known of it, a line each. */
  body: ReactNode;
}

/** Things of a list, a card each; with placeholders until they are there, and the pages of the list below. */
export function Cards<T extends { id: string | number }>(props: {
  /** What they are, in the plural: `Environments`. */
  label: string;
  items: T[] | undefined;
  cardOf: (item: T) => CardOf;
  /** Where the list has more pages. */
  pagination?: TablePaginationType;
}) {
  const { label, items, cardOf, pagination } = props;
  if (!items) {
    return (
      <ul
        className={styles.cards}
        aria-label={`Loading ${label.toLocaleLowerCase('en-US')}`}
      >
        {[1, 2, 3].map(one => (
          <li key={one} className={styles.card}>
            <Skeleton width="60%" height={20} />
            <Skeleton width="40%" height={16} />
            <Skeleton width="80%" height={16} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <ul className={styles.cards} aria-label={label}>
        {items.map(item => {
          const { title, href, mark, body } = cardOf(item);
          return (
            <li key={item.id} className={styles.card}>
              <div className={styles.head}>
                <Link href={href} weight="bold">
                  {title}
                </Link>
                {mark}
              </div>
              {body}
            </li>
          );
        })}
      </ul>
      {pagination?.type === 'page' && <TablePagination {...pagination} />}
    </>
  );
}
