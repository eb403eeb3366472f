import type { PlatformDependency } from '@cairn/plugin-platform-node';
import type { RunnerClient } from './clients/RunnerClient';

/** The pipeline runner on the Platform page. */
export function runnerDependency(runner: RunnerClient): PlatformDependency {
  return {
    id: 'pipelines',
    title: 'Pipeline runner',
    description: 'Runs the pipelines of what is pushed to the Git host.',
    neededFor: ['Pipelines of services'],
    remedy: 'Look at `./cairn logs pipelines`.',
    async probe({ signal }) {
      const { queued, running } = await runner.status({ signal });
      return {
        state: 'ok',
        notes: [
          `${running ? 1 : 0} running, ${queued} waiting`,
          'Runs are not isolated: they can do what you can do on this machine',
        ],
      };
    },
  };
}
