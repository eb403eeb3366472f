import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortName } from '../../platform/Part';
import { secretPath } from '../stateFiles';

/** Names of the files in `secrets/`. */
export const PIPELINES_SECRETS = {
  /** With what the portal asks the runner. */
  token: 'pipelines-token',
  /** With what the Git host signs its webhooks. */
  webhook: 'pipelines-webhook',
} as const;

/** Address of the pipeline runner, for programs on this machine. */
export function pipelinesUrl(
  ports: Readonly<Record<PortName, number>>,
): string {
  return `http://127.0.0.1:${ports.pipelineRunner}`;
}

/** File with the token that the runner's API asks for. */
export function pipelinesTokenFile(state: string): string {
  return secretPath(state, PIPELINES_SECRETS.token);
}

/** act takes paths apart at spaces, so in a checkout whose path has some, runs run among the temporary files. */
function workFolder(state: string, data: string): string {
  const digest = createHash('sha256').update(state).digest('hex');
  return /\s/.test(data)
    ? join(tmpdir(), `cairn-pipelines-${digest.slice(0, 16)}`)
    : join(data, 'work');
}

/** Where the runner keeps its things. */
export function pipelinesFolders(state: string) {
  const data = join(state, 'data', 'pipelines');
  return {
    data,
    work: workFolder(state, data),
    npmCache: join(data, 'npm-cache'),
    settings: join(state, 'config', 'pipeline-runner.json'),
  };
}
