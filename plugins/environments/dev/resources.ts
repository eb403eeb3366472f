import type {
  DesiredResource,
  Drift,
  Environment,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import { render } from './objects';

/** What an environment is made of. */
export function objectsOf(environment: Environment): DesiredResource[] {
  const { name, class: of, parameters, mode } = environment;
  return render({
    name,
    className: of.name,
    parameters,
    hibernated: mode === 'hibernated',
    older: environment.upgrade !== undefined,
  });
}

function childrenOf(
  environment: Environment,
  parent: ObservedResource,
): ObservedResource[] {
  const service = parent.ref.name.replace(`cairn-${environment.name}-`, '');
  const child = (apiVersion: string, kind: string): ObservedResource => ({
    ...parent,
    id: `${parent.id}-${kind}-0`,
    parent: parent.id,
    uid: `${parent.uid}-${kind}`,
    ref: {
      cluster: parent.ref.cluster,
      apiVersion,
      kind,
      namespace: environment.namespace,
      name: service,
    },
    links: [],
  });
  return [child('apps/v1', 'Deployment'), child('v1', 'Service')];
}

/** Everything that an environment owns, what Argo CD made for it included, and how it is. */
export function observe(
  environment: Environment,
  drift: Drift,
): ObservedResource[] {
  if (environment.state === 'Destroyed') return [];
  const degraded = environment.state === 'Degraded';
  return objectsOf(environment).flatMap(
    ({ component, engine, ref }, index): ObservedResource[] => {
      const found = drift.resources.find(
        one => one.ref.kind === ref.kind && one.ref.name === ref.name,
      );
      const application = ref.kind === 'Application';
      const bad = degraded && application;
      const missing = found?.kind === 'missing';
      const good = missing ? 'Missing' : 'Ready';
      const item: ObservedResource = {
        id: `${environment.name}-${index}`,
        component,
        engine,
        ref,
        uid: `uid-${environment.name}-${index}`,
        createdAt: environment.createdAt,
        status: bad ? 'Degraded' : good,
        message: bad
          ? '1 of 3 pods is ready: the image cannot be pulled'
          : found?.message ?? 'As planned',
        observedAt: environment.observedAt ?? environment.createdAt,
        links: application
          ? [
              {
                title: 'Argo CD',
                url: `http://127.0.0.1:7017/applications/argocd/${ref.name}`,
              },
            ]
          : [],
      };
      return application && environment.class.name === 'staging'
        ? [item, ...childrenOf(environment, item)]
        : [item];
    },
  );
}
