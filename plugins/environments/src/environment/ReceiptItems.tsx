import type {
  Receipt,
  ReceiptItem,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { Clock, Panel, StateMark } from '@cairn/plugin-portal-react';
import type { ReactNode } from 'react';
import styles from './rows.module.css';

const LOOKS = {
  absent: { tone: 'good', word: 'Gone' },
  present: { tone: 'bad', word: 'Still there' },
  unknown: { tone: 'unknown', word: 'Unknown' },
} as const;

function Row(props: {
  mark: ReactNode;
  object: ResourceRef;
  message?: string;
  at?: string;
}) {
  const { kind, name, namespace } = props.object;
  return (
    <li className={styles.row}>
      {props.mark}
      <div className={styles.what}>
        <span>
          <Text color="secondary">{kind}</Text>{' '}
          <Text weight="bold">{name}</Text>
        </span>
        <Text variant="body-small" color="secondary">
          {[namespace, props.message].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {props.at && (
        <Text variant="body-small" color="secondary">
          <Clock at={props.at} />
        </Text>
      )}
    </li>
  );
}

/** What is not gone first. */
function byConcern(one: ReceiptItem, other: ReceiptItem) {
  return Number(one.state === 'absent') - Number(other.state === 'absent');
}

/** Each thing that it owned and when it was seen to be gone; and what was found beside. */
export function ReceiptItems({ receipt }: { receipt: Receipt }) {
  return (
    <Panel flush>
      <ul className={styles.rows} aria-label="Items of the receipt">
        {receipt.leftovers.map(({ ref, uid }) => (
          <Row
            key={uid}
            mark={<StateMark tone="bad" word="Left over" />}
            object={ref}
            message="Carries its label and was not in its inventory."
          />
        ))}
        {[...receipt.items].sort(byConcern).map(item => (
          <Row
            key={item.uid}
            mark={<StateMark {...LOOKS[item.state]} />}
            object={item.ref}
            message={item.message}
            at={item.confirmedAt}
          />
        ))}
      </ul>
    </Panel>
  );
}
