import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Environment,
  Plan,
  PlanRequest,
  Run,
} from '@cairn/plugin-environments-common';
import { environmentInput, plannedEnvironment } from '../__testUtils__/planOf';
import { EnvironmentMaker, type Environments } from './EnvironmentMaker';

/** Environments of which a test says how each of its runs ends. */
class FakeEnvironments implements Environments {
  /** Ends of creations, in order; the last one stays. */
  ends: Array<'Succeeded' | 'Failed'> = ['Succeeded'];
  readonly asked: string[] = [];
  changes: Plan['changes'] = [];
  readonly #plans = new Map<string, Plan>([
    [plannedEnvironment.digest, this.#planOf('create')],
  ]);
  readonly #runs = new Map<string, Run>();
  #live: Environment | undefined;

  async plan(request: PlanRequest): Promise<Plan> {
    this.asked.push(`plan ${request.action}`);
    const plan = {
      ...this.#planOf(request.action),
      digest: `sha256:${this.#plans.size}`,
      changes: this.changes,
    };
    this.#plans.set(plan.digest, plan);
    return plan;
  }

  async getPlan(digest: string): Promise<Plan> {
    const plan = this.#plans.get(digest);
    if (!plan) {
      throw new NotFoundError('There is no such plan');
    }
    return plan;
  }

  async apply(digest: string): Promise<Run> {
    const known = [...this.#runs.values()].find(run => run.digest === digest);
    if (known) {
      return known;
    }
    const { action } = await this.getPlan(digest);
    this.asked.push(`apply ${action}`);
    const end =
      action === 'destroy'
        ? 'Succeeded'
        : (this.ends.length > 1 && this.ends.shift()) || this.ends[0];
    const run: Run = {
      id: `run-${this.#runs.size}`,
      environment: plannedEnvironment.name,
      digest,
      action,
      state: 'Running',
      message: end === 'Failed' ? 'Argo CD does not answer' : 'Done',
      startedBy: 'user:default/amara.okafor',
      attempt: 1,
      createdAt: '',
      steps: [],
    };
    this.#runs.set(run.id, { ...run, state: end });
    this.#live = {
      ...this.#environment(),
      state: stateAfter(action, end),
      lastRun: { ...run, state: end },
    };
    return run;
  }

  async getRun(id: string): Promise<Run> {
    const run = this.#runs.get(id);
    if (!run) {
      throw new NotFoundError('There is no such run');
    }
    return run;
  }

  async getEnvironment(): Promise<Environment> {
    if (!this.#live) {
      throw new NotFoundError('There is no such environment');
    }
    return this.#live;
  }

  /** Somebody else's, under the same name. */
  beForeign(): void {
    this.#live = {
      ...this.#environment(),
      owner: 'group:default/payments-team',
    };
  }

  #planOf(action: Plan['action']): Plan {
    return {
      digest: plannedEnvironment.digest,
      action,
      environment: {
        name: plannedEnvironment.name,
        namespace: 'env-parcel-lockers-dev',
        owner: environmentInput.owner,
        cluster: 'local',
      },
      class: { name: plannedEnvironment.class, version: 'sha256:1' },
      parameters: environmentInput.parameters,
      mode: 'awake',
      changes: [],
      coverage: { computed: 0, total: 0 },
      verdict: plannedEnvironment.verdict,
      blockers: [],
      createdAt: '',
      expiresAt: '',
      requestedBy: 'user:default/amara.okafor',
    };
  }

  #environment(): Environment {
    return {
      id: '1',
      name: plannedEnvironment.name,
      title: '',
      owner: environmentInput.owner,
      class: { name: plannedEnvironment.class, version: 'sha256:1' },
      cluster: 'local',
      namespace: 'env-parcel-lockers-dev',
      parameters: environmentInput.parameters,
      mode: 'awake',
      lease: { renewals: { used: 0, allowed: 0 }, lastActivityAt: '' },
      entities: [],
      state: 'Ready',
      reason: 'Everything that it owns is ready.',
      since: '',
      conditions: [],
      outputs: {},
      createdAt: '',
      createdBy: '',
    };
  }
}

function stateAfter(
  action: Plan['action'],
  end: 'Succeeded' | 'Failed',
): Environment['state'] {
  if (end === 'Failed') {
    return 'Failed';
  }
  return action === 'destroy' ? 'Destroyed' : 'Ready';
}

let environments: FakeEnvironments;
let said: string[];
beforeEach(() => {
  environments = new FakeEnvironments();
  said = [];
});

const maker = () =>
  new EnvironmentMaker({ environments, say: line => said.push(line) });
const make = () => maker().make(plannedEnvironment, environmentInput);

it('applies the plan that was looked at, and says when it is ready', async () => {
  await expect(make()).resolves.toMatchObject({ state: 'Ready' });
  expect(environments.asked).toEqual(['apply create']);
  expect(said.at(-1)).toBe(
    'parcel-lockers-dev is ready: Everything that it owns is ready.',
  );
});

it('makes nothing twice where it was interrupted after it had begun', async () => {
  await make();
  await make();
  expect(environments.asked).toEqual(['apply create']);
});

it('says why it failed and what to do, and when it goes on takes out what is left and makes the same again', async () => {
  environments.ends = ['Failed', 'Succeeded'];
  await expect(make()).rejects.toThrow(
    'The environment parcel-lockers-dev could not be made: Argo CD does not answer. Go on to try again, or remove what was made.',
  );
  await expect(make()).resolves.toMatchObject({ state: 'Ready' });
  expect(environments.asked).toEqual([
    'apply create',
    'plan destroy',
    'apply destroy',
    'plan create',
    'apply create',
  ]);
  // And a third time, for example because the portal stopped before it could write that down.
  await expect(make()).resolves.toMatchObject({ state: 'Ready' });
  expect(environments.asked).toHaveLength(5);
});

it('makes nothing else than what was agreed to, the second time', async () => {
  environments.ends = ['Failed', 'Succeeded'];
  await make().catch(() => undefined);
  environments.changes = [
    {
      index: 0,
      component: 'a',
      engine: 'kubernetes',
      operation: 'create',
      ref: { cluster: 'local', apiVersion: 'v1', kind: 'Secret', name: 's' },
      fields: [],
      warnings: [],
    },
  ];
  await expect(make()).rejects.toThrow('would not be made as it was agreed to');
  expect(environments.asked.at(-1)).toBe('plan create');
});

describe('taking out', () => {
  it('destroys what the plan made', async () => {
    await make();
    await expect(maker().remove(plannedEnvironment)).resolves.toBe(
      'environment parcel-lockers-dev',
    );
    await expect(maker().remove(plannedEnvironment)).resolves.toBeUndefined();
  });

  it('has nothing to do where nothing was made', async () => {
    await expect(maker().remove(plannedEnvironment)).resolves.toBeUndefined();
    expect(environments.asked).toEqual([]);
  });

  it("leaves somebody else's of the same name", async () => {
    environments.beForeign();
    await expect(maker().remove(plannedEnvironment)).rejects.toThrow(
      ConflictError,
    );
    expect(environments.asked).toEqual([]);
  });
});
