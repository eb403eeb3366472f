import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import type {
  Environment,
  EnvironmentsApi,
  Plan,
  Run,
} from '@cairn/plugin-environments-common';
import type {
  EnvironmentInput,
  PlannedEnvironment,
} from '@cairn/plugin-golden-paths-common';
import { EnvironmentWaiter } from './EnvironmentWaiter';

const READY_MS = 120_000;

/** What is asked of the plugin `environments`, in the name of the person. */
export type Environments = Pick<
  EnvironmentsApi,
  'apply' | 'getEnvironment' | 'getPlan' | 'getRun' | 'plan'
>;

/** Makes the environment of a plan, by exactly the plan that was looked at, and waits until it runs. */
export class EnvironmentMaker {
  readonly #environments: Environments;
  readonly #say: (line: string) => void;
  readonly #waiter: EnvironmentWaiter;

  constructor(options: {
    environments: Environments;
    say: (line: string) => void;
    signal?: AbortSignal;
  }) {
    this.#environments = options.environments;
    this.#say = options.say;
    this.#waiter = new EnvironmentWaiter(options);
  }

  /** @throws ConflictError where its run fails, with the reason */
  async make(
    planned: PlannedEnvironment,
    input: EnvironmentInput,
  ): Promise<Environment> {
    const run = await this.#environments.apply(planned.digest);
    if (run.state === 'Failed' || run.state === 'Cancelled') {
      // It failed before this attempt began: what it left is taken out, and the same is made again.
      await this.#again(planned, input, run);
    } else {
      await this.#waiter.untilOver(run);
    }
    return this.#waiter.untilState(planned.name, ['Ready'], READY_MS);
  }

  /** @returns what was taken out; undefined where there was nothing of this plan */
  async remove(planned: PlannedEnvironment): Promise<string | undefined> {
    const live = await this.#find(planned.name);
    if (!live || live.state === 'Destroyed') {
      return undefined;
    }
    if (!(await this.#isOf(live, planned))) {
      throw new ConflictError(
        `The environment ${planned.name} was not made by this plan`,
      );
    }
    await this.#destroy(planned.name);
    return `environment ${planned.name}`;
  }

  async #again(
    planned: PlannedEnvironment,
    input: EnvironmentInput,
    failed: Run,
  ): Promise<void> {
    this.#say(
      `An attempt before failed: ${failed.message}. What it left is taken out, and the same environment is made again.`,
    );
    const live = await this.#find(planned.name);
    if (live && live.state !== 'Destroyed') {
      if (await this.#isRunning(live)) {
        return;
      }
      await this.#destroy(planned.name);
    }
    const plan = await this.#environments.plan({ action: 'create', ...input });
    requireSame(planned, plan);
    await this.#waiter.untilOver(await this.#environments.apply(plan.digest));
  }

  /** An attempt between this one and the first may have made it again already. */
  async #isRunning({ lastRun }: Environment): Promise<boolean> {
    if (
      lastRun?.action !== 'create' ||
      lastRun.state === 'Failed' ||
      lastRun.state === 'Cancelled'
    ) {
      return false;
    }
    await this.#waiter.untilOver(await this.#environments.getRun(lastRun.id));
    return true;
  }

  async #destroy(name: string): Promise<void> {
    const plan = await this.#environments.plan({
      action: 'destroy',
      environment: name,
    });
    await this.#waiter.untilOver(await this.#environments.apply(plan.digest));
  }

  /** Whether an environment was made by a plan, or by one that was made anew of the same. */
  async #isOf(
    live: Environment,
    planned: PlannedEnvironment,
  ): Promise<boolean> {
    const plan = await this.#environments.getPlan(planned.digest);
    return (
      live.class.name === plan.class.name &&
      live.owner === plan.environment.owner &&
      JSON.stringify(live.parameters) === JSON.stringify(plan.parameters)
    );
  }

  async #find(name: string): Promise<Environment | undefined> {
    try {
      return await this.#environments.getEnvironment(name);
    } catch (error) {
      if (
        error instanceof NotFoundError ||
        (isError(error) && 'statusCode' in error && error.statusCode === 404)
      ) {
        return undefined;
      }
      throw error;
    }
  }
}

/** What was agreed to is what is made, also the second time. */
function requireSame(planned: PlannedEnvironment, plan: Plan): void {
  const outline = (changes: Plan['changes']) =>
    JSON.stringify(
      changes.map(({ component, engine, ref, operation }) => ({
        component,
        engine,
        ref,
        operation,
      })),
    );
  if (
    outline(planned.changes) !== outline(plan.changes) ||
    JSON.stringify(planned.verdict) !== JSON.stringify(plan.verdict)
  ) {
    throw new ConflictError(
      `The environment ${planned.name} would not be made as it was agreed to any more. Remove what was made, and begin again with a new plan.`,
    );
  }
}
