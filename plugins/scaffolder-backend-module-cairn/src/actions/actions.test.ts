import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DRY_RUN_FOLDER,
  plannedStepSchema,
} from '@cairn/plugin-golden-paths-common';
import { environmentInput, planOf } from '../__testUtils__/planOf';
import { ActionServices } from './ActionServices';
import { createConfirmAction } from './confirm';
import { createEnvironmentAction } from './createEnvironment';
import { createPublishAction } from './publish';
import { createRegisterAction } from './register';
import { createRemoveAction } from './remove';

const permissions = mockServices.permissions.mock({
  authorize: async queries =>
    queries.map(() => ({ result: AuthorizeResult.DENY })),
});

const services = new ActionServices({
  auth: mockServices.auth(),
  catalog: catalogServiceMock(),
  config: mockServices.rootConfig(),
  discovery: mockServices.discovery(),
  permissions,
  userInfo: mockServices.userInfo({
    ownershipEntityRefs: ['group:default/payments-team'],
  }),
});

let workspacePath: string;
beforeEach(async () => {
  workspacePath = await mkdtemp(join(tmpdir(), 'cairn-actions-'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(workspacePath, { recursive: true });
});

const contextWith = <T>(input: T, isDryRun: boolean) => ({
  input,
  isDryRun,
  workspacePath,
  logger: mockServices.logger.mock(),
  checkpoint: async <R>({ fn }: { fn: () => Promise<R> | R }) => fn(),
  output: jest.fn(),
  createTemporaryDirectory: async () => workspacePath,
  getInitiatorCredentials: async () => mockCredentials.user(),
  task: { id: 'task-1' },
  templateInfo: { entityRef: 'template:default/node-service' },
});

const repository = {
  name: 'parcel-lockers',
  owner: 'group:default/checkout-team',
  description: 'Says which lockers have room',
};

describe('in a dry run', () => {
  it('each action says what it would do, in order, and does nothing', async () => {
    await createConfirmAction(services).handler(contextWith({}, true));
    await createPublishAction(services).handler(contextWith(repository, true));
    await createRegisterAction(services).handler(
      contextWith({ path: 'catalog-info.yaml' }, true),
    );
    await createEnvironmentAction(services).handler(
      contextWith(environmentInput, true),
    );

    const folder = join(workspacePath, DRY_RUN_FOLDER);
    const said = await Promise.all(
      (await readdir(folder))
        .sort()
        .map(async file =>
          plannedStepSchema.parse(
            JSON.parse(await readFile(join(folder, file), 'utf8')),
          ),
        ),
    );
    expect(said).toEqual([
      { action: 'cairn:plan:confirm' },
      { action: 'cairn:repository:publish', input: repository },
      {
        action: 'cairn:catalog:register',
        input: { path: 'catalog-info.yaml' },
      },
      { action: 'cairn:environment:create', input: environmentInput },
    ]);
  });

  it('nothing can be removed', () => {
    expect(createRemoveAction(services).supportsDryRun).not.toBe(true);
  });
});

describe('in earnest', () => {
  const plan = planOf();

  /** What the plugin `golden-paths` answers. */
  function answering(status: number, body: object) {
    return jest
      .spyOn(global, 'fetch')
      .mockImplementation(async () => Response.json(body, { status }));
  }

  it('begins with no task without a plan', async () => {
    await expect(
      createConfirmAction(services).handler(contextWith({}, false)),
    ).rejects.toThrow('needs the digest of a plan');
  });

  it('begins in the name of the person, as this task', async () => {
    const fetched = answering(200, plan);
    await createConfirmAction(services).handler(
      contextWith({ plan: plan.digest }, false),
    );
    const [url, init] = fetched.mock.calls[0];
    expect(String(url)).toMatch(/golden-paths\/v1\/plans\/sha256%3Aa+\/begin$/);
    expect(init?.body).toBe(JSON.stringify({ task: 'task-1' }));
    expect(JSON.stringify(init?.headers)).toContain('mock-service-token');
  });

  it('refuses the plan of another template', async () => {
    answering(200, { ...plan, template: 'template:default/other' });
    await expect(
      createConfirmAction(services).handler(
        contextWith({ plan: plan.digest }, false),
      ),
    ).rejects.toThrow('The plan is one of template:default/other');
  });

  it('says what the plugin refused with, and not that it was HTTP', async () => {
    answering(409, {
      error: { name: 'STALE_PLAN', message: 'The plan is out of date.' },
      response: { statusCode: 409 },
    });
    await expect(
      createConfirmAction(services).handler(
        contextWith({ plan: plan.digest }, false),
      ),
    ).rejects.toThrow(/^The plan is out of date\.$/);
  });

  it.each([
    [
      'a repository',
      () =>
        createPublishAction(services).handler(
          contextWith(
            { plan: plan.digest, ...repository, name: 'other-name' },
            false,
          ),
        ),
      'The plan makes the repository parcel-lockers, not other-name',
    ],
    [
      'a file for the catalog',
      () =>
        createRegisterAction(services).handler(
          contextWith({ plan: plan.digest, path: 'other.yaml' }, false),
        ),
      'The plan does not take other.yaml into the catalog',
    ],
    [
      'an environment',
      () =>
        createEnvironmentAction(services).handler(
          contextWith(
            { plan: plan.digest, ...environmentInput, class: 'sandbox' },
            false,
          ),
        ),
      'The plan makes no environment parcel-lockers-dev of class sandbox',
    ],
  ])(
    'makes nothing that the plan does not name: %s',
    async (_, act, message) => {
      answering(200, plan);
      await expect(act()).rejects.toThrow(message);
    },
  );

  it.each([
    [
      'a repository',
      () =>
        createPublishAction(services).handler(
          contextWith({ plan: plan.digest, ...repository }, false),
        ),
    ],
    [
      'an entity',
      () =>
        createRegisterAction(services).handler(
          contextWith({ plan: plan.digest, path: 'catalog-info.yaml' }, false),
        ),
    ],
    [
      'what is there',
      () =>
        createRemoveAction(services).handler(
          contextWith({ plan: plan.digest }, false),
        ),
    ],
  ])('touches nothing of a group that one is not in: %s', async (_, act) => {
    answering(200, plan);
    await expect(act()).rejects.toThrow(
      'You are not in group:default/checkout-team',
    );
  });

  it.each([
    [
      'a repository',
      () =>
        createPublishAction(services).handler(
          contextWith({ plan: plan.digest, ...repository }, false),
        ),
    ],
    [
      'an entity',
      () =>
        createRegisterAction(services).handler(
          contextWith({ plan: plan.digest, path: 'catalog-info.yaml' }, false),
        ),
    ],
    [
      'an environment',
      () =>
        createEnvironmentAction(services).handler(
          contextWith({ plan: plan.digest, ...environmentInput }, false),
        ),
    ],
  ])('makes nothing of a plan that another task has: %s', async (_, act) => {
    for (const task of [undefined, 'task-2']) {
      answering(200, { ...plan, task });
      await expect(act()).rejects.toThrow('did not begin with the plan');
    }
  });

  describe('for who is in the group', () => {
    const ours = {
      ...plan,
      owner: 'group:default/payments-team',
      task: 'task-0',
    };
    const remove = (task: Response) => {
      jest
        .spyOn(global, 'fetch')
        .mockImplementation(async url =>
          String(url).includes('/v2/tasks/task-0') ? task : Response.json(ours),
        );
      return createRemoveAction(services).handler(
        contextWith({ plan: plan.digest }, false),
      );
    };

    it.each(['open', 'processing'])(
      'nothing is removed while the task is at work: %s',
      async status => {
        await expect(remove(Response.json({ status }))).rejects.toThrow(
          'task-0 is still at work',
        );
      },
    );

    it('nothing is removed where nobody can say whether it is', async () => {
      await expect(
        remove(Response.json({}, { status: 500 })),
      ).rejects.toThrow();
    });

    it.each([
      Response.json({ status: 'failed' }),
      Response.json({}, { status: 404 }),
    ])('what a task made is removed once it has ended', async task => {
      // As far as the Git host, which is not configured here
      await expect(remove(task)).rejects.toThrow('cairn.git.url');
    });

    it('there is nothing to remove where no task began', async () => {
      answering(200, { ...ours, task: undefined });
      const context = contextWith({ plan: plan.digest }, false);
      await createRemoveAction(services).handler(context);
      expect(context.output).toHaveBeenCalledWith('removed', []);
    });
  });
});
