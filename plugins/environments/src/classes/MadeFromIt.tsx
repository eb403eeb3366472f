import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { Note, Section } from '@cairn/plugin-portal-react';
import { useEnvironments } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { EnvironmentsTable } from '../list/EnvironmentsTable';
import { rootRouteRef, upgradesRouteRef } from '../routes';
import { ClassRuns } from './ClassRuns';

const SHOWN = 10;
/** As many as the server gives in one page. */
const COUNTED = 100;

function Outdated(props: { name: string; count: number; more: boolean }) {
  const upgrades = useRouteRef(upgradesRouteRef)?.({ class: props.name });
  if (props.count === 0) return null;
  const count = props.more ? `At least ${props.count}` : `${props.count}`;
  return (
    <Note
      status="info"
      title={
        props.count === 1 && !props.more
          ? '1 environment has an older version'
          : `${count} environments have an older version`
      }
      description="They stay at their own version until somebody upgrades them. Plan all of them at once: you see one summary, choose which, and apply."
      actions={
        <ButtonLink size="small" variant="secondary" href={upgrades}>
          Plan the upgrades
        </ButtonLink>
      }
    />
  );
}

/** The environments of a class, those that are behind it, and what was done with them last. */
export function MadeFromIt({ name }: { name: string }) {
  const environments = useEnvironments({ class: name, limit: COUNTED });
  const listHref = useRouteRef(rootRouteRef)?.();
  const { data, error } = environments;
  if (error && !data) {
    return (
      <FailureNote
        what={`The environments of class ${name} could not be listed`}
        error={error}
        onRetry={() => environments.refetch()}
      />
    );
  }
  const outdated = data?.items.filter(
    ({ upgrade, destroyedAt }) => upgrade && !destroyedAt,
  );
  return (
    <>
      {data && outdated && (
        <Outdated
          name={name}
          count={outdated.length}
          more={data.nextCursor !== undefined}
        />
      )}
      <Section
        title="Environments made from it"
        aside={
          data &&
          data.total > 0 && (
            <Link href={`${listHref}?class=${name}&state=any`}>
              {data.total === 1 ? 'See it' : `See all ${data.total}`}
            </Link>
          )
        }
      >
        {data?.total === 0 ? (
          <Text color="secondary">None yet.</Text>
        ) : (
          <EnvironmentsTable
            environments={data?.items.slice(0, SHOWN)}
            pagination={{ type: 'none' }}
          />
        )}
      </Section>
      {data && <ClassRuns environments={data.items} />}
    </>
  );
}
