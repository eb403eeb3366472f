import type { Environment } from '@cairn/plugin-environments-common';
import type { Command } from '@cairn/plugin-portal-react';

/** What can be done with an environment now, as commands. */
export function environmentCommands(environment: Environment): Command[] {
  const { name, namespace, id, state, mode, lease, lastRun } = environment;
  const explain = {
    does: 'See its story',
    command: `./cairn env explain ${name}`,
  };
  if (state === 'Destroyed') {
    return [
      explain,
      {
        does: 'See that nothing is left',
        command: `./cairn kubectl get namespaces -l cairn.dev/environment=${id}`,
      },
    ];
  }
  return [
    { does: 'See the same', command: `./cairn env show ${name}` },
    explain,
    ...(lastRun?.state === 'Failed' || lastRun?.state === 'Cancelled'
      ? [
          {
            does: 'Go on with its last run',
            command: `./cairn env retry ${name}`,
          },
        ]
      : []),
    ...(lease.extendableTo
      ? [{ does: 'Extend it', command: `./cairn env extend ${name}` }]
      : []),
    mode === 'hibernated'
      ? { does: 'Wake it', command: `./cairn env wake ${name}` }
      : { does: 'Hibernate it', command: `./cairn env hibernate ${name}` },
    ...(state === 'Drifted'
      ? [
          { does: 'See what drifted', command: `./cairn env drift ${name}` },
          { does: 'Put it back', command: `./cairn env repair ${name}` },
        ]
      : []),
    ...(environment.upgrade
      ? [
          {
            does: 'Upgrade it',
            command: `./cairn env update ${name} --upgrade`,
          },
        ]
      : []),
    { does: 'Destroy it', command: `./cairn env destroy ${name}` },
    {
      does: 'See what runs in it',
      command: `./cairn kubectl get all -n ${namespace}`,
    },
    {
      does: 'See what happened in it lately',
      command: `./cairn kubectl get events -n ${namespace} --sort-by=.lastTimestamp`,
    },
  ];
}
