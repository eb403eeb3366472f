import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef, useEntity } from '@backstage/plugin-catalog-react';
import type { EntityHealth, HealthSummary } from '@cairn/plugin-health-common';
import {
  failureOf,
  CommandLines,
  FailureNote,
  Section,
  useNow,
} from '@cairn/plugin-portal-react';
import { useHealth } from '../api/useHealth';
import { isStale } from '../status/freshness';
import styles from './HealthTab.module.css';
import { LoadingHealth } from './LoadingHealth';
import { NotConfigured } from './NotConfigured';
import { Places } from './Places';
import { Signals } from './Signals';
import { StaleBanner } from './StaleBanner';
import { Summaries } from './Summaries';
import { Timeline } from './Timeline';
import { VerdictPanel } from './VerdictPanel';

const CLOCK_MS = 5_000;

/** How an entity is and why, then what that rests on. */
export function HealthTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { name, title = name } = entity.metadata;
  const { data, error, refetch } = useHealth(entityRef);

  return (
    <div className={styles.tab}>
      {!data && !error && <LoadingHealth />}
      {!data && error && (
        <FailureNote
          what={`The health of ${title} could not be read`}
          error={error}
          advice={
            failureOf(error).kind === 'notFound'
              ? 'It may have been taken out of the catalog, or you may not see its health. Ask the group that owns it.'
              : undefined
          }
          onRetry={mayHelp(error) ? () => refetch() : undefined}
        />
      )}
      {data && !data.configured && <NotConfigured entity={entity} />}
      {data && data.configured && (
        <Answer entity={entity} health={data} error={error ?? undefined} />
      )}
      {data && !data.configured && data.dependencies.length > 0 && (
        <Dependencies dependencies={data.dependencies} />
      )}
      {data && (
        <Section title="Do it from the CLI">
          <CommandLines
            commands={[
              {
                does: 'Show the same in a terminal',
                command: `./cairn health ${entityRef}`,
              },
            ]}
          />
        </Section>
      )}
    </div>
  );
}

/** Asking again does not change who may see what. */
function mayHelp(error: unknown): boolean {
  return !['forbidden', 'notFound'].includes(failureOf(error).kind);
}

function Answer(props: {
  entity: Entity;
  health: EntityHealth;
  error?: Error;
}) {
  const { entity, health, error } = props;
  const { verdict, observedAt, signals, places, parts, dependencies } = health;
  const stale = isStale(health, useNow(CLOCK_MS));
  const objectsHref = useObjectsHref(entity);
  return (
    <>
      {stale && observedAt && (
        <StaleBanner observedAt={observedAt} error={error} />
      )}
      <VerdictPanel verdict={verdict} observedAt={observedAt} stale={stale} />
      {places.length > 0 && <Signals signals={signals} stale={stale} />}
      {places.length > 0 && (
        <Places
          places={places}
          told={verdict.evidence}
          objectsHref={objectsHref}
        />
      )}
      {parts && (
        <Summaries
          title="What belongs to it"
          summaries={parts}
          none="Nothing that belongs to it runs anywhere that is watched."
        />
      )}
      {places.length > 0 && <Timeline places={places} />}
      <Dependencies dependencies={dependencies} />
    </>
  );
}

function Dependencies(props: { dependencies: HealthSummary[] }) {
  return (
    <Summaries
      title="Dependencies"
      summaries={props.dependencies}
      none={
        <>
          Nothing that it depends on is watched here. Dependencies are named by{' '}
          <code>dependsOn</code> and <code>consumesApis</code> in its
          catalog-info.yaml.
        </>
      }
    />
  );
}

/** The tab that lists an entity's objects with their YAML, which stands where the entity says how they are found. */
function useObjectsHref(entity: Entity): string | undefined {
  const toEntity = useRouteRef(entityRouteRef);
  const { annotations = {}, namespace = 'default', name } = entity.metadata;
  const hasTab = [
    'backstage.io/kubernetes-id',
    'backstage.io/kubernetes-label-selector',
  ].some(annotation => annotations[annotation]);
  return hasTab
    ? `${toEntity({
        kind: entity.kind.toLocaleLowerCase('en-US'),
        namespace,
        name,
      })}/kubernetes`
    : undefined;
}
