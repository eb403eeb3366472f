import { z } from 'zod';
import type { PricedResource } from '../price';
import { ONE_PIECE } from './amounts';
import type { Autoscaler } from './autoscalers';
import { groupOf, isFree } from './freeKinds';
import {
  podRequests,
  podSpecSchema,
  quantitiesSchema,
  quantityIn,
  type ContainerDefaults,
} from './podRequests';

/** Something that an object holds for as long as it is there. */
export interface Holding {
  resource: PricedResource;
  /** Of all copies together, in billionths. */
  amount: bigint;
  copies: number;
  storageClass?: string;
}

/** Something of an object that cannot be priced. */
export interface Unknown {
  reason: string;
  /** True where it is pods, claims or load balancers, so that a quota of the namespace bounds it. */
  bounded: boolean;
}

/** What an object holds, and what of it cannot be told. */
export interface Assessment {
  holdings: Holding[];
  unknown: Unknown[];
}

const nothing: Assessment = { holdings: [], unknown: [] };

const copiesSchema = z.int().min(0).max(1_000_000);

const claimSpecSchema = z.looseObject({
  storageClassName: z.string().nullish(),
  resources: z.looseObject({ requests: quantitiesSchema }).nullish(),
});

const workloadSchema = z.looseObject({
  spec: z.looseObject({
    replicas: copiesSchema.nullish(),
    template: z.looseObject({ spec: podSpecSchema }),
    volumeClaimTemplates: z
      .array(z.looseObject({ spec: z.unknown() }))
      .nullish(),
  }),
});

const applicationSchema = z.looseObject({
  spec: z.looseObject({
    source: z
      .looseObject({ repoURL: z.string(), path: z.string().nullish() })
      .nullish(),
    sources: z.array(z.looseObject({ repoURL: z.string() })).nullish(),
  }),
});

/** Kinds whose pods run for as long as the object is there. */
const lasting = new Set([
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  '/ReplicationController',
]);

const endOfTheirOwn = new Map([
  [
    'batch/Job',
    'A job runs until it is done, and how long that takes is not known',
  ],
  ['batch/CronJob', 'How long each of its jobs runs is not known'],
]);

/** What around an object says what it holds. */
export interface Surroundings {
  /** What containers of its namespace get that ask for nothing. */
  defaults: ContainerDefaults;
  autoscaler?: Autoscaler;
}

/** What an object holds for as long as it is there. */
export function holdingsOf(
  object: { apiVersion: string; kind: string } & Record<string, unknown>,
  surroundings: Surroundings,
): Assessment {
  const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
  const ending = endOfTheirOwn.get(kind);
  if (kind === '/Pod') {
    return ofPods(object.spec, 1, surroundings.defaults);
  }
  if (lasting.has(kind)) {
    return ofWorkload(object, surroundings);
  }
  if (ending) {
    return cannot(ending, true);
  }
  if (kind === 'apps/DaemonSet') {
    return cannot(
      'It runs on each node, and how many there will be is not known',
      true,
    );
  }
  if (kind === '/PersistentVolumeClaim') {
    return ofClaim(object.spec, 1);
  }
  if (kind === '/Service') {
    return ofService(object.spec);
  }
  if (kind === 'argoproj.io/Application') {
    return ofApplication(object);
  }
  if (
    isFree(object.apiVersion, object.kind) ||
    kind === 'autoscaling/HorizontalPodAutoscaler'
  ) {
    return nothing;
  }
  return cannot(
    `What a ${object.kind} (${object.apiVersion}) holds is not known`,
    false,
  );
}

function cannot(reason: string, bounded: boolean): Assessment {
  return { holdings: [], unknown: [{ reason, bounded }] };
}

function both(a: Assessment, b: Assessment): Assessment {
  return {
    holdings: [...a.holdings, ...b.holdings],
    unknown: [...a.unknown, ...b.unknown],
  };
}

