import type { HealthVerdict } from '@cairn/plugin-health-common';
import { RiHourglassLine } from '@remixicon/react';
import { Ago } from '@cairn/plugin-portal-react';
import { toneOf } from '../status/looks';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import { Since } from '../time/Since';
import { EvidenceList } from './EvidenceList';
import styles from './VerdictPanel.module.css';

/** The answer, then what it rests on. */
export function VerdictPanel(props: {
  verdict: HealthVerdict;
  observedAt?: string;
  stale: boolean;
}) {
  const { verdict, observedAt, stale } = props;
  return (
    <div
      className={styles.panel}
      data-tone={stale ? 'unknown' : toneOf[verdict.status]}
    >
      <div className={styles.head}>
        <HealthStatusBadge status={verdict.status} stale={stale} size="large" />
        {/* Where it is stale the banner above says how old it is. */}
        {!stale && (
          <span className={styles.observed}>
            {observedAt ? (
              <>
                Observed <Ago at={observedAt} />
              </>
            ) : (
              'Never observed'
            )}
          </span>
        )}
      </div>
      <p className={styles.message}>{verdict.message}</p>
      <p className={styles.facts}>
        <span>
          {stale && verdict.status !== 'Unknown' ? 'Was' : 'Is'} so{' '}
          <Since at={verdict.since} />
        </span>
        <code>{verdict.reason}</code>
      </p>
      {verdict.waitingFor && !stale && (
        <p className={styles.waiting}>
          <RiHourglassLine aria-hidden="true" />
          <span>
            <strong>Waiting for</strong> {verdict.waitingFor}
          </span>
        </p>
      )}
      {verdict.evidence.length > 0 && (
        <EvidenceList evidence={verdict.evidence} />
      )}
    </div>
  );
}
