import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { environmentStates } from '@cairn/plugin-environments-common';
import { personBehind, type ActionServices } from './ActionServices';

const READS = { readOnly: true, idempotent: true, destructive: false };

/** Reads for programs, for example MCP clients, with the rights of the person behind them. */
export function addReadActions(
  registry: ActionsRegistryService,
  {
    auth,
    services: { environments, drifts, audit, approvals },
  }: ActionServices,
): void {
  registry.register({
    name: 'list-classes',
    title: 'List environment classes',
    description:
      'Lists the environment classes that environments can be made of: what each is for, its parameters as JSON Schema, its lifetime and its budget.',
    attributes: READS,
    schema: {
      input: z => z.object({}),
      output: z => z.object({ classes: z.array(z.object({}).passthrough()) }),
    },
    action: async ({ credentials }) => ({
      output: {
        classes: (
          await environments.listClasses(personBehind(auth, credentials))
        ).map(one => ({ ...one })),
      },
    }),
  });

  registry.register({
    name: 'list-environments',
    title: 'List environments',
    description:
      'Lists environments with their state, why they are in it, their owner, class and end. Page by page: give `nextCursor` of the answer as `cursor`.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          search: z.string().max(63).optional().describe('Part of the name'),
          owner: z
            .string()
            .optional()
            .describe('Entity ref of a group, for example group:default/team'),
          class: z.string().optional().describe('Name of a class'),
          state: z.array(z.enum(environmentStates)).optional(),
          cursor: z.string().max(1000).optional(),
        }),
      output: z =>
        z.object({
          items: z.array(z.object({}).passthrough()),
          total: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await environments.list(
        input,
        personBehind(auth, credentials),
      );
      return {
        output: { ...page, items: page.items.map(one => ({ ...one })) },
      };
    },
  });

  registry.register({
    name: 'get-environment',
    title: 'Get an environment',
    description:
      'One environment: its state and why, conditions, lease, outputs, every object that it owns and how each is, and what has drifted from its plan.',
    attributes: READS,
    schema: {
      input: z => z.object({ name: z.string().describe('Of the environment') }),
      output: z =>
        z.object({
          environment: z.object({}).passthrough(),
          resources: z.array(z.object({}).passthrough()),
          drift: z.object({}).passthrough(),
        }),
    },
    action: async ({ input: { name }, credentials }) => {
      const options = personBehind(auth, credentials);
      const [environment, resources, drift] = await Promise.all([
        environments.get(name, options),
        environments.listResources(name, options),
        drifts.getDrift(name, options),
      ]);
      return {
        output: {
          environment: { ...environment },
          resources: resources.map(one => ({ ...one })),
          drift: { ...drift },
        },
      };
    },
  });

  registry.register({
    name: 'explain-environment',
    title: 'Explain an environment',
    description:
      'The story of an environment in order, from the ledger: who asked for what, what policy said, who said yes, what each run did, and how it ended.',
    attributes: READS,
    schema: {
      input: z => z.object({ name: z.string().describe('Of the environment') }),
      output: z => z.object({ story: z.array(z.object({}).passthrough()) }),
    },
    action: async ({ input: { name }, credentials }) => ({
      output: {
        story: (
          await audit.getStory(name, personBehind(auth, credentials))
        ).map(one => ({ ...one })),
      },
    }),
  });

  registry.register({
    name: 'get-plan',
    title: 'Get a plan',
    description:
      'A plan by its digest: every change field by field, the verdict of policy, the price, and what keeps it from being applied.',
    attributes: READS,
    schema: {
      input: z => z.object({ digest: z.string().describe('sha256:…') }),
      output: z =>
        z.object({
          plan: z.object({}).passthrough(),
          approval: z.object({}).passthrough().optional(),
        }),
    },
    action: async ({ input: { digest }, credentials }) => {
      const options = personBehind(auth, credentials);
      const plan = await environments.getPlan(digest, options);
      const approval = await approvals.get(digest, options).catch(error => {
        if (error instanceof Error && error.name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
      return {
        output: {
          plan: { ...plan },
          ...(approval && { approval: { ...approval } }),
        },
      };
    },
  });
}
