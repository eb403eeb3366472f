import { Count } from '@cairn/plugin-portal-react';
import type { ComponentProps, ReactNode } from 'react';
import { AnswerNote } from './FailureNote';
import styles from './Listing.module.css';

/** A list in each of its states: not there and why, old, being counted, empty, and its rows. */
export function Listing(props: {
  of: ComponentProps<typeof AnswerNote>['of'] & {
    data: { total: number } | undefined;
  };
  /** What could not be done where there is no answer: a sentence without its full stop. */
  failure: string;
  countWords: (total: number) => string;
  /** Stands in place of the rows where there is none. */
  empty: ReactNode;
  /** The rows, and their placeholders. */
  children: ReactNode;
}) {
  const { data, error } = props.of;
  return (
    <>
      <AnswerNote of={props.of} what={props.failure} />
      {(data || !error) && (
        <div className={styles.list}>
          <Count>{data && props.countWords(data.total)}</Count>
          {data?.total === 0 ? props.empty : props.children}
        </div>
      )}
    </>
  );
}
