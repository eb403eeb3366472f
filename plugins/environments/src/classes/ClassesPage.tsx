import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Page } from '@cairn/plugin-portal-react';
import {
  classesRouteRef,
  classRouteRef,
  newEnvironmentRouteRef,
} from '../routes';
import { ClassCard } from './ClassCard';
import { ClassCards } from './ClassCards';

export function ClassesPage() {
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  const here = useRouteRef(classesRouteRef)?.() ?? '';
  const toClass = useRouteRef(classRouteRef);
  return (
    <Page
      title="Classes"
      description="What the platform team offers: each class says what an environment of it is made of, how long it lives and what it may cost."
      crumbs={[{ label: 'Classes', href: here }]}
    >
      <ClassCards>
        {one => (
          <ClassCard
            class={one}
            chooseHref={newHref && `${newHref}?class=${one.name}`}
            moreHref={toClass?.({ class: one.name })}
          />
        )}
      </ClassCards>
    </Page>
  );
}
