import { useRouteRef } from '@backstage/frontend-plugin-api';
import { formatMoney } from '@cairn/plugin-cost-common';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { ButtonLink, Link, Skeleton, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import {
  CodeLine,
  EntityLink,
  Facts,
  Page,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { lifetimeWords } from '../time/lifetime';
import { useClass, useEnvironments } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { EnvironmentsTable } from '../list/EnvironmentsTable';
import {
  classesRouteRef,
  classRouteRef,
  newEnvironmentRouteRef,
  rootRouteRef,
} from '../routes';
import styles from './ClassPage.module.css';
import { parametersOf } from './parameters';

const SHOWN = 10;

function MadeFromIt({ name }: { name: string }) {
  const environments = useEnvironments({ class: name, limit: SHOWN });
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
  return (
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
          environments={data?.items}
          pagination={{ type: 'none' }}
        />
      )}
    </Section>
  );
}

function Content({ one }: { one: EnvironmentClassSummary }) {
  const parameters = parametersOf(one.parameters);
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Section title="What it gives you">
            <Panel flush>
              <ul className={styles.rows}>
                {one.components.map(({ name, engine, needs }) => (
                  <li key={name}>
                    <Text weight="bold">{name}</Text>
                    <Text color="secondary">
                      engine {engine}
                      {needs.length > 0 && ` · after ${needs.join(', ')}`}
                    </Text>
                  </li>
                ))}
              </ul>
            </Panel>
          </Section>
          <Section title="What you are asked for">
            {parameters.length === 0 ? (
              <Text color="secondary">
                Only a name and an owner: this class has no parameters.
              </Text>
            ) : (
              <Panel flush>
                <ul className={styles.rows}>
                  {parameters.map(parameter => (
                    <li key={parameter.name}>
                      <Text weight="bold">{parameter.title}</Text>
                      <Text color="secondary">
                        <code className={styles.code}>{parameter.name}</code>,{' '}
                        {parameter.type},{' '}
                        {parameter.required ? 'required' : 'optional'}
                        {parameter.initial &&
                          `, ${parameter.initial} unless you say otherwise`}
                        {parameter.choices && `; one of ${parameter.choices}`}
                      </Text>
                      {parameter.description && (
                        <Text variant="body-small" color="secondary">
                          {parameter.description}
                        </Text>
                      )}
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </Section>
        </div>
        <Section title="Facts" hideTitle>
          <Panel>
            <Facts
              facts={[
                { name: 'Owner', value: <EntityLink entityRef={one.owner} /> },
                {
                  name: 'Lifetime',
                  value: lifetimeWords(one.lifecycle.ttlHours),
                },
                {
                  name: 'For',
                  value: one.lifecycle.production
                    ? 'Production'
                    : 'Anything but production',
                },
                {
                  name: 'Budget',
                  value: one.budget
                    ? `${formatMoney(
                        one.budget.monthlyMicros,
                        one.budget.currency,
                      )} a month at most`
                    : 'None set',
                },
                {
                  name: one.clusters.length === 1 ? 'Cluster' : 'Clusters',
                  value: one.clusters.join(', '),
                },
                {
                  name: 'Version',
                  value: (
                    <CodeLine text={one.version} label="version of the class" />
                  ),
                },
              ]}
            />
          </Panel>
        </Section>
      </div>
      <MadeFromIt name={one.name} />
    </>
  );
}

export function ClassPage() {
  const { class: name = '' } = useParams();
  const one = useClass(name);
  const classesHref = useRouteRef(classesRouteRef)?.() ?? '';
  const here = useRouteRef(classRouteRef)?.({ class: name }) ?? '';
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  return (
    <Page
      title={one.data?.title ?? name}
      description={one.data?.description}
      crumbs={[
        { label: 'Classes', href: classesHref },
        { label: one.data?.title ?? name, href: here },
      ]}
      actions={
        <ButtonLink variant="primary" href={`${newHref}?class=${name}`}>
          New environment of this class
        </ButtonLink>
      }
    >
      {one.isPending && <Skeleton width="100%" height={280} />}
      {one.isError && (
        <FailureNote
          what={`The class ${name} could not be shown`}
          error={one.error}
          advice="See which classes there are on the page of classes."
          onRetry={() => one.refetch()}
        />
      )}
      {one.data && <Content one={one.data} />}
    </Page>
  );
}
