import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import {
  Columns,
  CommandLines,
  Page,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { useClass } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import {
  classesRouteRef,
  classRouteRef,
  newEnvironmentRouteRef,
} from '../routes';
import { ClassFacts } from './ClassFacts';
import styles from './ClassPage.module.css';
import { ClassParameters } from './ClassParameters';
import { ClassPolicy } from './ClassPolicy';
import { MadeFromIt } from './MadeFromIt';

function Components({
  components,
}: Pick<EnvironmentClassSummary, 'components'>) {
  return (
    <Section title="What it gives you">
      <Panel flush>
        <ul className={styles.rows}>
          {components.map(({ name, engine, needs }) => (
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
  );
}

function Content({ one }: { one: EnvironmentClassSummary }) {
  return (
    <>
      <Columns
        sideLabel="Facts of the class"
        side={
          <>
            <Section title="Facts" hideTitle>
              <ClassFacts class={one} />
            </Section>
            <Section title="Do it from the command line">
              <CommandLines
                commands={[
                  {
                    does: 'See the same',
                    command: `./cairn class show ${one.name}`,
                  },
                ]}
              />
            </Section>
          </>
        }
      >
        <Components components={one.components} />
        <ClassParameters class={one} />
        <ClassPolicy class={one} />
      </Columns>
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
