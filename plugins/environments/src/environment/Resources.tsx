import { Skeleton, Text } from '@backstage/ui';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { useResources } from '../api/queries';
import { AnswerNote } from '../components/FailureNote';
import { ResourceRow } from './ResourceRow';
import { resourceTrees } from './resourceTree';
import styles from './rows.module.css';

/** Everything that an environment owns, by component of its class, what an engine made in turn below it. */
export function Resources(props: { environment: string; moving: boolean }) {
  const resources = useResources(props.environment, props.moving);
  const { data } = resources;
  const ready = data?.filter(({ status }) => status === 'Ready').length;
  return (
    <Section
      title="Resources"
      aside={
        data &&
        data.length > 0 && (
          <Text color="secondary" variant="body-small">
            {ready} of {data.length} ready
          </Text>
        )
      }
    >
      <AnswerNote
        of={resources}
        what={`The resources of ${props.environment} could not be listed`}
      />
      {resources.isPending && <Skeleton width="100%" height={200} />}
      {data?.length === 0 && (
        <Text as="p" color="secondary">
          It owns nothing outside: everything was taken out, or nothing was made
          yet.
        </Text>
      )}
      {data &&
        resourceTrees(data).map(tree => (
          <Panel flush key={tree.component}>
            <div className={styles.component}>
              <Text as="h4" weight="bold">
                {tree.component}
              </Text>
              <Text variant="body-small" color="secondary">
                engine {tree.engine} · {tree.ready} of {tree.total} ready
              </Text>
            </div>
            <ul className={styles.rows}>
              {tree.nodes.map(node => (
                <ResourceRow
                  key={node.resource.id}
                  environment={props.environment}
                  node={node}
                />
              ))}
            </ul>
          </Panel>
        ))}
    </Section>
  );
}
