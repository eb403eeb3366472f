import type { ResourceRef } from '@cairn/plugin-environments-common';

/** What the order of a step depends on. */
export interface OrderedStep {
  component: string;
  operation: string;
  ref: ResourceRef;
}

/** Steps of one component. */
export interface Lane<S extends OrderedStep> {
  component: string;
  /** One after the other; the steps of a stage do not wait for each other. */
  stages: S[][];
  /** Components whose lanes must be over before. */
  after: ReadonlySet<string>;
}

interface Component {
  name: string;
  needs: string[];
}

/**
 * Which steps wait for which: first everything that is made or changed, a component after those that it needs; then everything
 * that is deleted, the other way round. Components that do not need each other do not wait for each other, and of one component
 * neither do objects that follow each other in the plan and are of one kind, or of kinds that need nothing of each other.
 *
 * @param steps - in the order of the plan
 * @param components - of the class; where a step's component is not among them, all wait for each other in the plan's order
 */
export function lanesOf<S extends OrderedStep>(
  steps: S[],
  components: Component[],
): Array<Array<Lane<S>>> {
  const deletes = steps.filter(({ operation }) => operation === 'delete');
  const others = steps.filter(({ operation }) => operation !== 'delete');
  return [
    arranged(others, components, (later, earlier) =>
      needs(components, later, earlier),
    ),
    arranged(deletes, components, (later, earlier) =>
      needs(components, earlier, later),
    ),
  ].filter(lanes => lanes.length > 0);
}

function arranged<S extends OrderedStep>(
  steps: S[],
  components: Component[],
  mustFollow: (later: string, earlier: string) => boolean,
): Array<Lane<S>> {
  const names = [...new Set(steps.map(({ component }) => component))];
  const isKnown = names.every(name =>
    components.some(component => component.name === name),
  );
  const after = new Map(
    names.map((name, position): [string, Set<string>] => [
      name,
      new Set(
        names.filter((other, otherPosition) =>
          isKnown
            ? other !== name && mustFollow(name, other)
            : otherPosition < position,
        ),
      ),
    ]),
  );
  for (const [later, earlier] of namespaceOrder(steps)) {
    // What a class says of its components counts more than where their objects are.
    if (!isAfter(after, earlier, later)) {
      after.get(later)?.add(earlier);
    }
  }
  return names.map(component => ({
    component,
    stages: stagesOf(steps.filter(step => step.component === component)),
    after: after.get(component) ?? new Set(),
  }));
}

/** These do something once, in the order in which a class has them. */
const IN_TURN = ['Pod', 'Job'];

/**
 * Kinds, with their groups, that need nothing of each other, so that they can be made at the same time. A quota counts what comes
 * after it.
 */
const TOGETHER = [
  [
    ...['LimitRange', 'ServiceAccount'],
    ...['networking.k8s.io/NetworkPolicy', 'rbac.authorization.k8s.io/Role'],
  ],
  ['Secret', 'ConfigMap', 'PersistentVolumeClaim', 'Service'],
];

function stagesOf<S extends OrderedStep>(steps: S[]): S[][] {
  const stages: S[][] = [];
  for (const step of steps) {
    const stage = stages.at(-1);
    if (stage?.every(({ ref }) => areSeparate(ref, step.ref))) {
      stage.push(step);
    } else {
      stages.push([step]);
    }
  }
  return stages;
}

function areSeparate(one: ResourceRef, other: ResourceRef): boolean {
  if (one.kind === other.kind) {
    return one.apiVersion === other.apiVersion && !IN_TURN.includes(one.kind);
  }
  return TOGETHER.some(
    kinds => kinds.includes(groupKind(one)) && kinds.includes(groupKind(other)),
  );
}

function groupKind({ apiVersion, kind }: ResourceRef): string {
  const [group] = apiVersion.split('/');
  return apiVersion.includes('/') ? `${group}/${kind}` : kind;
}

/** Pairs of later and earlier: a namespace is there before what is in it, and goes after it. */
function namespaceOrder(steps: OrderedStep[]): Array<[string, string]> {
  return steps
    .filter(({ ref }) => ref.kind === 'Namespace' && ref.apiVersion === 'v1')
    .flatMap(namespace =>
      steps
        .filter(
          ({ component, ref }) =>
            component !== namespace.component &&
            ref.cluster === namespace.ref.cluster &&
            ref.namespace === namespace.ref.name,
        )
        .map(({ component, operation }): [string, string] =>
          operation === 'delete'
            ? [namespace.component, component]
            : [component, namespace.component],
        ),
    );
}

/** Directly or through others. */
function needs(components: Component[], name: string, other: string): boolean {
  const seen = new Set<string>();
  const look = (current: string): boolean => {
    if (seen.has(current)) {
      return false;
    }
    seen.add(current);
    const needed =
      components.find(component => component.name === current)?.needs ?? [];
    return needed.includes(other) || needed.some(look);
  };
  return look(name);
}

function isAfter(
  after: Map<string, Set<string>>,
  later: string,
  earlier: string,
): boolean {
  const seen = new Set<string>();
  const look = (name: string): boolean => {
    if (seen.has(name)) {
      return false;
    }
    seen.add(name);
    const before = after.get(name) ?? new Set();
    return before.has(earlier) || [...before].some(look);
  };
  return look(later);
}
