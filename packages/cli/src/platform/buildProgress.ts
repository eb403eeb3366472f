import type { Toolbox, ToolProgress } from '../tools/Toolbox';
import type { Part } from './Part';

/**
 * How far the programs of a part are, together. What is built now says more than what waits behind it, but the last one says when
 * the part can start.
 *
 * @returns undefined where all of them are there
 */
export function buildProgress(
  tools: Part['tools'],
  toolbox: Pick<Toolbox, 'progress'>,
): ToolProgress | undefined {
  const late = tools
    .map(name => toolbox.progress(name))
    .filter(progress => progress !== undefined)
    .sort((a, b) => (b.remainingSeconds ?? 0) - (a.remainingSeconds ?? 0));
  const now = late[late.length - 1];
  return now && { ...now, remainingSeconds: late[0]?.remainingSeconds };
}
