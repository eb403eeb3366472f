import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { EmptyNote } from '@cairn/plugin-portal-react';
import { Snippet } from '../components/Snippet';
import { docsRouteRef, newEnvironmentRouteRef } from '../routes';
import styles from './NotConfigured.module.css';

/** Nothing says where it runs: how to say it. */
export function NotConfigured({ entity }: { entity: Entity }) {
  const { name, title = name } = entity.metadata;
  const docsHref = useRouteRef(docsRouteRef)?.({
    namespace: 'default',
    kind: 'component',
    name: 'cairn',
  });
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();

  if (entity.kind !== 'Component') {
    return (
      <EmptyNote title={`Nothing of ${title} is watched`}>
        <p>
          Its health is that of what belongs to it, and none of that runs
          anywhere that this portal watches.
        </p>
      </EmptyNote>
    );
  }
  return (
    <EmptyNote
      title={`Nothing says where ${title} runs`}
      actions={
        <>
          {newHref && (
            <ButtonLink
              size="small"
              variant="secondary"
              href={`${newHref}?component=${encodeURIComponent(
                stringifyEntityRef(entity),
              )}`}
            >
              New environment for it
            </ButtonLink>
          )}
          {docsHref && (
            <ButtonLink
              size="small"
              variant="tertiary"
              href={`${docsHref}/health`}
            >
              Read how health is found
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={styles.how}>
        <p>
          Add this to its <code>catalog-info.yaml</code>, and the label{' '}
          <code>backstage.io/kubernetes-id: {name}</code> to its workloads and
          their pods. Its health shows here within a minute after the catalog
          has read the file.
        </p>
        <Snippet
          label="annotation for catalog-info.yaml"
          text={[
            'metadata:',
            '  annotations:',
            `    backstage.io/kubernetes-id: ${name}`,
          ].join('\n')}
        />
        <p>
          Or make an environment that runs it: what an environment runs is found
          without annotations.
        </p>
      </div>
    </EmptyNote>
  );
}
