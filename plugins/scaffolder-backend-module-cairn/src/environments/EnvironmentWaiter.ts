import { ConflictError } from '@backstage/errors';
import type {
  Environment,
  EnvironmentsApi,
  EnvironmentState,
  Run,
} from '@cairn/plugin-environments-common';
import { waitUntil } from '../waiting/waitUntil';

/** Longer than a run waits for Argo CD. */
const RUN_MS = 600_000;

/** States from which nothing leads to another one by itself. */
const ENDS: EnvironmentState[] = ['Failed', 'Destroyed'];

/** What is done to an environment, as a participle. */
const DONE: Record<Run['action'], string> = {
  create: 'made',
  update: 'updated',
  destroy: 'taken out',
  hibernate: 'hibernated',
  wake: 'woken',
  repair: 'repaired',
};

/** What is looked at while waiting. */
export type WatchedEnvironments = Pick<
  EnvironmentsApi,
  'getEnvironment' | 'getRun'
>;

/** Waits for runs and for environments, and says why it waits. */
export class EnvironmentWaiter {
  readonly #environments: WatchedEnvironments;
  readonly #say: (line: string) => void;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    environments: WatchedEnvironments;
    say: (line: string) => void;
    signal?: AbortSignal;
  }) {
    this.#environments = options.environments;
    this.#say = options.say;
    this.#signal = options.signal;
  }

  /** @throws ConflictError where the run does not succeed, with the reason */
  async untilOver({ id, environment, action }: Run): Promise<Run> {
    const run = await waitUntil<Run>(
      async () => {
        const seen = await this.#environments.getRun(id);
        return seen.state === 'Queued' || seen.state === 'Running'
          ? { why: progressOf(seen) }
          : { value: seen };
      },
      {
        what: `the environment ${environment} to be ${DONE[action]}`,
        who: 'It goes on by itself; the page of the environment shows each step.',
        timeoutMs: RUN_MS,
        signal: this.#signal,
        say: this.#say,
      },
    );
    if (run.state !== 'Succeeded') {
      throw new ConflictError(
        `The environment ${environment} could not be ${DONE[action]}: ${run.message}. Go on to try again, or remove what was made.`,
      );
    }
    return run;
  }

  /** @throws ConflictError where it is in a state from which it does not get there by itself */
  async untilState(
    name: string,
    wanted: EnvironmentState[],
    timeoutMs: number,
  ): Promise<Environment> {
    const environment = await waitUntil<Environment>(
      async () => {
        const live = await this.#environments.getEnvironment(name);
        if (wanted.includes(live.state)) {
          return { value: live };
        }
        if (ENDS.includes(live.state)) {
          throw new ConflictError(
            `The environment ${name} is ${live.state}: ${live.reason}`,
          );
        }
        return { why: live.reason };
      },
      {
        what: `the environment ${name} to be ${wanted
          .join(' or ')
          .toLowerCase()}`,
        who: 'Argo CD and the cluster do that by themselves; if it lasts, the page of the environment says what holds.',
        timeoutMs,
        signal: this.#signal,
        say: this.#say,
      },
    );
    this.#say(
      `${name} is ${environment.state.toLowerCase()}: ${environment.reason}`,
    );
    return environment;
  }
}

function progressOf({ action, message, steps }: Run): string {
  const done = steps.filter(({ state }) => state === 'Succeeded').length;
  const how = action === 'destroy' ? 'gone' : 'there';
  return `${done} of ${steps.length} objects are ${how}; ${message}`;
}
