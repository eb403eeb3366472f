import { Text } from '@backstage/ui';
import { RiInformationLine } from '@remixicon/react';
import styles from './Notes.module.css';

/** What a person should know though nothing is wrong. */
export function Notes(props: { notes: string[] | undefined }) {
  return (
    <>
      {props.notes?.map(note => (
        <div key={note} className={styles.note}>
          <RiInformationLine size={14} aria-hidden />
          <Text as="p" variant="body-small">
            {note}
          </Text>
        </div>
      ))}
    </>
  );
}
