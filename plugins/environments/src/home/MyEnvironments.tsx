import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  environmentStates,
  type Environment,
} from '@cairn/plugin-environments-common';
import { ButtonLink, Link, Skeleton, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useQuery } from '@tanstack/react-query';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { isMoving, keys } from '../api/queries';
import { useMyGroups } from '../api/useGroups';
import { FailureNote } from '../components/FailureNote';
import { newEnvironmentRouteRef, rootRouteRef } from '../routes';
import { EnvironmentRow } from './EnvironmentRow';
import styles from './MyEnvironments.module.css';
import { needOf } from './need';

const SHOWN = 5;
const SOON_MS = 3_000;
const LATER_MS = 20_000;
const LIVE = environmentStates.filter(state => state !== 'Destroyed');

/** Worst first: what needs somebody stands on top. */
const ORDER: Record<Environment['state'], number> = {
  Failed: 0,
  Degraded: 1,
  Unknown: 2,
  Expiring: 3,
  Drifted: 4,
  Provisioning: 5,
  Destroying: 6,
  Ready: 7,
  Hibernated: 8,
  Destroyed: 9,
};

/** The environments of the groups of the person, those that need somebody first. */
function useMyEnvironments() {
  const api = useApi(environmentsApiRef);
  const groups = useMyGroups();
  const environments = useQuery({
    queryKey: [...keys.environments, 'mine', groups.data],
    enabled: groups.data !== undefined,
    queryFn: async () => {
      const pages = await Promise.all(
        (groups.data ?? []).map(owner =>
          api.listEnvironments({ owner, state: [...LIVE], limit: 25 }),
        ),
      );
      return {
        total: pages.reduce((sum, page) => sum + page.total, 0),
        items: pages
          .flatMap(page => page.items)
          .sort(
            (one, other) =>
              ORDER[one.state] - ORDER[other.state] ||
              one.name.localeCompare(other.name),
          ),
      };
    },
    refetchInterval: ({ state }) =>
      state.data?.items.some(isMoving) ? SOON_MS : LATER_MS,
  });
  return {
    data: environments.data,
    error: groups.error ?? environments.error,
    retry: () => (groups.error ? groups.refetch() : environments.refetch()),
  };
}

/** “My environments”, without a frame: state and time left of what the person's groups own. */
export function MyEnvironments() {
  const { data, error, retry } = useMyEnvironments();
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  const listHref = useRouteRef(rootRouteRef)?.();

  if (error && !data) {
    return (
      <FailureNote
        what="Your environments could not be listed"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!data) {
    return (
      <div className={styles.rows} aria-busy="true">
        <Skeleton width="100%" height={40} />
        <Skeleton width="100%" height={40} />
        <Skeleton width="100%" height={40} />
      </div>
    );
  }
  if (data.total === 0) {
    return (
      <div className={styles.empty}>
        <Text as="p" color="secondary">
          Your groups own no environment. Making one takes about two minutes,
          and you see everything before it is made.
        </Text>
        <ButtonLink
          size="small"
          variant="secondary"
          href={newHref}
          iconStart={<RiAddLine />}
        >
          New environment
        </ButtonLink>
      </div>
    );
  }
  const wanting = data.items.filter(needOf).length;
  return (
    <>
      <ul className={styles.rows}>
        {data.items.slice(0, SHOWN).map(environment => (
          <EnvironmentRow key={environment.id} environment={environment} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Link href={listHref}>
          {data.total > SHOWN
            ? `See all ${data.total}`
            : 'See all environments'}
        </Link>
        <Link href={newHref}>New environment</Link>
        {wanting > 0 && (
          <Text color="secondary">
            {wanting === 1 ? '1 needs you' : `${wanting} need you`}
          </Text>
        )}
      </div>
    </>
  );
}
