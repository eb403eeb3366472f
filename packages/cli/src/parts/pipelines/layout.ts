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

/** Where the runner keeps its things. */
export function pipelinesFolders(state: string) {
  const data = join(state, 'data', 'pipelines');
  return {
    data,
    work: join(data, 'work'),
    npmCache: join(data, 'npm-cache'),
    settings: join(state, 'config', 'pipeline-runner.json'),
  };
}
