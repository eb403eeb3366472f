import { InputError } from '@backstage/errors';
import { dnsLabelSchema } from '@cairn/plugin-environments-common';
import { z } from 'zod';

/** Exactly one repository: Argo CD reads patterns here, and a password would be shown to everybody. */
const repositorySchema = z
  .string()
  .min(1)
  .regex(
    /^[^*?![\]{}\s\\]+$/,
    'must be the address of one repository, without wildcards or spaces',
  )
  .refine(
    url => !/^[a-z+]+:\/\/[^/@]*:[^/@]*@/i.test(url),
    'must not contain a password',
  );

const applicationSchema = z.strictObject({
  /** Default: the component's name. */
  name: dnsLabelSchema.optional(),
  repository: repositorySchema,
  /** Default: the environment's first namespace. Another one of it begins with the first one's name and two hyphens. */
  namespace: dnsLabelSchema.optional(),
  /** Folder in the repository. */
  path: z
    .string()
    .min(1)
    .refine(
      path => !path.startsWith('/') && !path.split('/').includes('..'),
      'must be a folder within the repository',
    ),
  /** Branch, tag or commit. Default: `HEAD`. */
  revision: z
    .string()
    .min(1)
    .regex(/^[^-\s]\S*$/, 'must be a branch, a tag or a commit')
    .default('HEAD'),
  /**
   * Whether Argo CD deploys every new commit of `revision` by itself, takes out what is no longer in the repository and
   * puts back what somebody changes. Default: it deploys once, when the environment is made.
   */
  automated: z.boolean().default(false),
  kustomize: z
    .strictObject({
      /** For example `registry/web=registry/web:2`. */
      images: z.array(z.string()).optional(),
      replicas: z
        .array(z.strictObject({ name: z.string(), count: z.number().int() }))
        .optional(),
      /** Inline patches, in the form of a kustomization's own; `$patch: delete` leaves objects out. */
      patches: z
        .array(
          z.strictObject({
            patch: z.string().min(1),
            target: z
              .strictObject({
                group: z.string().optional(),
                version: z.string().optional(),
                kind: z.string().optional(),
                name: z.string().optional(),
                labelSelector: z.string().optional(),
              })
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  helm: z
    .strictObject({ values: z.record(z.string(), z.json()).optional() })
    .optional(),
});

const instanceSchema = z.string().min(1).optional();

const settingsSchema = z.union([
  z.strictObject({
    instance: instanceSchema,
    applications: z.array(applicationSchema.required({ name: true })).min(1),
  }),
  applicationSchema.extend({ instance: instanceSchema }),
]);

export interface ApplicationSettings
  extends Omit<z.infer<typeof applicationSchema>, 'name'> {
  name: string;
}

/** `with` of a component, rendered. */
export interface ComponentSettings {
  /** Name of an Argo CD of the configuration. Default: that of the environment's cluster. */
  instance?: string;
  applications: ApplicationSettings[];
}

/** @throws InputError naming the component and the field. */
export function parseSettings(
  component: string,
  rendered: unknown,
): ComponentSettings {
  const isList =
    typeof rendered === 'object' &&
    rendered !== null &&
    'applications' in rendered;
  const [many, one] = settingsSchema.options;
  const parsed = (isList ? many : one).safeParse(rendered);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `components.${component}.with${issue.path
        .map(key => `.${String(key)}`)
        .join('')}: ${issue.message}`,
    );
  }
  const settings = parsed.data;
  const applications =
    'applications' in settings
      ? settings.applications
      : [withoutInstance(settings)].map(application => ({
          ...application,
          name: application.name ?? component,
        }));
  const names = applications.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(
      `components.${component}.with.applications: "${twice}" stands there twice`,
    );
  }
  return { instance: settings.instance, applications };
}

function withoutInstance<T extends { instance?: string }>(
  settings: T,
): Omit<T, 'instance'> {
  const { instance, ...application } = settings;
  return application;
}
