import type { PlaceHealth, Signal } from '@cairn/plugin-health-common';

const NO_METRICS =
  'No metrics source is connected; Cairn watches Kubernetes and Argo CD, which do not know it';

/** The figures of a running service, as far as what is watched gives them. Pure. */
export function signalsOf(places: readonly PlaceHealth[]): Signal[] {
  const workloads = places
    .flatMap(place => place.workloads)
    .filter(({ ref }) => ref.kind !== 'Job' && ref.kind !== 'CronJob');
  const isKnown =
    workloads.length > 0 &&
    workloads.every(
      ({ verdict }) =>
        verdict.reason !== 'DataTooOld' && verdict.reason !== 'NotSeenYet',
    );
  const wanted = sum(workloads.map(one => one.wanted));
  const ready = sum(workloads.map(one => Math.min(one.ready, one.wanted)));
  const restarts = sum(
    workloads.flatMap(({ pods }) => pods.map(pod => pod.restarts)),
  );
  return [
    {
      id: 'availability',
      title: 'Availability',
      ...(isKnown &&
        wanted > 0 && { value: Math.round((ready / wanted) * 1000) / 10 }),
      unit: '%',
      source: source(
        isKnown,
        wanted > 0
          ? `${ready} of ${wanted} wanted pods are ready now, by Kubernetes`
          : 'No pod is wanted',
      ),
    },
    {
      id: 'restarts',
      title: 'Restarts',
      ...(isKnown && { value: restarts }),
      unit: 'since the pods were made',
      source: source(isKnown, 'Counted by Kubernetes over the pods that live'),
    },
    { id: 'errors', title: 'Errors', unit: '%', source: NO_METRICS },
    { id: 'latency', title: 'Latency', unit: 'ms', source: NO_METRICS },
    { id: 'saturation', title: 'Saturation', unit: '%', source: NO_METRICS },
  ];
}

function source(isKnown: boolean, text: string): string {
  return isKnown ? text : 'Nothing is known of its pods now';
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
