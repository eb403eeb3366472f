import { setTimeout as wait } from 'node:timers/promises';
import { readProcesses, type Mark, type ProcessEntry } from './processTable';

/** Rounds of killing; each takes all that was there when it began. */
const MAX_ROUNDS = 50;

function signal(target: number, name: NodeJS.Signals) {
  try {
    process.kill(target, name);
  } catch {
    // It has ended by itself.
  }
}

/** Marked processes and all that descend from them. */
export function familyOf(
  processes: readonly ProcessEntry[],
  /** Never of the family, nor what descends from it alone. */
  ownPid: number,
): ProcessEntry[] {
  const children = new Map<number, ProcessEntry[]>();
  for (const entry of processes) {
    const siblings = children.get(entry.parent) ?? [];
    siblings.push(entry);
    children.set(entry.parent, siblings);
  }
  const found = new Map<number, ProcessEntry>();
  const queue = processes.filter(entry => entry.isMarked);
  for (const entry of queue) {
    if (!found.has(entry.pid) && entry.pid !== ownPid && entry.pid > 1) {
      found.set(entry.pid, entry);
      queue.push(...(children.get(entry.pid) ?? []));
    }
  }
  return [...found.values()];
}

/**
 * The processes of one run, wherever they went: out of the process group, into another session, to another parent. They are
 * known by their environment, their folder, and their descent.
 */
export class ProcessFamily {
  readonly #mark: Mark;

  constructor(mark: Mark) {
    this.#mark = mark;
  }

  async members(): Promise<ProcessEntry[]> {
    return familyOf(await readProcesses(this.#mark), process.pid);
  }

  /** Ends them all, without asking. Resolves when none is left; tells how many could not be ended. */
  async kill(): Promise<number> {
    let members = await this.members();
    for (let round = 0; members.length > 0 && round < MAX_ROUNDS; round++) {
      // A group is signalled as a whole: who forks at that moment does not get away.
      const groups = new Set(members.map(({ group }) => group));
      for (const group of groups) {
        if (members.some(({ pid }) => pid === group)) {
          signal(-group, 'SIGKILL');
        }
      }
      for (const { pid } of members) {
        signal(pid, 'SIGKILL');
      }
      if (round > 0) {
        await wait(10 * round);
      }
      members = await this.members();
    }
    return members.length;
  }
}
