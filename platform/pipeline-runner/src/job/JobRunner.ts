import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isError } from '@backstage/errors';
import type { PipelineJob } from '@cairn/plugin-pipelines-common';
import type { GitHost } from '../clients/GitHost';
import { LogFile } from '../runs/LogFile';
import type { RunRecord } from '../runs/RunRecord';
import type { RunnerSettings } from '../settings';
import type { DeclaredJob } from '../workflow/parseWorkflow';
import { runAct } from './ActProcess';
import { actArguments, eventOf } from './actArguments';
import {
  plainText,
  readActLine,
  readCutActLine,
  type ActEvent,
} from './actOutput';
import { checkOut } from './checkout';
import { jobEnvironment } from './jobEnvironment';
import type { JobTokens } from './JobTokens';
import { outcomeOf, type Outcome } from './outcome';
import { ProcessFamily } from './ProcessFamily';
import { redactorOf } from './redact';
import { RunLog } from './RunLog';
import { RunProgress } from './RunProgress';
import { watchLimits } from './Watch';
import {
  makeWorkFolder,
  makeWorkspace,
  removeWorkspace,
  type WorkspaceFolders,
} from './Workspace';

/** Marks the processes of runs, with the run's folder as its value. */
const MARKER = 'CAIRN_PIPELINE_RUN';

/** What a run tells while it goes on. */
export interface RunUpdate {
  jobs: PipelineJob[];
  logTruncated: boolean;
}

/** Why a run is stopped before its end: the reason of the signal's abort. */
export class StopReason extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.message);
    this.outcome = outcome;
  }
}

/** Runs one workflow at one commit, in a folder of its own, and leaves nothing behind. */
export class JobRunner {
  readonly #settings: RunnerSettings;
  readonly #git: GitHost;
  readonly #tokens: JobTokens;
  /** Where runs' own Git commands go, without the repository. */
  readonly #gitProxy: () => string;

  constructor(options: {
    settings: RunnerSettings;
    git: GitHost;
    tokens: JobTokens;
    gitProxy: () => string;
  }) {
    this.#settings = options.settings;
    this.#git = options.git;
    this.#tokens = options.tokens;
    this.#gitProxy = options.gitProxy;
  }

  /** Ends and removes what a runner that was killed left. */
  async clearAway(): Promise<void> {
    const { workFolder } = this.#settings;
    await makeWorkFolder(workFolder);
    for (const name of await readdir(workFolder)) {
      const folder = join(workFolder, name);
      await this.#familyOf(folder).kill();
      await removeWorkspace(folder);
    }
  }

