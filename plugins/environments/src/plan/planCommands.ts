import { parseEntityRef } from '@backstage/catalog-model';
import type { Plan } from '@cairn/plugin-environments-common';
import { shellWord, type Command } from '@cairn/plugin-portal-react';

/** Group refs as the command line takes them: without what is the default. */
function ownerOf(owner: string): string {
  const { kind, namespace, name } = parseEntityRef(owner);
  return kind === 'group' && namespace === 'default' ? name : owner;
}

type Planned = Pick<
  Plan,
  'action' | 'class' | 'digest' | 'environment' | 'parameters' | 'previous'
>;

/** The settings that are not what they were. */
function settings({ parameters, previous }: Planned): string[] {
  const changed = Object.entries(parameters).filter(
    ([name, value]) =>
      JSON.stringify(previous?.parameters[name]) !== JSON.stringify(value),
  );
  return changed.length === 0
    ? []
    : [
        '--set',
        ...changed.map(([name, value]) =>
          shellWord(
            `${name}=${
              typeof value === 'string' ? value : JSON.stringify(value)
            }`,
          ),
        ),
      ];
}

function words(plan: Planned): string[] {
  const name = shellWord(plan.environment.name);
  switch (plan.action) {
    case 'create':
      return [
        './cairn env plan',
        shellWord(plan.class.name),
        name,
        '--owner',
        shellWord(ownerOf(plan.environment.owner)),
        ...settings(plan),
      ];
    case 'update':
      return [
        './cairn env update',
        name,
        ...(plan.previous?.classVersion === plan.class.version
          ? []
          : ['--upgrade']),
        ...settings(plan),
      ];
    case 'repair':
      return ['./cairn env repair', name];
    default:
      return [`./cairn env ${plan.action}`, name];
  }
}

/** The commands that make the same plan, and carry out exactly this one. */
export function planCommands(plan: Planned): Command[] {
  return [
    { does: 'Make the same plan', command: words(plan).join(' ') },
    {
      does: 'Apply exactly this one',
      command: `./cairn env apply ${plan.digest}`,
    },
  ];
}
