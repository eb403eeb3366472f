import { parseEntityRef } from '@backstage/catalog-model';
import type { Plan } from '@cairn/plugin-environments-common';
import { type Command } from '@cairn/plugin-portal-react';

/** A word for a POSIX shell: what could mean anything to it stands in quotes. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}

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
    quoted(
      `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  );
  const words = [
    './cairn env plan',
    quoted(plan.class.name),
    quoted(plan.environment.name),
    '--owner',
    quoted(ownerOf(plan.environment.owner)),
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
