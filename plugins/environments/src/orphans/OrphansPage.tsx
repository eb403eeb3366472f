import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Orphan } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import {
  Ago,
  CodeLine,
  CommandLines,
  EmptyNote,
  Page,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { useOrphans } from '../api/queries';
import { AnswerNote } from '../components/FailureNote';
import { getYamlCommand } from '../environment/kubectl';
import { destroyRouteRef, orphansRouteRef } from '../routes';
import { clockWords } from '../time/moment';
import styles from './OrphansPage.module.css';

function Row({ orphan }: { orphan: Orphan }) {
  const { ref, environment, environmentId, destroyable } = orphan;
  const toDestroy = useRouteRef(destroyRouteRef);
  const destroy = environment && toDestroy?.({ name: environment });
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span>
          <Text color="secondary">{ref.kind}</Text>{' '}
          <Text weight="bold">{ref.name}</Text>{' '}
          <Text color="secondary">
            {ref.namespace ? `in ${ref.namespace}` : 'whole cluster'} ·{' '}
            {ref.cluster}
          </Text>
        </span>
        <Text>{clockWords(orphan.message)}</Text>
        <Text variant="body-small" color="secondary">
          Label of {environment ?? `unknown environment ${environmentId}`} ·
          first seen <Ago at={orphan.firstSeenAt} />
        </Text>
        <CodeLine
          text={getYamlCommand(ref)}
          label={`command that shows ${ref.kind} ${ref.name}`}
        />
      </div>
      {destroyable && destroy && (
        <ButtonLink
          size="small"
          variant="secondary"
          href={`${destroy}?id=${encodeURIComponent(environmentId)}`}
          aria-label={`Plan to destroy ${ref.kind} ${ref.name}`}
        >
          Plan to destroy
        </ButtonLink>
      )}
    </li>
  );
}

/** What carries an environment's label and that no living environment owns. */
export function OrphansPage() {
  const orphans = useOrphans();
  const here = useRouteRef(orphansRouteRef)?.() ?? '';
  const { data } = orphans;
  return (
    <Page
      title="Orphans"
      description="Objects that carry the label of an environment, but that no living environment owns: its environment is destroyed, or somebody copied the label. Cairn never deletes them by itself: a plan says what would go, and you say yes."
      crumbs={[{ label: 'Orphans', href: here }]}
    >
      <AnswerNote of={orphans} what="The orphans could not be listed" />
      {orphans.isPending && <Skeleton width="100%" height={200} />}
      {data?.length === 0 && (
        <EmptyNote title="There are no orphans">
          Everything that carries an environment’s label belongs to one that
          lives. Cairn looks for orphans all the time.
        </EmptyNote>
      )}
      {data && data.length > 0 && (
        <Section
          title={data.length === 1 ? '1 object' : `${data.length} objects`}
        >
          <Panel flush>
            <ul className={styles.rows} aria-label="Orphans">
              {data.map(orphan => (
                <Row key={orphan.uid} orphan={orphan} />
              ))}
            </ul>
          </Panel>
        </Section>
      )}
      <Section title="Do it from the command line">
        <CommandLines
          commands={[
            { does: 'See the same list', command: './cairn env orphans' },
            {
              does: 'See everything that carries the label of an environment',
              command:
                './cairn kubectl get all -A -l cairn.dev/environment --show-labels',
            },
          ]}
        />
      </Section>
    </Page>
  );
}
