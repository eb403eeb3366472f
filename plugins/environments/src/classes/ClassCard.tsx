import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { ButtonLink, Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { EntityLink, Facts } from '@cairn/plugin-portal-react';
import { lifetimeWords } from '../time/lifetime';
import { budgetWords } from './budgetWords';
import styles from './ClassCard.module.css';

/** A class as a choice: what it gives, for how long, from whom. */
export function ClassCard(props: {
  class: EnvironmentClassSummary;
  /** Where it is chosen. */
  chooseHref?: string;
  /** Where more of it is said. */
  moreHref?: string;
  footer?: ReactNode;
}) {
  const { title, description, owner, lifecycle, components } = props.class;
  return (
    <article className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <Text as="h3" variant="body-large" weight="bold">
          {title}
        </Text>
        <Text as="p" color="secondary">
          {description}
        </Text>
      </div>
      <ul className={styles.components} aria-label="Components">
        {components.map(({ name, engine }) => (
          <li key={name}>
            {name} <span className={styles.engine}>{engine}</span>
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          { name: 'Owner', value: <EntityLink entityRef={owner} /> },
          { name: 'Lifetime', value: lifetimeWords(lifecycle.ttlHours) },
          {
            name: 'Budget',
            value: budgetWords(props.class),
          },
        ]}
      />
      <div className={styles.foot}>
        {props.chooseHref && (
          <ButtonLink
            variant="primary"
            href={props.chooseHref}
            aria-label={`Choose ${title}`}
          >
            Choose
          </ButtonLink>
        )}
        {props.moreHref && (
          <Link href={props.moreHref} aria-label={`About this class: ${title}`}>
            About this class
          </Link>
        )}
        {props.footer}
      </div>
    </article>
  );
}
