import { NotFoundError } from '@backstage/errors';
import { priceOf, type PriceList } from '@cairn/plugin-cost-common';
import type {
  Approval,
  ApprovalPage,
  Drift,
  Environment,
  EnvironmentClassSummary,
  EnvironmentQuery,
  LedgerEntry,
  LedgerPage,
  LedgerVerification,
  ObservedResource,
  Orphan,
  Plan,
  PlanRequest,
  Receipt,
  Run,
  RunStep,
} from '@cairn/plugin-environments-common';
import type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from '@cairn/plugin-environments-react';
import { sandbox, servicePreview } from './classes';
import { render } from './objects';
import { prices } from './prices';
import { decide } from './verdicts';

const HOUR = 3_600_000;
const USER = 'user:default/amara.okafor';

/** The plugin's interface in memory: plans, applies step by step, observes and destroys. Nothing of it is real. */
export class FakeEnvironments implements LiveEnvironmentsApi {
  classes: EnvironmentClassSummary[] = [sandbox, servicePreview];
  environments: Environment[] = [];
  /** Undefined: there are no prices. */
  priceList: PriceList | undefined = prices;
  readonly #plans = new Map<string, Plan>();
  readonly #runs = new Map<string, Run>();
  readonly #watchers = new Map<string, Set<(run: Run) => void>>();
  /** The step of a run that fails, by run's environment. */
  readonly failAt = new Map<string, number>();
  #count = 0;

  async listClasses() {
    return this.classes;
  }

