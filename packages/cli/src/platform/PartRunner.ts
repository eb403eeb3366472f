import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import { Leftovers } from '../processes/Leftovers';
import { RotatingLog } from '../processes/RotatingLog';
import type { Toolbox } from '../tools/Toolbox';
import { backOffDelay, FORGIVEN_AFTER_MS } from './backOff';
import { buildProgress } from './buildProgress';
import { reasonOf } from './failure';
import type { Part, PartContext, PartStatus } from './Part';
import { PartProcess } from './PartProcess';
import { requireFreePorts } from './preflight';
import { unlessAborted } from './unlessAborted';

const FIRST_PROBE_INTERVAL_MS = 200;
const PROBE_INTERVAL_MS = 4000;
const PROBE_TIMEOUT_MS = 10_000;
/** Probes in a row that may fail before a part counts as failed. */
const TOLERATED_FAULTS = 2;
/** Probes in a row after which a process that does not answer is started again. */
const HOPELESS_FAULTS = 15;

/** What all runners share. */
export interface RunnerEnvironment {
  context: Omit<PartContext, 'log' | 'progress' | 'signal'>;
  toolbox: Toolbox;
  leftovers: Leftovers;
  /** Given to every process; a part adds its own. */
  baseEnv: Record<string, string>;
  onChange: () => void;
}

/** Keeps one part going: waits for what it needs, starts it, probes it, starts it again. */
export class PartRunner {
  readonly part: Part;
  readonly #env: RunnerEnvironment;
  readonly #context: PartContext;
  readonly #log: RotatingLog;
  /** A part has a signal of its own: parts stop one after the other. */
  readonly #abort = new AbortController();
  readonly #signal = this.#abort.signal;
  #status: PartStatus;
  #process?: PartProcess;
  #isSetUp = false;
  readonly #ready: Promise<void>;
  #resolveReady: () => void = () => {};
  #finished?: Promise<void>;

