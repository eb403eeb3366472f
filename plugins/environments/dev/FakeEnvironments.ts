import { NotFoundError } from '@backstage/errors';
import type { PriceList } from '@cairn/plugin-cost-common';
import type {
  AppliedPlan,
  ApprovalQuery,
  Drift,
  Environment,
  EnvironmentClassSummary,
  EnvironmentQuery,
  LedgerPage,
  LedgerQuery,
  Orphan,
  Plan,
  PlanRequest,
  Receipt,
  Run,
  UpgradeSummary,
} from '@cairn/plugin-environments-common';
import type {
  LiveEnvironmentsApi,
  WatchRunOptions,
} from '@cairn/plugin-environments-react';
import { sandbox, servicePreview, staging } from './classes';
import { FakeApprovals } from './FakeApprovals';
import { FakeLedger } from './FakeLedger';
import { FakeRuns } from './FakeRuns';
import { planChange, planCreation, USER } from './plans';
import { prices } from './prices';
import { receiptOf } from './receipts';
import { objectsOf, observe } from './resources';
import { afterRun, duringRun, environmentOf } from './transitions';

const HOUR = 3_600_000;

/** The plugin's interface in memory: plans, applies step by step, observes and destroys. Nothing of it is real. */
export class FakeEnvironments implements LiveEnvironmentsApi {
  classes: EnvironmentClassSummary[] = [sandbox, servicePreview, staging];
  environments: Environment[] = [];
  /** Undefined: there are no prices. */
  priceList: PriceList | undefined = prices;
  /** By environment; of any other nothing drifted. */
  readonly drifts = new Map<string, Drift>();
  readonly receipts = new Map<string, Receipt>();
  orphans: Orphan[] = [];
  readonly ledger = new FakeLedger();
  readonly approvals = new FakeApprovals();
  readonly runs = new FakeRuns(run => this.#ended(run));
  readonly #plans = new Map<string, Plan>();
  #count = 0;

  /** The step of a run that fails, by the run's environment. */
  get failAt() {
    return this.runs.failAt;
  }

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
    const plan = await this.#planned(request);
    this.#plans.set(plan.digest, plan);
    this.ledger.append({
      kind: 'plan',
      actor: USER,
      environment: plan.environment.name,
      digest: plan.digest,
      summary: `Planned to ${plan.action} ${plan.environment.name}.`,
    });
    return plan;
  }

  async getPlan(digest: string) {
    return this.#found(this.#plans.get(digest), `plan ${digest}`);
  }

