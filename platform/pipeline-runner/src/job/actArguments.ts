import type { RunRecord } from '../runs/RunRecord';
import type { WorkspaceFolders } from './Workspace';

/** Labels of `runs-on` that this machine stands in for. */
const LABELS = [
  'ubuntu-latest',
  'ubuntu-24.04',
  'ubuntu-22.04',
  'self-hosted',
] as const;

/** The event as GitHub's runners hand it to workflows, as far as it is known here. */
export function eventOf(record: RunRecord): object {
  const { repository, commit } = record;
  const [owner = '', name = ''] = repository.split('/');
  return {
    ref: `refs/heads/${record.branch}`,
    before: record.before,
    after: commit.sha,
    deleted: false,
    repository: {
      name,
      full_name: repository,
      owner: { login: owner, name: owner },
      default_branch: record.defaultBranch,
    },
    pusher: { name: record.startedBy },
    head_commit: {
      id: commit.sha,
      message: commit.message,
      url: commit.url,
      author: { name: commit.author },
    },
  };
}

/** How act is called. Values are arguments of their own: nothing is parsed by a shell. */
export function actArguments(
  record: RunRecord,
  options: {
    folders: WorkspaceFolders;
    eventPath: string;
    /** Address of the Git host, for links that workflows make. */
    serverUrl: string;
  },
): string[] {
  const { folders } = options;
  const environment = {
    GITHUB_REPOSITORY: record.repository,
    GITHUB_RUN_ID: record.id,
    GITHUB_SERVER_URL: options.serverUrl,
    GITHUB_API_URL: `${options.serverUrl}/api/v1`,
  };
  return [
    'push',
    '--json',
    '--directory',
    folders.checkout,
    '--workflows',
    `${folders.checkout}/${record.workflowFile}`,
    '--eventpath',
    options.eventPath,
    '--actor',
    record.startedBy,
    '--action-cache-path',
    folders.act,
    // Both would listen on an address of the network.
    '--no-cache-server',
    '--concurrent-jobs',
    '1',
    '--container-daemon-socket',
    '-',
    // Without these act reads files of these names where it is called.
    ...['env', 'secret', 'var', 'input'].flatMap(kind => [
      `--${kind}-file`,
      '/dev/null',
    ]),
    // Its value is taken from act's environment, where no list of processes shows it.
    '--secret',
    'GITHUB_TOKEN',
    ...LABELS.flatMap(label => ['--platform', `${label}=-self-hosted`]),
    ...Object.entries(environment).flatMap(([name, value]) => [
      '--env',
      `${name}=${value}`,
    ]),
  ];
}