  constructor(part: Part, env: RunnerEnvironment) {
    this.part = part;
    this.#env = env;
    this.#ready = new Promise(resolve => {
      this.#resolveReady = resolve;
    });
    this.#log = new RotatingLog(
      join(env.context.state, 'logs', `${part.name}.log`),
    );
    const [port] = part.ports;
    this.#status = {
      name: part.name,
      title: part.title,
      dependency: part.dependency,
      state: 'waiting',
      port: port && env.context.ports[port],
      since: new Date().toISOString(),
      restarts: 0,
    };
    this.#context = {
      ...env.context,
      signal: this.#signal,
      log: line => this.#log.line(line),
      progress: (step, fraction, remainingSeconds) => {
        // Work that does not listen to the signal may still tell of itself.
        if (!this.#signal.aborted) {
          this.#update({ progress: { step, fraction, remainingSeconds } });
        }
      },
    };
  }

  /** Resolves when it was ready for the first time. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** How it is, with how far its programs are. */
  get status(): PartStatus {
    if (this.#status.state !== 'building') {
      return this.#status;
    }
    const progress = buildProgress(this.part.tools, this.#env.toolbox);
    return progress ? { ...this.#status, progress } : this.#status;
  }

  /** Starts to keep it going. `needed` are the runners of the parts it needs. */
  start(needed: readonly PartRunner[]) {
    this.#finished ??= this.#run(needed);
  }

  /** Ends it. Resolves when nothing of it runs any more. */
  async stop(): Promise<void> {
    if (this.#process) {
      this.#change('stopping', { reason: undefined, progress: undefined });
    }
    this.#abort.abort();
    await this.#finished;
    this.#change('stopped', { pid: undefined, progress: undefined });
  }

  async #run(needed: readonly PartRunner[]): Promise<void> {
    let failures = 0;
    await unlessAborted(
      this.#signal,
      Promise.all(needed.map(it => it.ready)),
    ).catch(() => {});
    while (!this.#signal.aborted) {
      const startedAt = Date.now();
      try {
        await unlessAborted(this.#signal, this.#obtainTools());
        await this.#keep();
      } catch (error) {
        if (this.#signal.aborted) {
          break;
        }
        failures =
          Date.now() - startedAt > FORGIVEN_AFTER_MS ? 1 : failures + 1;
        const delay = backOffDelay(failures, Math.random());
        const reason = reasonOf(error);
        this.#log.line(`cairn: ${reason}`);
        this.#change(
          failures === 1 && this.#isSetUp ? 'restarting' : 'failed',
          {
            reason,
            pid: undefined,
            restarts: this.#status.restarts + 1,
            progress: undefined,
          },
        );
        await wait(delay, undefined, { signal: this.#signal }).catch(() => {});
      }
    }
  }

  async #obtainTools(): Promise<void> {
    if (this.part.tools.length === 0) {
      return;
    }
    const tools = Promise.all(
      this.part.tools.map(name => this.#env.toolbox.tool(name)),
    );
    // Programs that are there already answer within moments: no flicker for those.
    const soon = wait(500).then(() => 'late' as const);
    if ((await Promise.race([tools, soon])) === 'late') {
      this.#change('building');
    }
    const [first] = await tools;
    this.#status = { ...this.#status, version: first?.version };
  }

  /** One life of the part: returns never while all is well. */
  async #keep(): Promise<void> {
    this.#change('starting', { progress: undefined });
    await requireFreePorts([this.part], this.#context.ports);
    await unlessAborted(this.#signal, this.part.prepare?.(this.#context));
    if (!this.part.process) {
      await unlessAborted(this.#signal, this.#setUp());
      await this.#probe();
      this.#becomeReady();
      await this.#watch(new Promise(() => {}));
      return;
    }
    const { ended } = await this.#spawn();
    try {
      await this.#untilAnswers(ended);
      await unlessAborted(this.#signal, Promise.race([this.#setUp(), ended]));
      this.#becomeReady();
      await this.#watch(ended);
    } finally {
      await this.#process?.stop();
      this.#process = undefined;
    }
  }

  async #spawn(): Promise<PartProcess> {
    const spec = await this.part.process?.(this.#context);
    if (!spec) {
      throw new NotFoundError(`Part "${this.part.name}" has no process.`);
    }
    this.#signal.throwIfAborted();
    this.#process = await PartProcess.start({
      name: this.part.name,
      spec: {
        ...spec,
        cwd: spec.cwd ?? this.#context.state,
        env: { ...this.#env.baseEnv, ...spec.env },
      },
      leftovers: this.#env.leftovers,
      onLine: line => this.#log.line(line),
    });
    this.#update({ pid: this.#process.pid });
    return this.#process;
  }

  async #untilAnswers(ended: Promise<never>): Promise<void> {
    let interval = FIRST_PROBE_INTERVAL_MS;
    const startedAt = Date.now();
    for (;;) {
      try {
        await Promise.race([this.#probe(), ended]);
        return;
      } catch (error) {
        await Promise.race([
          wait(interval, undefined, { signal: this.#signal }),
          ended,
        ]);
        if (Date.now() - startedAt > 15_000) {
          this.#update({ reason: `Does not answer yet: ${reasonOf(error)}` });
        }
      }
      interval = Math.min(1000, interval * 1.3);
    }
  }

  async #setUp(): Promise<void> {
    if (!this.#isSetUp) {
      await this.part.setUp?.(this.#context);
      this.#isSetUp = true;
    }
  }

  #becomeReady() {
    this.#change('ready', { reason: undefined, progress: undefined });
    this.#resolveReady();
  }

  /** Probes for ever; throws when the process ended, or when it does not answer any more. */
  async #watch(ended: Promise<never>): Promise<void> {
    let faults = 0;
    for (;;) {
      await Promise.race([
        wait(PROBE_INTERVAL_MS, undefined, { signal: this.#signal }),
        ended,
      ]);
      try {
        await Promise.race([this.#probe(), ended]);
        faults = 0;
        if (this.#status.state !== 'ready') {
          this.#becomeReady();
        }
      } catch (error) {
        faults += 1;
        await Promise.race([ended, Promise.resolve()]);
        if (faults > TOLERATED_FAULTS) {
          this.#change('failed', {
            reason: `Does not answer: ${reasonOf(error)}`,
          });
        }
        if (faults >= HOPELESS_FAULTS) {
          throw error;
        }
      }
    }
  }

  async #probe(): Promise<void> {
    this.#signal.throwIfAborted();
    const timeout = new AbortController();
    try {
      const answer = await Promise.race([
        this.part.probe?.(this.#context),
        wait(PROBE_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(
          () => {
            throw new Error(`no answer within ${PROBE_TIMEOUT_MS / 1000} s`);
          },
        ),
      ]);
      const version = answer?.version ?? this.#status.version;
      const reason = answer?.warning;
      if (
        version !== this.#status.version ||
        (this.#status.state === 'ready' && reason !== this.#status.reason)
      ) {
        this.#update({ version, reason });
      }
    } finally {
      timeout.abort();
    }
  }

  #change(state: PartStatus['state'], rest: Partial<PartStatus> = {}) {
    const since =
      state === this.#status.state
        ? this.#status.since
        : new Date().toISOString();
    this.#status = { ...this.#status, ...rest, state, since };
    this.#env.onChange();
  }

  #update(rest: Partial<PartStatus>) {
    this.#status = { ...this.#status, ...rest };
    this.#env.onChange();
  }
}
