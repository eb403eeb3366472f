import { priceOf, type PriceList } from '@cairn/plugin-cost-common';
import type {
  DesiredResource,
  Drift,
  Environment,
  EnvironmentClassSummary,
  Plan,
  PlanRequest,
} from '@cairn/plugin-environments-common';
import { changesOf } from './changes';
import { render } from './objects';
import { decide } from './verdicts';

export const USER = 'user:default/amara.okafor';

/** What is planned with. */
export interface Basis {
  class: EnvironmentClassSummary;
  priceList: PriceList | undefined;
  head: Pick<Plan, 'digest' | 'createdAt' | 'expiresAt' | 'requestedBy'>;
}

function verdictOf(
  basis: Basis,
  parameters: Record<string, unknown>,
  objects: DesiredResource[],
  price: Plan['price'],
) {
  const verdict = decide(parameters, basis.class, price);
  const of = objects.find(({ ref }) => ref.kind === 'Application');
  for (const violation of verdict.violations) {
    if (violation.severity === 'deny') {
      violation.resource = of && `${of.ref.kind}/${of.ref.name}`;
    }
  }
  const asks = verdict.violations.some(one => one.severity === 'approve');
  const blockers: Plan['blockers'] = [
    ...(verdict.allowed ? [] : (['denied'] as const)),
    ...(asks ? (['approval'] as const) : []),
  ];
  return { verdict, blockers };
}

export function planCreation(
  request: Extract<PlanRequest, { action: 'create' }>,
  basis: Basis,
): Plan {
  const objects = render({
    name: request.name,
    className: basis.class.name,
    parameters: request.parameters,
  });
  const price = basis.priceList && priceOf(objects, basis.priceList);
  return {
    ...basis.head,
    action: 'create',
    environment: {
      name: request.name,
      namespace: `env-${request.name}`,
      owner: request.owner,
      cluster: request.cluster ?? basis.class.clusters[0],
    },
    class: { name: basis.class.name, version: basis.class.version },
    parameters: request.parameters,
    mode: 'awake',
    changes: changesOf([], objects),
    coverage: { computed: objects.length, total: objects.length },
    price,
    ...verdictOf(basis, request.parameters, objects, price),
  };
}

function liveOf(environment: Environment, basis: Basis) {
  return render({
    name: environment.name,
    className: environment.class.name,
    parameters: environment.parameters,
    hibernated: environment.mode === 'hibernated',
    older: environment.class.version !== basis.class.version,
  });
}

/** What is live where something drifted. */
function drifted(objects: DesiredResource[], drift: Drift): DesiredResource[] {
  return objects.flatMap(one => {
    const found = drift.resources.find(
      ({ ref }) => ref.kind === one.ref.kind && ref.name === one.ref.name,
    );
    if (!found) return [one];
    if (found.kind === 'missing') return [];
    const fields = Object.fromEntries(
      found.fields.map(({ path, after }) => [path.split('/').pop(), after]),
    );
    return [{ ...one, object: { ...one.object, drifted: fields } }];
  });
}

/** The effects of a repair, each with the fields of other field managers that it takes back. */
function repairs(changes: Plan['changes'], drift: Drift): Plan['changes'] {
  return changes.map(change => {
    const found = drift.resources.find(
      ({ ref }) => ref.kind === change.ref.kind && ref.name === change.ref.name,
    );
    if (!found || found.kind === 'missing') return change;
    const managers = new Map<string, string[]>();
    for (const { manager, path } of found.fields) {
      if (manager) {
        managers.set(manager, [...(managers.get(manager) ?? []), path]);
      }
    }
    return {
      ...change,
      fields: found.fields.map(({ path, before, after }) => ({
        path,
        before: after,
        after: before,
      })),
      takes: [...managers].map(([manager, fields]) => ({ manager, fields })),
    };
  });
}

/** A plan that changes an environment that is there. */
export function planChange(
  request: Exclude<PlanRequest, { action: 'create' }>,
  environment: Environment,
  basis: Basis,
  drift: Drift,
): Plan {
  const live = liveOf(environment, basis);
  const upgrade = request.action === 'update' && request.upgrade === true;
  const parameters =
    (request.action === 'update' && request.parameters) ||
    environment.parameters;
  let mode = environment.mode;
  if (request.action === 'hibernate') mode = 'hibernated';
  if (request.action === 'wake') mode = 'awake';
  const wanted =
    request.action === 'destroy'
      ? []
      : render({
          name: environment.name,
          className: environment.class.name,
          parameters,
          hibernated: mode === 'hibernated',
          older: !upgrade && environment.class.version !== basis.class.version,
        });
  const repair = request.action === 'repair';
  const compared = changesOf(repair ? drifted(live, drift) : live, wanted);
  const changes = repair ? repairs(compared, drift) : compared;
  const price =
    request.action === 'destroy'
      ? undefined
      : basis.priceList && priceOf(wanted, basis.priceList);
  return {
    ...basis.head,
    action: request.action,
    environment: {
      name: environment.name,
      namespace: environment.namespace,
      owner: environment.owner,
      cluster: environment.cluster,
    },
    class: upgrade
      ? { name: basis.class.name, version: basis.class.version }
      : environment.class,
    parameters,
    mode,
    previous: {
      classVersion: environment.class.version,
      parameters: environment.parameters,
      mode: environment.mode,
    },
    changes,
    ...(request.action === 'destroy'
      ? {
          foreign: [
            {
              cluster: environment.cluster,
              apiVersion: 'v1',
              kind: 'ConfigMap',
              namespace: environment.namespace,
              name: 'notes-of-amara',
            },
          ],
        }
      : {}),
    coverage: { computed: changes.length, total: changes.length },
    price,
    ...verdictOf(
      basis,
      request.action === 'update' ? parameters : {},
      wanted,
      request.action === 'update' ? price : undefined,
    ),
  };
}
