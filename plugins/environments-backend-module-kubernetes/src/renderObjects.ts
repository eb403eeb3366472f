import { InputError } from '@backstage/errors';
import {
  kubernetesObjectSchema,
  nameOf,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  ClassComponent,
  DesiredResource,
} from '@cairn/plugin-environments-common';
import {
  renderTemplate,
  withOwnership,
  type ClassSources,
  type RenderContext,
} from '@cairn/plugin-environments-node';
import { z } from 'zod';
import { assertGenerated } from './generated';
import { kindOrder } from './kindOrder';
import { inOwnNamespace } from './ownNamespaces';
import { readDocuments } from './readDocuments';

/** Fields that only the API server sets; in a class they would be somebody's leftover. */
const NOT_OURS = [
  'uid',
  'resourceVersion',
  'managedFields',
  'generation',
  'ownerReferences',
  'deletionTimestamp',
  'creationTimestamp',
];

const draftSchema = z.looseObject({
  kind: z.string().optional(),
  items: z.unknown().optional(),
  status: z.unknown().optional(),
  metadata: z.looseObject({}).optional(),
});

const specSchema = z.looseObject({});

const scaleTargetSchema = z.looseObject({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
  }),
});

const stringDataSchema = z.record(z.string(), z.string());

/**
 * The objects of a component, in the order in which they are made. The same input gives the same objects.
 *
 * @throws InputError naming the file and the field.
 */
export function renderObjects(
  component: ClassComponent,
  context: RenderContext,
  sources: ClassSources,
): DesiredResource[] {
  const [setting] = Object.keys(component.with);
  if (setting !== undefined) {
    throw new InputError(
      `Component "${component.name}": the kubernetes engine has no setting "${setting}"`,
    );
  }
  const objects = readDocuments(component, sources).map(
    ({ origin, template }) =>
      toObject(renderTemplate(template, context, { origin }), origin, context),
  );
  const scaled = scaledWorkloads(objects);
  const seen = new Set<string>();
  return objects
    .map(object => withoutReplicas(object, scaled))
    .map(object =>
      withOwnership(object, {
        environment: context.environment,
        component: component.name,
      }),
    )
    .map((object): DesiredResource => {
      const { apiVersion, kind, metadata } = object;
      const ref = {
        cluster: context.environment.cluster,
        apiVersion,
        kind,
        ...(metadata.namespace !== undefined && {
          namespace: metadata.namespace,
        }),
        name: metadata.name,
      };
      const key = JSON.stringify(ref);
      if (seen.has(key)) {
        throw new InputError(
          `Component "${component.name}" has ${nameOf(ref)} twice`,
        );
      }
      seen.add(key);
      return { component: component.name, engine: 'kubernetes', ref, object };
    })
    .sort((a, b) => kindOrder(a.ref.kind) - kindOrder(b.ref.kind));
}

function toObject(
  rendered: unknown,
  origin: string,
  context: RenderContext,
): KubernetesObject {
  const draft = draftSchema.safeParse(rendered);
  if (!draft.success) {
    throw new InputError(`${origin} is not an object of Kubernetes`);
  }
  const { kind, items, status, metadata } = draft.data;
  if (items !== undefined && kind?.endsWith('List')) {
    throw new InputError(
      `${origin} is a list; write its objects as documents of their own`,
    );
  }
  if (metadata && 'generateName' in metadata) {
    throw new InputError(
      `${origin} at /metadata/generateName: a generated name would differ each time; give the object a name`,
    );
  }
  if (status !== undefined) {
    throw new InputError(`${origin} at /status: a class cannot set the status`);
  }
  const foreign = NOT_OURS.find(field => metadata && field in metadata);
  if (foreign) {
    throw new InputError(
      `${origin} at /metadata/${foreign}: only the API server sets it`,
    );
  }
  const parsed = kubernetesObjectSchema.safeParse(rendered);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `${origin} at /${issue.path.join('/')}: ${issue.message}`,
    );
  }
  const object = withoutStringData(parsed.data, origin);
  assertGenerated(object, origin);
  return inOwnNamespace(object, origin, context);
}

/** `stringData` is only written, never read back: keys that go would stay, and changes of others could not be seen. */
function withoutStringData(
  object: KubernetesObject,
  origin: string,
): KubernetesObject {
  const { stringData, ...rest } = object;
  if (object.kind !== 'Secret' || stringData === undefined) {
    return object;
  }
  const texts = stringDataSchema.safeParse(stringData);
  const data = z
    .record(z.string(), z.string())
    .default({})
    .safeParse(object.data);
  if (!texts.success || !data.success) {
    throw new InputError(
      `${origin} at /stringData: every value of a Secret must be a text`,
    );
  }
  return {
    ...rest,
    data: {
      ...data.data,
      ...Object.fromEntries(
        Object.entries(texts.data).map(([key, value]) => [
          key,
          Buffer.from(value, 'utf8').toString('base64'),
        ]),
      ),
    },
  };
}

/** Kind and name of the workloads whose size an autoscaler of the same component decides. */
function scaledWorkloads(objects: KubernetesObject[]): Set<string> {
  return new Set(
    objects
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
      .flatMap(object => {
        const target =
          scaleTargetSchema.safeParse(object).data?.spec.scaleTargetRef;
        return target ? [`${target.kind}/${target.name}`] : [];
      }),
  );
}

/** Setting `replicas` as well would undo what the autoscaler decided. */
function withoutReplicas(
  object: KubernetesObject,
  scaled: Set<string>,
): KubernetesObject {
  if (!scaled.has(`${object.kind}/${object.metadata.name}`)) {
    return object;
  }
  const spec = specSchema.safeParse(object.spec).data;
  if (!spec) {
    return object;
  }
  const { replicas, ...rest } = spec;
  return { ...object, spec: rest };
}