  async apply(digest: string): Promise<Run> {
    const plan = await this.getPlan(digest);
    const run = this.runs.start(this.#id('run'), plan);
    if (plan.action === 'create') {
      this.environments.push(
        environmentOf(plan, this.#id('environment'), USER),
      );
    }
    this.#change(plan.environment.name, duringRun(run));
    this.ledger.append({
      kind: 'run.queued',
      actor: USER,
      environment: run.environment,
      digest,
      run: run.id,
      summary: `Asked to ${plan.action} ${run.environment}.`,
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
        (!query.upgrade || one.upgrade !== undefined) &&
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

  async listResources(name: string) {
    return observe(await this.getEnvironment(name), await this.getDrift(name));
  }

  async getManifest(name: string, itemId: string) {
    const objects = objectsOf(await this.getEnvironment(name));
    return objects[Number(itemId.slice(itemId.lastIndexOf('-') + 1))].object;
  }

  async listRuns(name: string) {
    return this.runs.of(name).map(({ steps: _, ...summary }) => summary);
  }

  async getRun(id: string) {
    return this.runs.get(id);
  }

  async watchRun(id: string, options: WatchRunOptions) {
    await this.runs.watch(id, options);
  }

  async retryRun(id: string) {
    return this.runs.retry(id);
  }

  async cancelRun(id: string) {
    return this.runs.cancel(id);
  }

  /** Ends the step that every run is at, and begins the next. */
  advance(now = new Date()) {
    this.runs.advance(now);
  }

  async applyAll(digests: string[]): Promise<AppliedPlan[]> {
    return Promise.all(
      digests.map(async digest => ({
        digest,
        run: (await this.apply(digest)).id,
      })),
    );
  }

  async planUpgrades(name: string): Promise<UpgradeSummary> {
    const { version } = await this.getClass(name);
    const living = this.environments.filter(
      one => one.class.name === name && one.state !== 'Destroyed',
    );
    const older = living.filter(one => one.class.version !== version);
    const items = await Promise.all(
      older.map(async ({ name: environment, owner }) => {
        const plan = await this.plan({
          action: 'update',
          environment,
          upgrade: true,
        });
        const operations: Record<string, number> = {};
        for (const { operation } of plan.changes) {
          if (operation !== 'unchanged') {
            operations[operation] = (operations[operation] ?? 0) + 1;
          }
        }
        return {
          environment,
          owner,
          digest: plan.digest,
          operations,
          blockers: plan.blockers,
        };
      }),
    );
    const current = living.length - older.length;
    return { class: name, version, items, current };
  }

  async requestApproval(digest: string, note?: string) {
    return this.approvals.request(await this.getPlan(digest), note);
  }

  async getApproval(digest: string) {
    return this.approvals.get(digest);
  }

  async decide(
    digest: string,
    decision: { decision: 'approve' | 'reject'; reason?: string },
  ) {
    return this.approvals.decide(digest, decision);
  }

  async withdraw(digest: string, reason?: string) {
    return this.approvals.withdraw(digest, reason);
  }

  async listApprovals(query: ApprovalQuery = {}) {
    return this.approvals.list(query);
  }

  async extend(name: string) {
    const { lease } = await this.getEnvironment(name);
    const to = lease.extendableTo ?? lease.expiresAt;
    const renewals = { ...lease.renewals, used: lease.renewals.used + 1 };
    const more = renewals.used < renewals.allowed;
    this.#change(name, {
      state: 'Ready',
      expiresAt: to,
      lease: {
        ...lease,
        expiresAt: to,
        renewals,
        extendableTo: more
          ? new Date(Date.now() + 72 * HOUR).toISOString()
          : undefined,
        extendRefusal: more
          ? undefined
          : 'Its class lets it be extended twice.',
      },
    });
    this.ledger.append({
      kind: 'renewal',
      actor: USER,
      environment: name,
      summary: `Extended ${name} to ${to}.`,
    });
    return this.getEnvironment(name);
  }

  async getDrift(name: string): Promise<Drift> {
    return (
      this.drifts.get(name) ?? {
        observedAt: new Date().toISOString(),
        resources: [],
        unknown: [],
      }
    );
  }

  async getStory(name: string) {
    return this.ledger.entries.filter(one => one.environment === name);
  }

  async getReceipt(name: string) {
    return this.#found(this.receipts.get(name), `receipt of ${name}`);
  }

  async listOrphans() {
    return this.orphans;
  }

  async listLedger(query: LedgerQuery = {}): Promise<LedgerPage> {
    const from = Number(query.cursor ?? 0);
    const to = from + (query.limit ?? 25);
    const more = to < this.ledger.entries.length;
    const { entries } = this.ledger;
    const ordered = query.order === 'desc' ? entries.toReversed() : entries;
    return {
      items: ordered.slice(from, to),
      ...(more ? { nextCursor: String(to) } : {}),
    };
  }

  async verifyLedger() {
    return this.ledger.verify();
  }

  async exportLedger() {
    return new Blob([
      this.ledger.entries.map(one => `${JSON.stringify(one)}\n`).join(''),
    ]);
  }

  async #planned(request: PlanRequest): Promise<Plan> {
    const basisOf = async (className: string) => ({
      class: await this.getClass(className),
      priceList: this.priceList,
      head: this.#head(),
    });
    if (request.action === 'create') {
      return planCreation(request, await basisOf(request.class));
    }
    const environment = await this.getEnvironment(request.environment);
    return planChange(
      request,
      environment,
      await basisOf(environment.class.name),
      await this.getDrift(environment.name),
    );
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

  #ended(run: Run) {
    const plan = this.#plans.get(run.digest);
    if (!plan) return;
    const environment = this.environments.find(
      ({ name, state }) => name === run.environment && state !== 'Destroyed',
    );
    if (environment && run.action === 'destroy' && run.state === 'Succeeded') {
      const receipt = receiptOf(environment, run, plan, this.ledger.head());
      this.receipts.set(run.environment, receipt);
    }
    if (run.action === 'repair' && run.state === 'Succeeded') {
      this.drifts.delete(run.environment);
    }
    const version = this.classes.find(
      ({ name }) => name === plan.class.name,
    )?.version;
    this.#change(run.environment, afterRun(run, plan, version));
    this.ledger.append({
      kind: 'run.finished',
      actor: USER,
      environment: run.environment,
      digest: run.digest,
      run: run.id,
      summary: `The run ended: ${run.message}`,
    });
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
