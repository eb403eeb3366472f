import { Text } from '@backstage/ui';
import { ExternalLink } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import { ManifestDialog } from './ManifestDialog';
import type { ResourceNode } from './resourceTree';
import styles from './ResourceRow.module.css';
import rows from './rows.module.css';

/** One object and below it what it made. */
export function ResourceRow(props: {
  environment: string;
  node: ResourceNode;
}) {
  const { resource, children } = props.node;
  const { kind, name, namespace } = resource.ref;
  return (
    <li>
      <div className={rows.row}>
        <StateMark state={resource.status} />
        <div className={rows.what}>
          <span>
            <Text color="secondary">{kind}</Text>{' '}
            <Text weight="bold">{name}</Text>
          </span>
          <Text variant="body-small" color="secondary">
            {[namespace, resource.message].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <div className={rows.actions}>
          {resource.links.map(({ title, url }) => (
            <ExternalLink key={url} href={url}>
              {title}
            </ExternalLink>
          ))}
          <ManifestDialog environment={props.environment} resource={resource} />
        </div>
      </div>
      {children.length > 0 && (
        <ul className={styles.children} aria-label={`Made by ${kind} ${name}`}>
          {children.map(child => (
            <ResourceRow
              key={child.resource.id}
              environment={props.environment}
              node={child}
            />
          ))}
        </ul>
      )}
    </li>
  );
}