  /** Runs it to its end, or until `signal` aborts with a {@link StopReason}. Never throws. */
  async run(
    record: RunRecord,
    options: {
      declared: readonly DeclaredJob[];
      logPath: string;
      onUpdate: (update: RunUpdate) => void;
      signal: AbortSignal;
    },
  ): Promise<Outcome & RunUpdate> {
    const { limits, workFolder } = this.#settings;
    const root = join(workFolder, record.id);
    const token = this.#tokens.issue(record.repository);
    const progress = new RunProgress(options.declared);
    const log = new RunLog(new LogFile(options.logPath, limits.logBytes), {
      redact: redactorOf(token),
      maxCharacters: limits.lineCharacters,
    });
    const stop = new AbortController();
    const signal = AbortSignal.any([options.signal, stop.signal]);
    const timer = setTimeout(
      () => stop.abort(new StopReason(timedOut(limits.runMs))),
      limits.runMs,
    );
    const family = this.#familyOf(root);
    let outcome: Outcome;
    try {
      outcome = await this.#attempt(record, {
        root,
        token,
        progress,
        log,
        family,
        signal,
        stop,
        onUpdate: () =>
          options.onUpdate({ jobs: progress.jobs, logTruncated: log.isCut }),
      });
    } catch (error) {
      outcome =
        signal.reason instanceof StopReason
          ? signal.reason.outcome
          : { status: 'Failed', message: messageOf(error) };
    } finally {
      clearTimeout(timer);
      stop.abort();
      this.#tokens.revoke(token);
    }
    const survivors = await this.#cleanUp(family, root);
    progress.close(outcome.status === 'Succeeded' ? 'Unknown' : outcome.status);
    log.conclude(outcome.message);
    return {
      ...outcome,
      message: [outcome.message, ...survivors].join(' '),
      jobs: progress.jobs,
      logTruncated: log.isCut,
    };
  }

  #familyOf(folder: string): ProcessFamily {
    return new ProcessFamily({ variable: `${MARKER}=${folder}`, folder });
  }

  async #attempt(
    record: RunRecord,
    run: {
      root: string;
      token: string;
      progress: RunProgress;
      log: RunLog;
      family: ProcessFamily;
      signal: AbortSignal;
      stop: AbortController;
      onUpdate: () => void;
    },
  ): Promise<Outcome> {
    const { root, token, progress, log, family, signal } = run;
    const { limits, npmCacheFolder, programs } = this.#settings;
    const { act, ...others } = programs;
    const folders = await makeWorkspace(root, others);
    await mkdir(npmCacheFolder, { recursive: true, mode: 0o700 });
    const origin = `${this.#gitProxy()}/${record.repository}.git`;
    await checkOut({
      folder: folders.checkout,
      url: `${this.#git.url}/${record.repository}.git`,
      token: await this.#git.token(),
      origin,
      sha: record.commit.sha,
      branch: record.branch,
      signal,
    });
    const eventPath = await writeEvent(folders, record);

    let problem: string | undefined;
    const take = (event: ActEvent) => {
      if (progress.apply(event)) {
        run.onUpdate();
      }
      if (event.type === 'line') {
        problem = event.isError ? sentenceOf(event.text) ?? problem : problem;
        log.write(event.text, placeOf(event, progress));
      }
    };
    const kill = () => void family.kill().catch(() => {});
    signal.addEventListener('abort', kill);
    signal.throwIfAborted();
    const watched = watchLimits({ family, folder: root, limits, signal }).then(
      breach =>
        breach &&
        run.stop.abort(
          new StopReason({
            status: 'Failed',
            message: `Stopped: ${breach}.`,
          }),
        ),
    );
    const code = await runAct({
      program: act,
      args: actArguments(record, {
        folders,
        eventPath,
        serverUrl: this.#git.url,
      }),
      marker: `${MARKER}=${root}`,
      env: jobEnvironment({
        folders,
        npmCacheFolder,
        origin,
        token,
        policyUrl: this.#settings.policyUrl,
        extra: this.#settings.environment,
      }),
      folder: folders.temporary,
      onLine: (line, isCut) =>
        (isCut ? readCutActLine(line) : readActLine(line)).forEach(take),
      onExit: kill,
    });
    signal.throwIfAborted();
    run.stop.abort();
    await watched;
    const jobs = progress.jobs.map(job =>
      job.status === 'Queued' ? { ...job, status: 'Skipped' as const } : job,
    );
    return outcomeOf(code, jobs, problem);
  }

  /** Tells what could not be cleared away, in sentences. */
  async #cleanUp(family: ProcessFamily, root: string): Promise<string[]> {
    const survivors = await family.kill().catch(() => 0);
    const said =
      survivors > 0
        ? [`${survivors} of its processes could not be ended.`]
        : [];
    try {
      await removeWorkspace(root);
      return said;
    } catch (error) {
      return [...said, `Its folder could not be removed: ${messageOf(error)}`];
    }
  }
}

async function writeEvent(
  folders: WorkspaceFolders,
  record: RunRecord,
): Promise<string> {
  const path = join(folders.root, 'event.json');
  await writeFile(path, JSON.stringify(eventOf(record)), { mode: 0o600 });
  return path;
}

function placeOf(
  event: Extract<ActEvent, { type: 'line' }>,
  progress: RunProgress,
) {
  if (!event.job) {
    return {};
  }
  return {
    job: event.job.key,
    step: event.step
      ? progress.stepNumber(event.job, event.step)
      : progress.runningStep(event.job),
  };
}

function timedOut(milliseconds: number): Outcome {
  const seconds = Math.round(milliseconds / 1000);
  const limit =
    seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} s`;
  return {
    status: 'TimedOut',
    message: `Stopped: it took longer than ${limit}, which is the limit of a run.`,
  };
}

/** Why a run failed, unless it only says that a job did, which is known. */
function sentenceOf(text: string): string | undefined {
  const plain = plainText(text).replace(/^Error:\s*/, '');
  return /^Job '.*' failed$/.test(plain) ? undefined : plain.slice(0, 300);
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
