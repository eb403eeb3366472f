import type { ObservedResource } from '@cairn/plugin-environments-common';
import { Link, Skeleton, Text } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { Panel, Section, StaleNote } from '@cairn/plugin-portal-react';
import { useResources } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { StateMark } from '../components/StateMark';
import { ManifestDialog } from './ManifestDialog';
import styles from './rows.module.css';

function byComponent(resources: readonly ObservedResource[]) {
  const groups = new Map<string, ObservedResource[]>();
  for (const resource of resources) {
    groups.set(resource.component, [
      ...(groups.get(resource.component) ?? []),
      resource,
    ]);
  }
  return [...groups.entries()];
}

function summaryOf(resources: readonly ObservedResource[]) {
  const ready = resources.filter(({ status }) => status === 'Ready').length;
  return `${ready} of ${resources.length} ready`;
}

function Resource(props: { environment: string; resource: ObservedResource }) {
  const { resource } = props;
  const { kind, name, namespace } = resource.ref;
  return (
    <li className={styles.row}>
      <StateMark state={resource.status} />
      <div className={styles.what}>
        <span>
          <Text color="secondary">{kind}</Text>{' '}
          <Text weight="bold">{name}</Text>
        </span>
        <Text variant="body-small" color="secondary">
          {[namespace, resource.message].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <div className={styles.actions}>
        {resource.links.map(({ title, url }) => (
          <Link key={url} href={url} target="_blank" rel="noreferrer">
            {title} <RiExternalLinkLine size={14} aria-hidden="true" />
          </Link>
        ))}
        <ManifestDialog environment={props.environment} resource={resource} />
      </div>
    </li>
  );
}

/** Everything that an environment owns, by component of its class. */
export function Resources(props: { environment: string; moving: boolean }) {
  const resources = useResources(props.environment, props.moving);
  const { data, error } = resources;
  return (
    <Section
      title="Resources"
      aside={
        data &&
        data.length > 0 && (
          <Text color="secondary" variant="body-small">
            {summaryOf(data)}
          </Text>
        )
      }
    >
      {error && data && (
        <StaleNote error={error} knownAt={resources.dataUpdatedAt} />
      )}
      {error && !data && (
        <FailureNote
          what={`The resources of ${props.environment} could not be listed`}
          error={error}
          onRetry={() => resources.refetch()}
        />
      )}
      {resources.isPending && <Skeleton width="100%" height={200} />}
      {data?.length === 0 && (
        <Text as="p" color="secondary">
          It owns nothing outside: everything was taken out, or nothing was made
          yet.
        </Text>
      )}
      {data &&
        byComponent(data).map(([component, owned]) => (
          <Panel flush key={component}>
            <div className={styles.component}>
              <Text as="h4" weight="bold">
                {component}
              </Text>
              <Text variant="body-small" color="secondary">
                engine {owned[0].engine} · {summaryOf(owned)}
              </Text>
            </div>
            <ul className={styles.rows}>
              {owned.map(resource => (
                <Resource
                  key={resource.id}
                  environment={props.environment}
                  resource={resource}
                />
              ))}
            </ul>
          </Panel>
        ))}
    </Section>
  );
}
