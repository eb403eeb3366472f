import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { GitHost } from '../clients/GitHost';
import { JobRunner } from '../job/JobRunner';
import { JobTokens } from '../job/JobTokens';
import { MissedPushes } from '../push/MissedPushes';
import { SettledPushes } from '../push/SettledPushes';
import { Pipelines } from '../push/Pipelines';
import type { RunRecord } from '../runs/RunRecord';
import { RunQueue } from '../runs/RunQueue';
import { RunStore } from '../runs/RunStore';
import { StatusReporter } from '../runs/StatusReporter';
import type { RunnerSettings } from '../settings';
import { WorkflowSource } from '../workflow/WorkflowSource';
import { createApiRouter } from './apiRouter';
import { answerFailure } from './failure';
import { createGitProxy } from './gitProxy';
import { createHooksRouter } from './hooksRouter';

/** A pipeline runner that runs. */
export interface Runner {
  /** Where it answers. */
  url: string;
  /** Ends the run that runs, marked as interrupted, and stops listening. */
  stop(): Promise<void>;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

function secretIn(path: string): () => Promise<string> {
  return async () => (await readFile(path, 'utf8')).trim();
}

function pageOf(template: string, record: RunRecord): string {
  const [owner = '', name = ''] = record.repository.split('/');
  return template
    .replace('{owner}', encodeURIComponent(owner))
    .replace('{name}', encodeURIComponent(name))
    .replace('{run}', encodeURIComponent(record.id));
}

/**
 * Starts the pipeline runner, going on where an earlier one with the same folders ended.
 *
 * @throws an error of the listening socket, for example that the port is taken.
 */
export async function startRunner(
  settings: RunnerSettings,
  log: (line: string) => void,
): Promise<Runner> {
  const { limits } = settings;
  const stopping = new AbortController();
  const complain = (error: unknown) =>
    log(error instanceof Error ? error.message : String(error));
  const git = new GitHost(settings.git);
  const tokens = new JobTokens();
  const store = RunStore.open(join(settings.dataFolder, 'runs'), {
    keep: limits.keptRuns,
  });
  const workflows = new WorkflowSource(git, limits.workflowsPerPush);
  const reporter = new StatusReporter({
    store,
    git,
    page: record => pageOf(settings.runPage, record),
    signal: stopping.signal,
    onError: complain,
  });
  let url = '';
  const jobs = new JobRunner({
    settings,
    git,
    tokens,
    gitProxy: () => `${url}/git`,
  });
  const queue = new RunQueue({
    store,
    jobs,
    workflows,
    reporter,
    maxQueued: limits.queuedRuns,
  });
  const settledPushes = new SettledPushes();
  const pipelines = new Pipelines({
    store,
    queue,
    reporter,
    workflows,
    settledPushes,
  });

  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    // Anything else is a page elsewhere that rebound its name to this machine.
    if (!LOOPBACK.test(request.headers.host ?? '')) {
      response
        .status(421)
        .send('The pipeline runner answers on loopback only.\n');
      return;
    }
    next();
  });
  app.get('/healthz', (_, response) => {
    response.json({ status: 'ok' });
  });
  app.use(
    '/hooks',
    createHooksRouter({
      pipelines,
      secret: secretIn(settings.webhookSecretFile),
    }),
  );
  app.use(
    '/api/v1',
    createApiRouter({ pipelines, token: secretIn(settings.apiTokenFile) }),
  );
  app.use('/git', createGitProxy({ git, tokens, settledPushes }));
  app.use(answerFailure(complain));

  const server = createServer(app);
  server.listen(settings.port, settings.address);
  await once(server, 'listening');
  const address = server.address();
  const port =
    typeof address === 'object' && address ? address.port : settings.port;
  url = `http://${
    settings.address === '::1' ? '[::1]' : settings.address
  }:${port}`;
  await queue.resume();
  const missed = new MissedPushes({
    noteFile: join(settings.dataFolder, 'last-there'),
    organization: settings.git.organization,
    git,
    pipelines,
  });
  missed
    .find()
    .then(
      count => count && log(`${count} runs of pushes that were missed`),
      complain,
    );

  return {
    url,
    async stop() {
      server.close();
      missed.stop();
      await queue.stop();
      stopping.abort();
      server.closeAllConnections();
    },
  };
}
