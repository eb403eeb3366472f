import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Drift } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import { Ago, Panel, Section, StaleNote } from '@cairn/plugin-portal-react';
import { useDrift } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { wayRouteRef } from '../routes';
import { DriftedRow } from './DriftedRow';
import { driftSummary } from './driftWords';
import styles from './DriftSection.module.css';

/** The two ways out of a drift. */
function WaysOut(props: { environment: string; drift: Drift }) {
  const { environment: name, drift } = props;
  const toWay = useRouteRef(wayRouteRef);
  const { accept } = drift;
  return (
    <div className={styles.ways}>
      <div className={styles.way}>
        <ButtonLink variant="primary" href={toWay?.({ name, way: 'repair' })}>
          Put back
        </ButtonLink>
        <Text variant="body-small" color="secondary">
          Everything becomes what the last plan made it. You see the plan first.
        </Text>
      </div>
      <div className={styles.way}>
        {accept ? (
          <>
            <ButtonLink
              variant="secondary"
              href={toWay?.({ name, way: 'accept' })}
            >
              Accept into parameters
            </ButtonLink>
            <Text variant="body-small" color="secondary">
              {accept.covers === accept.of
                ? `New parameters make all ${accept.of} differences the wanted state.`
                : `New parameters make ${accept.covers} of ${accept.of} differences the wanted state; the others stay drifted.`}{' '}
              You see the plan first.
            </Text>
          </>
        ) : (
          <Text variant="body-small" color="secondary">
            It cannot be accepted into parameters: the class has none that would
            make what is live.
          </Text>
        )}
      </div>
    </div>
  );
}

function NotCompared({ unknown }: { unknown: Drift['unknown'] }) {
  return (
    <div className={styles.unknown}>
      <Text weight="bold">Could not be compared</Text>
      <ul>
        {unknown.map(({ ref, message }) => (
          <li
            key={`${ref.apiVersion} ${ref.kind} ${ref.namespace} ${ref.name}`}
          >
            {ref.kind} {ref.name}: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is not as the plan made it: who changed it and when, and what can be done. Says nothing where nothing is to be said. */
export function DriftSection(props: {
  environment: string;
  /** True where its state says that there is some: then it is waited for. */
  expected: boolean;
}) {
  const drift = useDrift(props.environment);
  const { data, error } = drift;
  if (!data && !error) {
    return props.expected ? (
      <Section title="Drift">
        <Skeleton width="100%" height={160} />
      </Section>
    ) : null;
  }
  if (!data) {
    return props.expected ? (
      <FailureNote
        what={`The drift of ${props.environment} could not be shown`}
        error={error}
        onRetry={() => drift.refetch()}
      />
    ) : null;
  }
  const { resources, unknown, observedAt } = data;
  if (resources.length === 0 && unknown.length === 0) return null;
  return (
    <Section
      title="Drift"
      aside={
        <Text variant="body-small" color="secondary">
          {driftSummary(data)}
          {observedAt && (
            <>
              , seen <Ago at={observedAt} />
            </>
          )}
        </Text>
      }
    >
      {error && <StaleNote error={error} knownAt={drift.dataUpdatedAt} />}
      <Panel flush>
        {resources.length > 0 && (
          <ul className={styles.rows}>
            {resources.map(resource => (
              <DriftedRow
                key={`${resource.ref.apiVersion} ${resource.ref.kind} ${resource.ref.namespace} ${resource.ref.name}`}
                resource={resource}
              />
            ))}
          </ul>
        )}
        {unknown.length > 0 && <NotCompared unknown={unknown} />}
        {resources.length > 0 && (
          <WaysOut environment={props.environment} drift={data} />
        )}
      </Panel>
    </Section>
  );
}
