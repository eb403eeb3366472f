import type { Command } from 'commander';
import { commands } from '../../commands/commands';
import type { Surroundings } from '../Surroundings';
import { addOfOne } from './ofOne';

/** `env extend`, `retry` and `cancel`. */
export function addLifetime(env: Command, around: Surroundings) {
  addOfOne(env, around, [
    {
      name: 'extend',
      description: 'Let an environment live longer, as its class allows',
      examples: ['./cairn env extend try-it'],
      run: (context, name) =>
        commands.lifecycle.extendEnvironment(context, name),
    },
    {
      name: 'retry',
      description: 'Go on with its last run, where it failed or was cancelled',
      examples: ['./cairn env retry try-it'],
      run: (context, name) => commands.lifecycle.retryRun(context, name),
    },
    {
      name: 'cancel',
      description: 'End its run at the next border between two steps',
      examples: ['./cairn env cancel try-it'],
      run: (context, name) => commands.lifecycle.cancelRun(context, name),
    },
  ]);
}
