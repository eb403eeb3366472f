import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  environmentStates,
  type EnvironmentQuery,
} from '@cairn/plugin-environments-common';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { EmptyNote, Section } from '@cairn/plugin-portal-react';
import { useEnvironments } from '../api/queries';
import { AnswerNote } from '../components/FailureNote';
import { EnvironmentsTable } from '../list/EnvironmentsTable';
import { newEnvironmentRouteRef, rootRouteRef } from '../routes';
import styles from './EntityEnvironments.module.css';

const SHOWN = 50;
const LIVE = environmentStates.filter(state => state !== 'Destroyed');

function EnvironmentsOf(props: {
  what: string;
  query: EnvironmentQuery;
  empty: string;
  newHref: string;
  allHref?: string;
  without?: Array<'owner'>;
}) {
  const environments = useEnvironments({
    state: [...LIVE],
    limit: SHOWN,
    ...props.query,
  });
  const { data, error } = environments;
  const create = (
    <ButtonLink
      variant="primary"
      size="small"
      href={props.newHref}
      iconStart={<RiAddLine />}
    >
      New environment
    </ButtonLink>
  );
  return (
    <div className={styles.content}>
      <Section title="Environments" aside={create}>
        <AnswerNote
          of={environments}
          what={`The environments of ${props.what} could not be listed`}
        />
        {data?.total === 0 && (
          <EmptyNote title="No environments">{props.empty}</EmptyNote>
        )}
        {(!error || data) && data?.total !== 0 && (
          <EnvironmentsTable
            environments={data?.items}
            pagination={{ type: 'none' }}
            without={props.without}
          />
        )}
        {data && data.total > data.items.length && (
          <Text color="secondary">
            {data.items.length} of {data.total} shown.{' '}
            {props.allHref && <Link href={props.allHref}>See all</Link>}
          </Text>
        )}
      </Section>
    </div>
  );
}

/** The environments that run a component. */
export function ComponentEnvironments() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { name, title = name } = entity.metadata;
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  return (
    <EnvironmentsOf
      what={title}
      query={{ component: entityRef }}
      empty={`No environment runs ${title}. Make one to try a change of it where nobody else is disturbed.`}
      newHref={`${newHref}?component=${encodeURIComponent(entityRef)}`}
    />
  );
}

/** The environments that a group owns. */
export function GroupEnvironments() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { name, title = name } = entity.metadata;
  const newHref = useRouteRef(newEnvironmentRouteRef)?.() ?? '';
  const listHref = useRouteRef(rootRouteRef)?.();
  return (
    <EnvironmentsOf
      what={title}
      query={{ owner: entityRef }}
      empty={`${title} owns no environment.`}
      newHref={newHref}
      allHref={`${listHref}?owner=${encodeURIComponent(entityRef)}`}
      without={['owner']}
    />
  );
}
