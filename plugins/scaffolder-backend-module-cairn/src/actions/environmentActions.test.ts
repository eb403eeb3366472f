import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  EnvironmentsClient,
  type PlanRequest,
} from '@cairn/plugin-environments-common';
import { ActionServices } from './ActionServices';
import { createApplyEnvironmentAction } from './applyEnvironment';
import { createDestroyEnvironmentAction } from './destroyEnvironment';
import { createPlanEnvironmentAction } from './planEnvironment';
import { createWaitForEnvironmentAction } from './waitForEnvironment';

/** The plugin behind HTTP, as far as the actions ask it. */
class FakePlugin {
  readonly asked: string[] = [];
  readonly requests: PlanRequest[] = [];
  environment = {
    name: 'shop',
    state: 'Ready',
    reason: 'Everything that it owns is ready.',
    namespace: 'env-shop',
  };
  runState = 'Succeeded';

  readonly client = new EnvironmentsClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost' },
    fetchApi: {
      fetch: async (url, init) => {
        const path = new URL(url).pathname.replace('/v1', '');
        this.asked.push(`${init?.method ?? 'GET'} ${decodeURIComponent(path)}`);
        return Response.json(this.#answer(path, String(init?.body)));
      },
    },
  });

  #answer(path: string, body: string): object {
    if (path === '/plans') {
      this.requests.push(JSON.parse(body));
      return {
        digest: 'sha256:1',
        blockers: [],
        changes: [
          { operation: 'create', ref: { kind: 'Namespace', name: 'env-shop' } },
        ],
        verdict: { violations: [] },
      };
    }
    if (path.startsWith('/plans/')) {
      return { ...this.#run(), state: 'Running' };
    }
    return path.startsWith('/runs/') ? this.#run() : this.environment;
  }

  #run() {
    return {
      id: 'run-1',
      environment: 'shop',
      action: 'create',
      state: this.runState,
      message: 'Argo CD does not answer',
      steps: [],
    };
  }
}

let plugin: FakePlugin;
const services = new ActionServices({
  auth: mockServices.auth(),
  catalog: catalogServiceMock(),
  config: mockServices.rootConfig(),
  discovery: mockServices.discovery(),
  permissions: mockServices.permissions.mock(),
  userInfo: mockServices.userInfo(),
});
beforeEach(() => {
  plugin = new FakePlugin();
  jest.spyOn(services, 'environments').mockReturnValue(plugin.client);
});
afterEach(() => jest.restoreAllMocks());

const contextWith = <T>(input: T, isDryRun = false) => ({
  input,
  isDryRun,
  workspacePath: '',
  logger: mockServices.logger.mock(),
  checkpoint: async <R>({ fn }: { fn: () => Promise<R> | R }) => fn(),
  output: jest.fn(),
  createTemporaryDirectory: async () => '',
  getInitiatorCredentials: async () => mockCredentials.user(),
  task: { id: 'task-1' },
  templateInfo: { entityRef: 'template:default/any' },
});

describe('cairn:environment:plan', () => {
  const plan = createPlanEnvironmentAction(services);

  it('plans, also in a dry run, and gives the digest', async () => {
    const context = contextWith(
      {
        action: 'create' as const,
        name: 'shop',
        class: 'sandbox',
        owner: 'group:default/checkout-team',
        parameters: { size: 'small' },
      },
      true,
    );
    await plan.handler(context);
    expect(plugin.requests).toEqual([
      {
        action: 'create',
        class: 'sandbox',
        name: 'shop',
        owner: 'group:default/checkout-team',
        parameters: { size: 'small' },
      },
    ]);
    expect(plugin.asked).toEqual(['POST /plans']);
    expect(context.output).toHaveBeenCalledWith('digest', 'sha256:1');
  });

  it('says what a new environment needs', async () => {
    await expect(
      plan.handler(contextWith({ action: 'create' as const, name: 'shop' })),
    ).rejects.toThrow('needs a class and an owner');
  });

  it('plans changes of one that exists', async () => {
    await plan.handler(
      contextWith({ action: 'update' as const, name: 'shop', upgrade: true }),
    );
    await plan.handler(
      contextWith({ action: 'hibernate' as const, name: 'shop' }),
    );
    expect(plugin.requests).toEqual([
      { action: 'update', environment: 'shop', upgrade: true },
      { action: 'hibernate', environment: 'shop' },
    ]);
  });
});

describe('cairn:environment:apply', () => {
  const apply = createApplyEnvironmentAction(services);

  it('applies exactly the plan and waits for the end of its run', async () => {
    const context = contextWith({ digest: 'sha256:1' });
    await apply.handler(context);
    expect(plugin.asked).toEqual([
      'POST /plans/sha256:1/apply',
      'GET /runs/run-1',
    ]);
    expect(context.output).toHaveBeenCalledWith('run', 'run-1');
  });

  it('fails as the run does', async () => {
    plugin.runState = 'Failed';
    await expect(
      apply.handler(contextWith({ digest: 'sha256:1' })),
    ).rejects.toThrow('shop could not be made: Argo CD does not answer');
  });

  it('asks nothing in a dry run', async () => {
    await apply.handler(contextWith({ digest: 'sha256:1' }, true));
    expect(plugin.asked).toEqual([]);
  });
});

describe('cairn:environment:destroy', () => {
  const destroy = createDestroyEnvironmentAction(services);

  it('plans and applies', async () => {
    await destroy.handler(contextWith({ name: 'shop' }));
    expect(plugin.asked).toEqual([
      'GET /environments/shop',
      'POST /plans',
      'POST /plans/sha256:1/apply',
      'GET /runs/run-1',
    ]);
  });

  it('only plans in a dry run', async () => {
    await destroy.handler(contextWith({ name: 'shop' }, true));
    expect(plugin.asked).toEqual(['GET /environments/shop', 'POST /plans']);
  });

  it('has nothing to do where it is gone', async () => {
    plugin.environment.state = 'Destroyed';
    await destroy.handler(contextWith({ name: 'shop' }));
    expect(plugin.asked).toEqual(['GET /environments/shop']);
  });
});

describe('cairn:environment:wait', () => {
  const wait = createWaitForEnvironmentAction(services);

  it('ends with the state', async () => {
    const context = contextWith({
      name: 'shop',
      state: ['Ready' as const, 'Drifted' as const],
      timeoutMinutes: 1,
    });
    await wait.handler(context);
    expect(context.output).toHaveBeenCalledWith('state', 'Ready');
    expect(context.output).toHaveBeenCalledWith('namespace', 'env-shop');
  });

  it('does not wait for what will not come', async () => {
    plugin.environment = {
      ...plugin.environment,
      state: 'Failed',
      reason: 'A step failed.',
    };
    await expect(
      wait.handler(
        contextWith({
          name: 'shop',
          state: ['Ready' as const],
          timeoutMinutes: 1,
        }),
      ),
    ).rejects.toThrow('shop is Failed: A step failed.');
  });
});
