import { useRouteRef } from '@backstage/frontend-plugin-api';
import { durationWords, EntityLink, Facts } from '@cairn/plugin-portal-react';
import { ButtonLink, Text } from '@backstage/ui';
import { RiCheckLine, RiEyeLine } from '@remixicon/react';
import { wizardRouteRef } from '../routes';
import styles from './GoldenPathCard.module.css';
import type { GoldenPath } from './goldenPath';

/** A golden path as a choice: what it gives, how long it takes, who owns it. */
export function GoldenPathCard({ path }: { path: GoldenPath }) {
  const toWizard = useRouteRef(wizardRouteRef);
  return (
    <article className={styles.card} aria-label={path.title}>
      <div className={styles.head}>
        <Text as="h3" variant="body-large" weight="bold">
          {path.title}
        </Text>
        <Text as="p" color="secondary">
          {path.description}
        </Text>
      </div>
      <div className={styles.gives}>
        {path.gives.length > 0 && (
          <>
            <Text as="p" variant="body-small" color="secondary">
              You get
            </Text>
            <ul>
              {path.gives.map(one => (
                <li key={one}>
                  <RiCheckLine size={16} aria-hidden="true" />
                  <span>{one}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Facts
        facts={[
          { name: 'Kind', value: path.type },
          {
            name: 'Takes',
            value: path.takesSeconds
              ? `About ${durationWords(path.takesSeconds * 1000)}`
              : undefined,
          },
          {
            name: 'Owner',
            value: path.owner ? (
              <EntityLink entityRef={path.owner} />
            ) : (
              'Nobody is named'
            ),
          },
        ]}
      />
      <div className={styles.foot}>
        <ButtonLink
          variant="primary"
          href={toWizard?.({
            namespace: path.namespace,
            templateName: path.name,
          })}
          aria-label={`Use it: ${path.title}`}
        >
          Use it
        </ButtonLink>
        <Text variant="body-small" color="secondary" className={styles.plan}>
          <RiEyeLine size={16} aria-hidden="true" />
          {path.hasPlan
            ? 'You see everything before anything is made'
            : 'It cannot show beforehand what it makes'}
        </Text>
      </div>
    </article>
  );
}
