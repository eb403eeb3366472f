import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';

/** A process of this machine. */
export interface ProcessEntry {
  pid: number;
  parent: number;
  group: number;
  /** Bytes of memory that it has in use. */
  memory: number;
  /** Carries the marker, or works in the folder. */
  isMarked: boolean;
}

/** By what the processes of a run are known. */
export interface Mark {
  /** `NAME=VALUE` in the environment. */
  variable: string;
  /** Folder; who works in it belongs to the run, also with another environment. */
  folder: string;
}

const PAGE_BYTES = 4096;
const run = promisify(execFile);

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // It has ended, or is another user's.
    return '';
  }
}

function worksIn(folder: string, pid: string): boolean {
  try {
    const place = readlinkSync(`/proc/${pid}/cwd`);
    return place === folder || place.startsWith(`${folder}/`);
  } catch {
    return false;
  }
}

function readLinux({ variable, folder }: Mark): ProcessEntry[] {
  const entries: ProcessEntry[] = [];
  for (const pid of readdirSync('/proc')) {
    const stat = /^\d+$/.test(pid) ? readText(`/proc/${pid}/stat`) : '';
    // The program's name stands in parentheses, and may hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    if (stat !== '' && state !== 'Z' && state !== 'X') {
      entries.push({
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        memory: Number(fields[21]) * PAGE_BYTES,
        isMarked:
          readText(`/proc/${pid}/environ`).split('\0').includes(variable) ||
          worksIn(folder, pid),
      });
    }
  }
  return entries;
}

async function readByPs({ variable }: Mark): Promise<ProcessEntry[]> {
  const { stdout } = await run(
    'ps',
    ['eww', '-A', '-o', 'pid=,ppid=,pgid=,rss=,stat=,command='],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout.split('\n').flatMap(line => {
    const [pid, parent, group, memory, state, ...words] = line
      .trim()
      .split(/\s+/);
    return pid === '' || state?.startsWith('Z')
      ? []
      : [
          {
            pid: Number(pid),
            parent: Number(parent),
            group: Number(group),
            memory: Number(memory) * 1024,
            isMarked: words.includes(variable),
          },
        ];
  });
}

/** All processes that this user can see. */
export async function readProcesses(mark: Mark): Promise<ProcessEntry[]> {
  return process.platform === 'linux' ? readLinux(mark) : readByPs(mark);
}
