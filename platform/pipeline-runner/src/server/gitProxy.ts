import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Request, Response, Router } from 'express';
import { Router as createRouter } from 'express';
import type { GitHost } from '../clients/GitHost';
import type { JobTokens } from '../job/JobTokens';
import type { SettledPushes } from '../push/SettledPushes';
import { watchCommands } from './receivePack';

/** The whole of Git's smart protocol; nothing else of the Git host can be reached. */
const ROUTES = [
  { method: 'GET', rest: 'info/refs' },
  { method: 'POST', rest: 'git-upload-pack' },
  { method: 'POST', rest: 'git-receive-pack' },
] as const;

const SERVICES = ['git-upload-pack', 'git-receive-pack'];

const PASSED_ON = [
  'accept',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'content-length',
  'git-protocol',
  'transfer-encoding',
] as const;

const PASSED_BACK = [
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'expires',
  'pragma',
  'transfer-encoding',
] as const;

const TIMEOUT_MS = 60_000;

function pick(
  headers: IncomingMessage['headers'],
  names: readonly string[],
): Record<string, string | string[]> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Token of a request: as a bearer, or as the password of any user. */
function tokenOf(request: Request): string | undefined {
  const [scheme = '', value = ''] = (request.get('authorization') ?? '').split(
    ' ',
  );
  if (/^(bearer|token)$/i.test(scheme)) {
    return value;
  }
  if (/^basic$/i.test(scheme)) {
    const pair = Buffer.from(value, 'base64').toString('utf8');
    return pair.slice(pair.indexOf(':') + 1);
  }
  return undefined;
}

function refuse(response: Response, status: 401 | 403 | 502, text: string) {
  if (status === 401) {
    response.set('WWW-Authenticate', 'Basic realm="Cairn pipelines"');
  }
  response.status(status).type('text/plain').send(`${text}\n`);
}

/**
 * `/OWNER/NAME.git/…`: Git for runs. Takes a run's own token, which is good for its repository while it runs, and goes on to
 * the Git host with the runner's credential, which no run gets to see.
 */
export function createGitProxy(options: {
  git: GitHost;
  tokens: JobTokens;
  settledPushes: SettledPushes;
}): Router {
  const { git, tokens } = options;
  const router = createRouter();

  const forward = async (
    request: Request,
    response: Response,
    target: { repository: string; rest: string },
  ) => {
    const token = tokenOf(request);
    const allowed = token && tokens.repositoryOf(token);
    if (!allowed) {
      refuse(response, 401, 'This takes the token of a run that runs.');
      return;
    }
    if (allowed !== target.repository) {
      refuse(response, 403, `The run’s token is good for ${allowed} only.`);
      return;
    }
    const url = new URL(`${git.url}/${target.repository}.git/${target.rest}`);
    if (target.rest === 'info/refs') {
      const { service } = request.query;
      if (typeof service !== 'string' || !SERVICES.includes(service)) {
        refuse(response, 403, 'Git’s smart protocol only.');
        return;
      }
      url.searchParams.set('service', service);
    }
    const outgoing = httpRequest(url, {
      method: request.method,
      timeout: TIMEOUT_MS,
      headers: {
        ...pick(request.headers, PASSED_ON),
        authorization: `token ${await git.token()}`,
      },
    });
    outgoing.once('response', answer => {
      response.writeHead(
        answer.statusCode ?? 502,
        pick(answer.headers, PASSED_BACK),
      );
      answer.pipe(response);
    });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => {
      if (response.headersSent) {
        response.destroy();
      } else {
        refuse(response, 502, 'The Git host gave no answer.');
      }
    });
    response.once('close', () => outgoing.destroy());
    if (target.rest === 'git-receive-pack') {
      const watch = watchCommands(({ ref, sha }) =>
        options.settledPushes.add({ repository: allowed, ref, sha }),
      );
      request.pipe(watch).pipe(outgoing);
    } else {
      request.pipe(outgoing);
    }
  };

  for (const { method, rest } of ROUTES) {
    router.all(`/:owner/:name.git/${rest}`, (request, response, next) => {
      if (request.method !== method) {
        next();
        return;
      }
      const { owner, name } = request.params;
      forward(request, response, {
        repository: `${owner}/${name}`,
        rest,
      }).catch(next);
    });
  }
  return router;
}
