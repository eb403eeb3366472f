import { existsSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { EXIT } from '../exitCodes';
import type { Locations } from '../locations';
import { reasonOf } from '../platform/failure';
import { findPortHolder } from '../platform/portHolder';
import { isFree, LAST_OFFSET } from '../platform/ports';
import { findRunning } from '../platform/UpLock';
import { TOOLS } from '../tools/definitions';
import {
  moduleFolder,
  requireCCompiler,
  requireGo,
} from '../tools/goToolchain';
import { findOnPath, ToolFinder } from '../tools/ToolFinder';

const run = promisify(execFile);
const GIB = 1024 ** 3;
const NEEDED_DISK_GIB = 12;
const NEEDED_MEMORY_GIB = 6;

/** What was looked at, and how it is. */
interface Finding {
  what: string;
  /** `bad`: something does not work without it. */
  state: 'good' | 'bad' | 'note';
  text: string;
}

type Check = (locations: Locations) => Promise<Finding[]>;

function good(what: string, text: string): Finding {
  return { what, state: 'good', text };
}
function bad(what: string, text: string): Finding {
  return { what, state: 'bad', text };
}

const checkNode: Check = async () => [good('Node', process.version)];

const checkGit: Check = async () => {
  const path = findOnPath('git', process.env.PATH);
  return [
    path
      ? good('Git', path)
      : bad(
          'Git',
          'is not installed; the example services need it. Debian and Ubuntu: `sudo apt-get install git`, macOS: `xcode-select --install`.',
        ),
  ];
};

const checkPython: Check = async () => {
  const path = findOnPath('python3', process.env.PATH);
  const install =
    'Debian and Ubuntu: `sudo apt-get install python3 python3-venv`, macOS: `brew install python`.';
  if (!path) {
    return [bad('Python', `is not installed; docs need it. ${install}`)];
  }
  try {
    const { stdout } = await run(path, [
      '-c',
      'import ensurepip, sys; print(sys.version.split()[0])',
    ]);
    return [good('Python', `${stdout.trim()} at ${path}`)];
  } catch {
    return [bad('Python', `at ${path} has no venv module. ${install}`)];
  }
};

const checkTools: Check = async locations => {
  const finder = new ToolFinder(locations, process.env);
  const findings: Finding[] = [];
  const missing: (typeof TOOLS)[number][] = [];
  for (const tool of TOOLS) {
    try {
      const found = await finder.find(tool);
      if (found) {
        findings.push(good(tool.name, `${found.path} (${found.source})`));
      } else {
        missing.push(tool);
        findings.push({
          what: tool.name,
          state: 'note',
          text: 'will be built by `./cairn up`',
        });
      }
    } catch (error) {
      findings.push(bad(tool.name, reasonOf(error)));
    }
  }
  if (missing.length > 0) {
    findings.push(await checkGo(locations));
  }
  if (missing.some(tool => tool.cgo)) {
    findings.push(checkCompiler());
  }
  return findings;
};

async function checkGo(locations: Locations): Promise<Finding> {
  try {
    const folder = moduleFolder(locations.root, 'kubernetes');
    const go = await requireGo(folder, process.env);
    return good('Go', `${go.version} at ${go.path}`);
  } catch (error) {
    return bad('Go', reasonOf(error));
  }
}

function checkCompiler(): Finding {
  try {
    return good('C compiler', requireCCompiler(process.env));
  } catch (error) {
    return bad('C compiler', reasonOf(error));
  }
}

const checkRoom: Check = async ({ cache, state }) => {
  const findings: Finding[] = [];
  for (const [what, path] of [
    ['Disk of the cache', cache],
    ['Disk of the state', state],
  ] as const) {
    let folder = path;
    while (!existsSync(folder)) {
      folder = dirname(folder);
    }
    const { bavail, bsize } = statfsSync(folder);
    const gib = Math.floor((bavail * bsize) / GIB);
    findings.push(
      gib >= NEEDED_DISK_GIB
        ? good(what, `${gib} GiB free at ${folder}`)
        : bad(
            what,
            `only ${gib} GiB free at ${folder}; a first build needs about ${NEEDED_DISK_GIB}.`,
          ),
    );
  }
  const memory = Math.round(totalmem() / GIB);
  findings.push(
    memory >= NEEDED_MEMORY_GIB
      ? good('Memory', `${memory} GiB`)
      : bad(
          'Memory',
          `${memory} GiB; building and running needs about ${NEEDED_MEMORY_GIB}.`,
        ),
  );
  return findings;
};

function checkPorts(port: number): Check {
  return async ({ state }) => {
    const running = findRunning(state);
    if (running) {
      return [
        good(
          'Ports',
          `Cairn runs already (process ${running.pid}, http://localhost:${running.port})`,
        ),
      ];
    }
    const findings: Finding[] = [];
    for (let it = port; it <= port + LAST_OFFSET; it++) {
      if (!(await isFree(it))) {
        const holder = findPortHolder(it);
        findings.push(
          bad(
            `Port ${it}`,
            `is taken by ${
              holder ? `${holder.name} (process ${holder.pid})` : 'somebody'
            }; end that or choose others with \`./cairn up --port N\`.`,
          ),
        );
      }
    }
    return findings.length > 0
      ? findings
      : [good('Ports', `${port} to ${port + LAST_OFFSET} are free`)];
  };
}

const SIGNS = { good: '✔', bad: '✖', note: '·' } as const;

/** Looks at everything Cairn needs on this machine. Answers with the exit code. */
export async function runDoctor(
  locations: Locations,
  port: number,
  say: (line: string) => void,
): Promise<number> {
  const checks = [
    checkNode,
    checkGit,
    checkPython,
    checkTools,
    checkRoom,
    checkPorts(port),
  ];
  let isWell = true;
  for (const check of checks) {
    for (const { what, state, text } of await check(locations)) {
      say(`${SIGNS[state]} ${what.padEnd(26)} ${text}`);
      isWell &&= state !== 'bad';
    }
  }
  say(isWell ? '\nAll is well.' : '\nMend what is marked ✖, then try again.');
  return isWell ? EXIT.ok : EXIT.failed;
}