  async getClass(name: string) {
    return this.#found(
      this.classes.find(one => one.name === name),
      `class ${name}`,
    );
  }

  async plan(request: PlanRequest): Promise<Plan> {
    const plan =
      request.action === 'create'
        ? this.#planCreate(request)
        : await this.#planDestroy(request.environment);
    this.#plans.set(plan.digest, plan);
    return plan;
  }

  async getPlan(digest: string) {
    return this.#found(this.#plans.get(digest), `plan ${digest}`);
  }

  async apply(digest: string): Promise<Run> {
    const plan = await this.getPlan(digest);
    const at = new Date().toISOString();
    const run: Run = {
      id: this.#id('run'),
      environment: plan.environment.name,
      digest,
      action: plan.action,
      state: 'Queued',
      message: 'Waiting to start.',
      startedBy: USER,
      attempt: 1,
      createdAt: at,
      steps: plan.changes.map(
        ({ index, component, operation, ref }): RunStep => ({
          index,
          component,
          operation,
          ref,
          state: 'Pending',
          tries: 0,
        }),
      ),
    };
    this.#runs.set(run.id, run);
    if (plan.action === 'create') {
      this.environments.push(this.#environmentOf(plan));
    }
    this.#change(plan.environment.name, {
      state: plan.action === 'create' ? 'Provisioning' : 'Destroying',
      reason: 'A run is under way.',
      since: at,
    });
    return run;
  }

  async listEnvironments(query: EnvironmentQuery = {}) {
    const matches = this.environments.filter(
      one =>
        one.name.includes(query.search ?? '') &&
        (!query.owner || one.owner === query.owner) &&
        (!query.class || one.class.name === query.class) &&
        (!query.state || query.state.includes(one.state)) &&
        (!query.component || one.entities.includes(query.component)),
    );
    const key = query.sort ?? 'name';
    const sign = query.order === 'desc' ? -1 : 1;
    matches.sort(
      (a, b) => sign * String(a[key] ?? '').localeCompare(String(b[key] ?? '')),
    );
    const from = Number(query.cursor ?? 0);
    const to = from + (query.limit ?? 25);
    return {
      items: matches.slice(from, to),
      total: matches.length,
      ...(to < matches.length ? { nextCursor: String(to) } : {}),
    };
  }

  async getEnvironment(name: string) {
    const own = this.environments.filter(one => one.name === name);
    const found = this.#found(
      own.find(({ state }) => state !== 'Destroyed') ?? own[own.length - 1],
      `environment ${name}`,
    );
    const [lastRun] = await this.listRuns(name);
    return { ...found, lastRun };
  }

  async listResources(name: string): Promise<ObservedResource[]> {
    const environment = await this.getEnvironment(name);
    if (environment.state === 'Destroyed') return [];
    const degraded = environment.state === 'Degraded';
    return render(name, environment.class.name, environment.parameters).map(
      ({ component, engine, ref }, index) => {
        const bad = degraded && ref.kind === 'Application';
        return {
          id: `${name}-${index}`,
          component,
          engine,
          ref,
          uid: `uid-${name}-${index}`,
          createdAt: environment.createdAt,
          status: bad ? 'Degraded' : 'Ready',
          message: bad
            ? '1 of 3 pods is ready: the image cannot be pulled'
            : 'As planned',
          observedAt: environment.observedAt ?? environment.createdAt,
          links:
            ref.kind === 'Application'
              ? [
                  {
                    title: 'Argo CD',
                    url: `http://127.0.0.1:7017/applications/argocd/${ref.name}`,
                  },
                ]
              : [],
        };
      },
    );
  }

  async getManifest(name: string, itemId: string) {
    const environment = await this.getEnvironment(name);
    const index = Number(itemId.slice(itemId.lastIndexOf('-') + 1));
    const objects = render(
      name,
      environment.class.name,
      environment.parameters,
    );
    return objects[index].object;
  }

  async listRuns(name: string) {
    return [...this.#runs.values()]
      .filter(({ environment }) => environment === name)
      .map(({ steps: _, ...summary }) => summary)
      .reverse();
  }

  async getRun(id: string) {
    return this.#found(this.#runs.get(id), `run ${id}`);
  }

  async watchRun(id: string, { onRun, signal }: WatchRunOptions) {
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(onRun));
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve());
    });
    watchers.delete(onRun);
  }

  /** Ends the step that every run is at, and begins the next. */
  advance(now = new Date()) {
    for (const run of this.#runs.values()) {
      if (run.state === 'Queued' || run.state === 'Running') {
        this.#advanceRun(run, now.toISOString());
      }
    }
  }

  #advanceRun(run: Run, at: string) {
    const steps = run.steps.map(step => ({ ...step }));
    const next: Run = {
      ...run,
      state: 'Running',
      startedAt: run.startedAt ?? at,
      steps,
    };
    const running = steps.find(({ state }) => state === 'Running');
    const fails = running && this.failAt.get(run.environment) === running.index;
    if (running) {
      running.state = fails ? 'Failed' : 'Succeeded';
      running.finishedAt = at;
      if (fails) running.message = 'The API server refused it: quota exceeded.';
    }
    const waiting = steps.find(({ state }) => state === 'Pending');
    if (fails) {
      this.#end(next, 'Failed', at);
    } else if (waiting) {
      waiting.state = 'Running';
      waiting.startedAt = at;
      next.message = `Step ${waiting.index + 1} of ${steps.length}.`;
    } else {
      this.#end(next, 'Succeeded', at);
    }
    this.#runs.set(run.id, next);
    for (const watcher of this.#watchers.get(run.id) ?? []) watcher(next);
  }

  #end(run: Run, state: 'Succeeded' | 'Failed', at: string) {
    run.state = state;
    run.finishedAt = at;
    run.message =
      state === 'Succeeded'
        ? 'Everything is done.'
        : 'A step failed: the API server refused it, quota exceeded.';
    if (state === 'Failed') {
      this.#change(run.environment, {
        state: 'Failed',
        reason: run.message,
        since: at,
      });
    } else if (run.action === 'create') {
      this.#change(run.environment, {
        state: 'Ready',
        reason: 'Everything is there and ready.',
        since: at,
        observedAt: at,
      });
    } else {
      this.#change(run.environment, {
        state: 'Destroyed',
        reason: 'Everything it owned is gone.',
        since: at,
        destroyedAt: at,
      });
    }
  }

  async applyAll(digests: string[]) {
    return Promise.all(
      digests.map(async digest => ({
        digest,
        run: (await this.apply(digest)).id,
      })),
    );
  }

  async planUpgrades(name: string) {
    const { version } = await this.getClass(name);
    return { class: name, version, items: [], current: 0 };
  }

  async requestApproval(digest: string): Promise<Approval> {
    return this.getApproval(digest);
  }

  async getApproval(digest: string): Promise<Approval> {
    return this.#found<Approval>(undefined, `approval of ${digest}`);
  }

  async decide(digest: string): Promise<Approval> {
    return this.getApproval(digest);
  }

  async withdraw(digest: string): Promise<Approval> {
    return this.getApproval(digest);
  }

  async listApprovals(): Promise<ApprovalPage> {
    return { items: [], total: 0 };
  }

  async extend(name: string) {
    return this.getEnvironment(name);
  }

  async getDrift(): Promise<Drift> {
    return { observedAt: new Date().toISOString(), resources: [], unknown: [] };
  }

  async getStory(): Promise<LedgerEntry[]> {
    return [];
  }

  async getReceipt(name: string): Promise<Receipt> {
    return this.#found<Receipt>(undefined, `receipt of ${name}`);
  }

  async listOrphans(): Promise<Orphan[]> {
    return [];
  }

  async retryRun(id: string) {
    return this.getRun(id);
  }

  async cancelRun(id: string) {
    return this.getRun(id);
  }

  async listLedger(): Promise<LedgerPage> {
    return { items: [] };
  }

  async verifyLedger(): Promise<LedgerVerification> {
    return {
      ok: true,
      entries: 0,
      anchors: [],
      unread: [],
      verifiedAt: new Date().toISOString(),
    };
  }

  #planCreate(request: Extract<PlanRequest, { action: 'create' }>): Plan {
    const one = this.#found(
      this.classes.find(({ name }) => name === request.class),
      `class ${request.class}`,
    );
    const verdict = decide(request.parameters);
    const objects = render(request.name, one.name, request.parameters);
    for (const violation of verdict.violations) {
      const of = objects.find(({ ref }) => ref.kind === 'Application');
      violation.resource = of && `${of.ref.kind}/${of.ref.name}`;
    }
    return {
      ...this.#head(),
      action: 'create',
      environment: {
        name: request.name,
        namespace: `env-${request.name}`,
        owner: request.owner,
        cluster: request.cluster ?? one.clusters[0],
      },
      class: { name: one.name, version: one.version },
      parameters: request.parameters,
      mode: 'awake',
      changes: objects.map((object, index) => ({
        ...object,
        index,
        operation: 'create',
        fields: [],
        warnings: [],
      })),
      coverage: { computed: objects.length, total: objects.length },
      price: this.priceList && priceOf(objects, this.priceList),
      verdict,
      blockers: verdict.allowed ? [] : ['denied'],
    };
  }

  async #planDestroy(name: string): Promise<Plan> {
    const environment = await this.getEnvironment(name);
    const objects = render(
      name,
      environment.class.name,
      environment.parameters,
    ).reverse();
    return {
      ...this.#head(),
      action: 'destroy',
      environment: {
        name,
        namespace: environment.namespace,
        owner: environment.owner,
        cluster: environment.cluster,
      },
      class: environment.class,
      parameters: environment.parameters,
      mode: environment.mode,
      changes: objects.map(({ object, ...rest }, index) => ({
        ...rest,
        index,
        operation: 'delete',
        before: object,
        liveUid: `uid-${name}-${index}`,
        fields: [],
        warnings: [],
      })),
      coverage: { computed: objects.length, total: objects.length },
      verdict: decide({}),
      blockers: [],
    };
  }

  #head() {
    const at = Date.now();
    this.#count += 1;
    return {
      digest: `sha256:${this.#count
        .toString(16)
        .padStart(8, 'c0ffee12')}${'5d1e8a07'.repeat(7)}`,
      createdAt: new Date(at).toISOString(),
      expiresAt: new Date(at + HOUR / 2).toISOString(),
      requestedBy: USER,
    };
  }

  #environmentOf(plan: Plan): Environment {
    const at = new Date().toISOString();
    const { service } = plan.parameters;
    return {
      id: this.#id('environment'),
      title: plan.environment.name,
      ...plan.environment,
      class: plan.class,
      parameters: plan.parameters,
      mode: plan.mode,
      entities: typeof service === 'string' ? [service] : [],
      state: 'Provisioning',
      reason: 'A run is under way.',
      since: at,
      conditions: [],
      outputs: { namespace: plan.environment.namespace },
      createdAt: at,
      createdBy: USER,
      expiresAt: new Date(Date.now() + 72 * HOUR).toISOString(),
      lease: {
        expiresAt: new Date(Date.now() + 72 * HOUR).toISOString(),
        renewals: { used: 0, allowed: 0 },
        lastActivityAt: at,
      },
    };
  }

  #change(name: string, changes: Partial<Environment>) {
    this.environments = this.environments.map(one =>
      one.name === name && one.state !== 'Destroyed'
        ? { ...one, ...changes }
        : one,
    );
  }

  #id(kind: string) {
    this.#count += 1;
    return `${kind}-${this.#count.toString().padStart(4, '0')}`;
  }

  #found<T>(thing: T | undefined, what: string): T {
    if (thing === undefined) throw new NotFoundError(`There is no ${what}`);
    return thing;
  }
}
