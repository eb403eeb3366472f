import type { Evidence } from '@cairn/plugin-health-common';
import { Ago } from '@cairn/plugin-portal-react';
import { FewOf } from '../components/FewOf';
import { ObjectName } from '../components/ObjectName';
import styles from './EvidenceList.module.css';

const SHOWN = 5;

/** What a verdict rests on. */
export function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  return (
    <FewOf items={evidence} shown={SHOWN} what="observations">
      {items => (
        <ul className={styles.evidence} aria-label="What this rests on">
          {items.map(({ message, object, at }, index) => (
            <li key={index}>
              <span className={styles.message}>{message}</span>
              <span className={styles.facts}>
                {object && <ObjectName object={object} />}
                {at && <Ago at={at} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </FewOf>
  );
}
