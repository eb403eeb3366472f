import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import type { KnownEntities, KnownEntity } from '../catalog/CatalogIndex';
import type { Attribution } from '../store/rows';

/** What is told of a thing that costs. */
export interface Claimable {
  cluster: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

/** Says to whom and what a thing belongs. */
export type Attribute = (
  thing: Claimable,
) => Pick<
  Attribution,
  | 'environment'
  | 'environmentRef'
  | 'className'
  | 'entityRef'
  | 'groupRef'
  | 'systemRef'
>;

const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';
const ARGOCD_APP = 'argocd/app-name';
const ENVIRONMENT_LABEL = 'cairn.dev/environment';

/**
 * How costs find whom they belong to, closest first:
 *
 * 1. the environment that owns the namespace, or whose id is on the object;
 * 2. the entity by the label `backstage.io/kubernetes-id`;
 * 3. the one entity that the environment was made for;
 * 4. the entity of the Argo CD application that the object says it is of (`argocd.argoproj.io/instance`, `app.kubernetes.io/instance`);
 * 5. the one entity that names the namespace (`backstage.io/kubernetes-namespace`);
 * 6. the component whose name is the label `app.kubernetes.io/name` or `app.kubernetes.io/part-of`;
 * 7. the environment itself.
 *
 * Where two entities lay the same claim, nobody has it. The group is that of the environment, else the entity's.
 */
export function attributing(
  entities: KnownEntities,
  environments: readonly EnvironmentInventory[],
): Attribute {
  const claims = claimsOf(entities);
  const byPlace = new Map<string, EnvironmentInventory>();
  const byId = new Map<string, EnvironmentInventory>();
  for (const one of environments) {
    const place = placeOf(one.cluster, one.namespace);
    const before = byPlace.get(place);
    byId.set(one.id, one);
    // A namespace may have belonged to one that is destroyed.
    if (!before || (before.destroyedAt && !one.destroyedAt)) {
      byPlace.set(place, one);
    }
  }

  return ({ cluster, namespace, labels }) => {
    const environment =
      byPlace.get(placeOf(cluster, namespace)) ??
      byId.get(labels[ENVIRONMENT_LABEL] ?? '');
    const made = environment && {
      ref: stringifyEntityRef({
        kind: 'resource',
        namespace: 'default',
        name: environment.name,
      }),
      ...environment,
    };
    const only =
      made?.entities.length === 1 ? entities.get(made.entities[0]) : undefined;
    const entity =
      claims.find(KUBERNETES_ID, labels[KUBERNETES_ID]) ??
      only ??
      claims.find(ARGOCD_APP, labels['argocd.argoproj.io/instance']) ??
      claims.find(ARGOCD_APP, labels['app.kubernetes.io/instance']) ??
      claims.find(KUBERNETES_NAMESPACE, namespace) ??
      claims.find('name', labels['app.kubernetes.io/name']) ??
      claims.find('name', labels['app.kubernetes.io/part-of']);
    const entityRef = entity?.ref ?? made?.ref;
    const groupRef = made?.owner ?? entity?.owner;
    return {
      environment: made?.name ?? `${namespace} (${cluster})`,
      ...(made && { environmentRef: made.ref, className: made.class.name }),
      ...(entityRef && { entityRef }),
      ...(groupRef && { groupRef }),
      ...(entity?.system && { systemRef: entity.system }),
    };
  };
}

/** What entities lay claim to, by an annotation or their name. */
function claimsOf(entities: KnownEntities) {
  const claims = new Map<string, KnownEntity | undefined>();
  const lay = (by: string, value: string, entity: KnownEntity) => {
    const key = `${by} ${value}`;
    claims.set(key, claims.has(key) ? undefined : entity);
  };
  for (const entity of entities.values()) {
    const { kind, annotations, ref } = entity;
    // An API may carry the annotations of the component that serves it; the component is what costs.
    if (kind === 'Component' || kind === 'Resource') {
      for (const by of [KUBERNETES_ID, KUBERNETES_NAMESPACE, ARGOCD_APP]) {
        const value = annotations[by];
        if (value) {
          lay(by, value, entity);
        }
      }
    }
    if (kind === 'Component') {
      lay('name', ref.slice(ref.indexOf('/') + 1), entity);
    }
  }
  return {
    find: (by: string, value: string | undefined) =>
      value === undefined ? undefined : claims.get(`${by} ${value}`),
  };
}

function placeOf(cluster: string, namespace: string): string {
  return `${cluster}/${namespace}`;
}