function ofWorkload(
  object: Record<string, unknown>,
  { defaults, autoscaler }: Surroundings,
): Assessment {
  const parsed = workloadSchema.safeParse(object);
  if (!parsed.success) {
    return cannot(notReadable(parsed.error), false);
  }
  const { replicas, template, volumeClaimTemplates } = parsed.data.spec;
  // An autoscaler leaves alone what is scaled to nothing.
  const copies =
    replicas === 0 ? 0 : Math.max(replicas ?? 1, autoscaler?.least ?? 0);
  const held = (volumeClaimTemplates ?? [])
    .map(({ spec }) => ofClaim(spec, copies))
    .reduce(both, ofPods(template.spec, copies, defaults));
  return autoscaler && copies > 0 && autoscaler.most > copies
    ? both(
        held,
        cannot(
          `The autoscaler '${autoscaler.name}' may run up to ${autoscaler.most} copies, and those above ${copies} are not counted`,
          true,
        ),
      )
    : held;
}

function ofPods(
  spec: unknown,
  copies: number,
  defaults: ContainerDefaults,
): Assessment {
  const parsed = podSpecSchema.safeParse(spec);
  if (!parsed.success) {
    return cannot(notReadable(parsed.error), false);
  }
  if (copies === 0) {
    return nothing;
  }
  const { cpu, memory, missing, others } = podRequests(parsed.data, defaults);
  const pods: Assessment = {
    holdings: [
      { resource: 'cpu' as const, amount: cpu * BigInt(copies), copies },
      { resource: 'memory' as const, amount: memory * BigInt(copies), copies },
    ].filter(({ amount }) => amount > 0n),
    unknown: [
      ...missing.map(reason => ({ reason, bounded: true })),
      ...others.map(name => ({
        reason: `It asks for ${name}, and that has no price`,
        bounded: false,
      })),
    ],
  };
  return (parsed.data.volumes ?? [])
    .flatMap(({ ephemeral }) => ephemeral?.volumeClaimTemplate ?? [])
    .map(claim => ofClaim(claim.spec, copies))
    .reduce(both, pods);
}

function ofClaim(spec: unknown, copies: number): Assessment {
  const parsed = claimSpecSchema.safeParse(spec);
  if (!parsed.success) {
    return cannot(notReadable(parsed.error), false);
  }
  if (copies === 0) {
    return nothing;
  }
  const { resources, storageClassName } = parsed.data;
  const size = quantityIn(resources?.requests, 'storage');
  return size === undefined
    ? cannot('The claim does not say how much storage it asks for', true)
    : {
        holdings: [
          {
            resource: 'storage',
            amount: size * BigInt(copies),
            copies,
            ...(storageClassName && { storageClass: storageClassName }),
          },
        ],
        unknown: [],
      };
}

function ofService(spec: unknown): Assessment {
  const parsed = z.looseObject({ type: z.string().nullish() }).safeParse(spec);
  if (!parsed.success) {
    return cannot(notReadable(parsed.error), false);
  }
  return parsed.data.type === 'LoadBalancer'
    ? {
        holdings: [{ resource: 'load-balancer', amount: ONE_PIECE, copies: 1 }],
        unknown: [],
      }
    : nothing;
}

function ofApplication(object: Record<string, unknown>): Assessment {
  const parsed = applicationSchema.safeParse(object);
  const { source, sources } = parsed.success
    ? parsed.data.spec
    : { source: undefined, sources: undefined };
  const where = source
    ? [`${source.path ?? '.'} of ${source.repoURL}`]
    : (sources ?? []).map(({ repoURL }) => repoURL);
  return cannot(
    `Argo CD deploys what it finds in ${
      where.join(', ') || 'its source'
    }, and that is not in the plan`,
    true,
  );
}

function notReadable(error: z.ZodError): string {
  const [{ path, message }] = error.issues;
  return `It cannot be read: ${[...path, message].join(': ')}`;
}
