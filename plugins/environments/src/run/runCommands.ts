import type { Run } from '@cairn/plugin-environments-common';
import type { Command } from '@cairn/plugin-portal-react';
import { isOver } from '../api/useLiveRun';

/** What can be done with a run as it is now, as commands. */
export function runCommands(run: Run): Command[] {
  const name = run.environment;
  return [
    {
      does: 'See its environment and its runs',
      command: `./cairn env show ${name}`,
    },
    ...(isOver(run)
      ? []
      : [
          { does: 'Stop it', command: `./cairn env cancel ${name}` },
          {
            does: 'Watch its namespace',
            command: `./cairn kubectl get all -n env-${name} --watch`,
          },
        ]),
    ...(run.state === 'Failed' || run.state === 'Cancelled'
      ? [{ does: 'Go on with it', command: `./cairn env retry ${name}` }]
      : []),
    ...(run.state === 'Succeeded' && run.action === 'destroy'
      ? [{ does: 'See the receipt', command: `./cairn env receipt ${name}` }]
      : []),
  ];
}
