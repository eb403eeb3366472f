import { useApi } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import type { LedgerVerification } from '@cairn/plugin-environments-common';
import { Skeleton, Text } from '@backstage/ui';
import {
  Ago,
  BusyButton,
  CodeLine,
  Panel,
  Section,
  StateMark,
} from '@cairn/plugin-portal-react';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import styles from './Verification.module.css';

function Answer({ ok, entries, broken, verifiedAt }: LedgerVerification) {
  return (
    <div role="status" className={styles.answer}>
      <StateMark
        tone={ok ? 'good' : 'bad'}
        word={ok ? 'The ledger is whole' : 'The ledger was changed'}
        size="large"
      />
      <Text as="p">
        {broken
          ? `Row ${broken.sequence}: ${broken.message}`
          : `The hash of each of ${entries} rows was computed again and follows from the one before.`}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        Looked at <Ago at={verifiedAt} />.
        {!ok &&
          ' Export what is there, do not restart anything, and tell who is in charge of the database.'}
      </Text>
    </div>
  );
}

function Anchors({ anchors, unread }: LedgerVerification) {
  if (anchors.length === 0 && unread.length === 0) {
    return (
      <Text color="secondary">
        Its head is written down nowhere else yet, so rows cut off at its end
        would not show.
      </Text>
    );
  }
  return (
    <ul className={styles.anchors} aria-label="Where its head is written down">
      {anchors.map(({ place, holds, sequence, at }) => (
        <li key={place}>
          <StateMark
            tone={holds ? 'good' : 'bad'}
            word={holds ? 'Agrees' : 'Does not agree'}
          />
          <span>
            {place}: row {sequence}, written down <Ago at={at} />
          </span>
        </li>
      ))}
      {unread.map(({ place, message }) => (
        <li key={place}>
          <StateMark tone="unknown" word="Not read" />
          <span>
            {place}: {message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Whether the ledger is whole: by its own hashes, and by what is written down elsewhere. */
export function Verification() {
  const api = useApi(environmentsApiRef);
  const verification = useQuery({
    queryKey: [...keys.ledger, 'verification'],
    queryFn: () => api.verifyLedger(),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const { data } = verification;
  return (
    <Section
      title="Verification"
      aside={
        <BusyButton
          size="small"
          variant="secondary"
          busy={verification.isFetching}
          busyLabel="Verifying…"
          onPress={() => verification.refetch()}
        >
          Verify again
        </BusyButton>
      }
    >
      {verification.isPending && <Skeleton width="100%" height={160} />}
      {verification.isError && (
        <FailureNote
          what="The ledger could not be verified"
          error={verification.error}
          onRetry={() => verification.refetch()}
        />
      )}
      {data && (
        <Panel>
          <Answer {...data} />
          <Anchors {...data} />
          {data.head && (
            <CodeLine
              text={data.head.hash}
              label={`hash of row ${data.head.sequence}, its head`}
            />
          )}
        </Panel>
      )}
    </Section>
  );
}
