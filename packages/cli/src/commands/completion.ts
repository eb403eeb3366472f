import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import type { Command } from 'commander';
import { candidatesFor, type Dynamic } from '../completion/candidates';
import { plain } from '../output/plain';
import type { Portal } from '../portal/Portal';

/** Longer than this nobody waits for a Tab, in milliseconds. */
const PATIENCE_MS = 1500;

async function namesOf(dynamic: Dynamic, portal: Portal): Promise<string[]> {
  const client = new EnvironmentsClient(portal);
  switch (dynamic) {
    case 'environments':
      return (await client.listEnvironments({ limit: 100 })).items.map(
        ({ name }) => name,
      );
    case 'classes':
      return (await client.listClasses()).map(({ name }) => name);
    default:
      return [];
  }
}

/**
 * Words that could come next, one a line. What only a portal knows is left out where it does not answer soon: a Tab must
 * neither fail nor wait.
 *
 * @param findPortal - Called only where it is needed.
 */
export async function completeWords(
  program: Command,
  words: readonly string[],
  findPortal: () => Promise<Portal>,
): Promise<string[]> {
  const { words: known, dynamic } = candidatesFor(program, words);
  if (dynamic === 'none') {
    return known;
  }
  const typed = words.at(-1) ?? '';
  const names = findPortal()
    .then(portal => namesOf(dynamic, portal))
    .catch((): string[] => []);
  const late = new Promise<string[]>(resolve => {
    setTimeout(() => resolve([]), PATIENCE_MS);
  });
  const found = await Promise.race([names, late]);
  return [...known, ...found.map(plain).filter(name => name.startsWith(typed))];
}
