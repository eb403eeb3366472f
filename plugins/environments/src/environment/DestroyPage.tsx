import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { Page } from '@cairn/plugin-portal-react';
import { useParams, useSearchParams } from 'react-router-dom';
import { PlanBody } from '../plan/PlanBody';
import { usePagePlan } from '../plan/usePagePlan';
import { destroyRouteRef, environmentRouteRef } from '../routes';
import { ConfirmDestroy } from './ConfirmDestroy';

/**
 * Destroying is a plan as well: what would go, in which order, and only then a yes. `?id=UUID` is of one that is destroyed
 * already, of which something was found later.
 */
export function DestroyPage() {
  const { name = '' } = useParams();
  const [address] = useSearchParams();
  const id = address.get('id') ?? undefined;
  const here = useRouteRef(destroyRouteRef)?.({ name }) ?? '';
  const environmentHref = useRouteRef(environmentRouteRef)?.({ name }) ?? '';
  const page = usePagePlan(api =>
    api.plan({ action: 'destroy', environment: name, id }),
  );
  return (
    <Page
      title={id ? `Destroy what is left of ${name}` : `Destroy ${name}`}
      crumbs={[
        { label: name, href: environmentHref },
        { label: 'Destroy', href: here },
      ]}
      actions={
        <ButtonLink variant="secondary" href={environmentHref}>
          Keep it
        </ButtonLink>
      }
    >
      <PlanBody
        {...page}
        failure={`The destroy of ${name} could not be planned`}
      >
        {plan => (
          <ConfirmDestroy
            plan={plan}
            isPlanning={page.isPlanning}
            onPlanAgain={page.planAgain}
          />
        )}
      </PlanBody>
    </Page>
  );
}
