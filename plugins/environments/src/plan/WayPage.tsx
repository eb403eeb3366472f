import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { Page } from '@cairn/plugin-portal-react';
import { useParams } from 'react-router-dom';
import { environmentRouteRef, wayRouteRef } from '../routes';
import { ApplyBar } from './ApplyBar';
import { PlanBody } from './PlanBody';
import { usePagePlan } from './usePagePlan';
import { WAYS, type WayName } from './ways';

/** A change that needs no form is a plan as well: it is shown before it is applied. */
export function WayPage(props: { way: WayName }) {
  const { name = '' } = useParams();
  const way = WAYS[props.way];
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const here = useRouteRef(wayRouteRef)?.({ name, way: props.way }) ?? '';
  const page = usePagePlan(api => way.plan(api, name));
  const title = way.title(name);
  return (
    <Page
      title={title}
      description={way.explanation}
      crumbs={[
        { label: name, href: environmentHref },
        { label: title, href: here },
      ]}
      actions={
        <ButtonLink variant="secondary" href={environmentHref}>
          Leave it as it is
        </ButtonLink>
      }
    >
      <PlanBody {...page} failure={`${title}: it could not be planned`}>
        {plan => (
          <ApplyBar
            plan={plan}
            isPlanning={page.isPlanning}
            onPlanAgain={page.planAgain}
          />
        )}
      </PlanBody>
    </Page>
  );
}
