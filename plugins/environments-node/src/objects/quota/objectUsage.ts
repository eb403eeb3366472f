import { z } from 'zod';
import {
  parsed,
  podSpecSchema,
  podUsage,
  type ContainerDefaults,
  type Usage,
} from './podUsage';

/** One piece, in billionths. */
export const ONE = 1_000_000_000n;

const templateSchema = z.looseObject({ spec: podSpecSchema });

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  spec: z
    .looseObject({
      replicas: z.int().min(0).nullish(),
      parallelism: z.int().min(0).nullish(),
      suspend: z.boolean().nullish(),
      template: templateSchema.nullish(),
      jobTemplate: z
        .looseObject({
          spec: z.looseObject({
            parallelism: z.int().min(0).nullish(),
            template: templateSchema.nullish(),
          }),
        })
        .nullish(),
      volumeClaimTemplates: z
        .array(z.looseObject({ spec: z.unknown() }))
        .nullish(),
      type: z.string().nullish(),
    })
    .nullish(),
});
type Counted = z.infer<typeof objectSchema>;

const claimSchema = z.looseObject({
  resources: z
    .looseObject({
      requests: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .nullish(),
    })
    .nullish(),
});

/** Plural names by kind, of what quotas count without being told to. */
const COUNTED: Record<string, string> = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  ReplicationController: 'replicationcontrollers',
  ResourceQuota: 'resourcequotas',
  Secret: 'secrets',
  Service: 'services',
};

/** What an object, and the pods and claims that it makes, take of the quotas of its namespace. */
export function objectUsage(
  object: unknown,
  defaults: ContainerDefaults,
): Usage {
  const read = objectSchema.safeParse(object);
  if (!read.success) {
    return new Map();
  }
  const { spec } = read.data;
  const pods = podsOf(read.data);
  const claims = spec?.volumeClaimTemplates ?? [];
  return sum(
    countOf(read.data),
    ...(pods ? [podsUsage(pods, defaults)] : []),
    ...claims.map(claim => times(claimUsage(claim.spec), copiesOf(read.data))),
    ...(read.data.kind === 'PersistentVolumeClaim'
      ? [storageOf(read.data.spec)]
      : []),
  );
}

function podsUsage(
  { copies, spec }: { copies: number; spec: z.infer<typeof podSpecSchema> },
  defaults: ContainerDefaults,
): Usage {
  const one = podUsage(spec, defaults);
  const plain = [...one].flatMap(([name, amount]) =>
    /^requests\.(cpu|memory)$/.test(name)
      ? [[name.slice('requests.'.length), amount] as const]
      : [],
  );
  return times(new Map([...one, ...plain, ['pods', ONE]]), copies);
}

/** A job of a CronJob runs beside everything else, sooner or later. */
function podsOf({ kind, spec }: Counted) {
  const job = spec?.jobTemplate?.spec;
  if (job?.template) {
    const copies = spec?.suspend ? 0 : job.parallelism ?? 1;
    return { copies, spec: job.template.spec };
  }
  if (!spec?.template || kind === 'DaemonSet') {
    return undefined;
  }
  return { copies: copiesOf({ kind, spec }), spec: spec.template.spec };
}

function copiesOf({ kind, spec }: Pick<Counted, 'kind' | 'spec'>): number {
  if (kind === 'Job') {
    return spec?.suspend ? 0 : spec?.parallelism ?? 1;
  }
  return spec?.replicas ?? 1;
}

function countOf({ apiVersion, kind, spec }: Counted): Usage {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  const plural = COUNTED[kind] ?? pluralOf(kind);
  const names =
    group === '' ? [plural, `count/${plural}`] : [`count/${plural}.${group}`];
  return new Map([
    ...names.map(name => [name, ONE] as const),
    ...(kind === 'Service' && spec?.type === 'LoadBalancer'
      ? ([['services.loadbalancers', ONE]] as const)
      : []),
    ...(kind === 'Service' &&
    (spec?.type === 'NodePort' || spec?.type === 'LoadBalancer')
      ? ([['services.nodeports', ONE]] as const)
      : []),
  ]);
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(name)) {
    return `${name}es`;
  }
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

function claimUsage(spec: unknown): Usage {
  return sum(
    new Map([
      ['persistentvolumeclaims', ONE],
      ['count/persistentvolumeclaims', ONE],
    ]),
    storageOf(spec),
  );
}

function storageOf(spec: unknown): Usage {
  const requests = claimSchema.safeParse(spec).data?.resources?.requests;
  const storage = parsed(requests).get('storage');
  return new Map(storage === undefined ? [] : [['requests.storage', storage]]);
}

function times(usage: Usage, copies: number): Usage {
  return new Map(
    [...usage].map(([name, amount]) => [name, amount * BigInt(copies)]),
  );
}

/** What several use together. */
export function sum(...usages: Usage[]): Usage {
  const total = new Map<string, bigint>();
  for (const usage of usages) {
    for (const [name, amount] of usage) {
      total.set(name, (total.get(name) ?? 0n) + amount);
    }
  }
  return total;
}
