import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton } from '@backstage/ui';
import { RiDeleteBinLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import {
  CommandLines,
  Page,
  Section,
  StaleNote,
} from '@cairn/plugin-portal-react';
import { isMoving, useEnvironment } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { destroyRouteRef, environmentRouteRef, rootRouteRef } from '../routes';
import { Conditions } from './Conditions';
import { EnvironmentCost } from './EnvironmentCost';
import { EnvironmentFacts } from './EnvironmentFacts';
import styles from './EnvironmentPage.module.css';
import { Outputs } from './Outputs';
import { Resources } from './Resources';
import { Runs } from './Runs';
import { StatePanel } from './StatePanel';

function Placeholder() {
  return (
    <div className={styles.columns} aria-busy="true">
      <div className={styles.main}>
        <Skeleton width="100%" height={128} />
        <Skeleton width="100%" height={240} />
      </div>
      <div className={styles.side}>
        <Skeleton width="100%" height={280} />
      </div>
    </div>
  );
}

function Content({ environment }: { environment: Environment }) {
  const { name, namespace, id } = environment;
  const moving = isMoving(environment);
  const gone = environment.state === 'Destroyed';
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <StatePanel environment={environment} />
        {!gone && <Outputs outputs={environment.outputs} />}
        {!gone && <Conditions conditions={environment.conditions} />}
        <Resources environment={name} moving={moving} />
        <Runs environment={name} moving={moving} />
      </div>
      <div className={styles.side}>
        <EnvironmentFacts environment={environment} />
        {!gone && <EnvironmentCost environment={environment} moving={moving} />}
        <Section title="Do it from the command line">
          <CommandLines
            commands={
              gone
                ? [
                    {
                      does: 'See that nothing is left',
                      command: `./cairn kubectl get namespaces -l cairn.dev/environment=${id}`,
                    },
                  ]
                : [
                    {
                      does: 'See the same',
                      command: `./cairn env show ${name}`,
                    },
                    {
                      does: 'See what runs in it',
                      command: `./cairn kubectl get all -n ${namespace}`,
                    },
                    {
                      does: 'See what happened in it lately',
                      command: `./cairn kubectl get events -n ${namespace} --sort-by=.lastTimestamp`,
                    },
                  ]
            }
          />
        </Section>
      </div>
    </div>
  );
}

export function EnvironmentPage() {
  const { name = '' } = useParams();
  const query = useEnvironment(name);
  const here = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const destroyHref = useRouteRef(destroyRouteRef)?.({ name });
  const listHref = useRouteRef(rootRouteRef)?.();
  const { data, error } = query;
  const destroyable =
    data && data.state !== 'Destroyed' && data.state !== 'Destroying';
  return (
    <Page
      title={name}
      description={data && data.title !== name ? data.title : undefined}
      crumbs={[{ label: name, href: here }]}
      actions={
        destroyable && (
          <ButtonLink
            variant="secondary"
            href={destroyHref}
            iconStart={<RiDeleteBinLine />}
          >
            Destroy…
          </ButtonLink>
        )
      }
    >
      {error && data && (
        <StaleNote error={error} knownAt={query.dataUpdatedAt} />
      )}
      {error && !data && (
        <FailureNote
          what={`The environment ${name} could not be shown`}
          error={error}
          onRetry={() => query.refetch()}
          actions={
            <ButtonLink size="small" variant="secondary" href={listHref}>
              See all environments
            </ButtonLink>
          }
        />
      )}
      {query.isPending && <Placeholder />}
      {data && <Content environment={data} />}
    </Page>
  );
}
