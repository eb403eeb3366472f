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
import { waitUntil } from '../waiting/waitUntil';

/** Longer than a run waits for Argo CD. */
const RUN_MS = 600_000;
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
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    environments: Environments;
    say: (line: string) => void;
    signal?: AbortSignal;
  }) {
    this.#environments = options.environments;
    this.#say = options.say;
    this.#signal = options.signal;
  }

  /** @throws ConflictError where its run fails, with the reason */
  async make(
    planned: PlannedEnvironment,
    input: EnvironmentInput,
  ): Promise<Environment> {
    const run = await this.#environments.apply(planned.digest);
    if (run.state === 'Failed') {
      // It failed before this attempt began: what it left is taken out, and the same is made again.
      await this.#again(planned, input, run);
    } else {
      await this.#follow(run, planned.name);
    }
    return this.#untilReady(planned.name);
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
    await this.#follow(
      await this.#environments.apply(plan.digest),
      planned.name,
    );
  }

  /** An attempt between this one and the first may have made it again already. */
  async #isRunning({ lastRun, name }: Environment): Promise<boolean> {
    if (lastRun?.action !== 'create' || lastRun.state === 'Failed') {
      return false;
    }
    await this.#follow(await this.#environments.getRun(lastRun.id), name);
    return true;
  }

  async #destroy(name: string): Promise<void> {
    const plan = await this.#environments.plan({
      action: 'destroy',
      environment: name,
    });
    await this.#follow(await this.#environments.apply(plan.digest), name);
  }

  async #follow({ id, action }: Run, name: string): Promise<void> {
    const what =
      action === 'destroy'
        ? `the environment ${name} to be taken out`
        : `the environment ${name} to be made`;
    const run = await waitUntil<Run>(
      async () => {
        const seen = await this.#environments.getRun(id);
        return seen.state === 'Queued' || seen.state === 'Running'
          ? { why: progressOf(seen) }
          : { value: seen };
      },
      {
        what,
        who: 'It goes on by itself; the page of the environment shows each step.',
        timeoutMs: RUN_MS,
        signal: this.#signal,
        say: this.#say,
      },
    );
    if (run.state === 'Failed') {
      throw new ConflictError(
        `The environment ${name} could not be ${
          action === 'destroy' ? 'taken out' : 'made'
        }: ${run.message}. Go on to try again, or remove what was made.`,
      );
    }
  }

  async #untilReady(name: string): Promise<Environment> {
    const environment = await waitUntil<Environment>(
      async () => {
        const live = await this.#environments.getEnvironment(name);
        return live.state === 'Ready' ? { value: live } : { why: live.reason };
      },
      {
        what: `the environment ${name} to be ready`,
        who: 'Argo CD and the cluster do that by themselves; if it lasts, the page of the environment says what holds.',
        timeoutMs: READY_MS,
        signal: this.#signal,
        say: this.#say,
      },
    );
    this.#say(`${name} is ready: ${environment.reason}`);
    return environment;
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

function progressOf({ action, message, steps }: Run): string {
  const done = steps.filter(({ state }) => state === 'Succeeded').length;
  const how = action === 'destroy' ? 'gone' : 'there';
  return `${done} of ${steps.length} objects are ${how}; ${message}`;
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
