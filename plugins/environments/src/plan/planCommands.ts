import { parseEntityRef } from '@backstage/catalog-model';
import type { Plan } from '@cairn/plugin-environments-common';
import { shellWord, type Command } from '@cairn/plugin-portal-react';

/** Group refs as the command line takes them: without what is the default. */
function ownerOf(owner: string): string {
  const { kind, namespace, name } = parseEntityRef(owner);
  return kind === 'group' && namespace === 'default' ? name : owner;
}

/** The commands that make the same plan, and carry out exactly this one. */
export function planCommands(
  plan: Pick<Plan, 'class' | 'digest' | 'environment' | 'parameters'>,
): Command[] {
  const settings = Object.entries(plan.parameters).map(([name, value]) =>
    shellWord(
      `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  );
  const words = [
    './cairn env plan',
    shellWord(plan.class.name),
    shellWord(plan.environment.name),
    '--owner',
    shellWord(ownerOf(plan.environment.owner)),
    ...(settings.length > 0 ? ['--set', ...settings] : []),
  ];
  return [
    { does: 'Make the same plan', command: words.join(' ') },
    {
      does: 'Apply exactly this one',
      command: `./cairn env apply ${plan.digest}`,
    },
  ];
}
