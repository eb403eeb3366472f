import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { digestFiles } from '../../files/digest';
import type { Part, PartContext } from '../../platform/Part';
import { runGuarded } from '../../processes/runGuarded';
import { send } from '../http';
import { readIfThere, replaceFile } from '../stateFiles';

const manifestSchema = z.object({ roots: z.array(z.string()).optional() });

function folder(state: string) {
  return join(state, 'opa');
}
function bundleFile(state: string) {
  return join(folder(state), 'bundle.tar.gz');
}
function revisionFile(state: string) {
  return join(folder(state), 'revision');
}

/** Policies outside the roots of a bundle can be written over HTTP by anybody on this machine: the bundle must own everything. */
async function requireAllRoots(policies: string): Promise<void> {
  const text = await readIfThere(join(policies, '.manifest'));
  const { roots } = manifestSchema.parse(JSON.parse(text ?? '{}'));
  if (roots && !roots.includes('')) {
    throw new InputError(
      `policies/.manifest has roots ${JSON.stringify(
        roots,
      )}; it must have "" so that no other policy can be put beside ours over HTTP.`,
    );
  }
}

/** Builds the bundle where the policies changed. The old one stays when the new one does not compile. */
async function refreshBundle(context: PartContext): Promise<void> {
  const { root, state, tool, signal } = context;
  const policies = join(root, 'policies');
  if (!existsSync(policies)) {
    throw new NotFoundError(
      `There are no policies: ${policies} is missing. Get it back from Git (\`git checkout -- policies\`).`,
    );
  }
  const revision = await digestFiles(root, ['policies']);
  const known = await readIfThere(revisionFile(state));
  if (known === revision && existsSync(bundleFile(state))) {
    return;
  }
  await requireAllRoots(policies);
  await mkdir(folder(state), { recursive: true, mode: 0o700 });
  const next = join(folder(state), `next.${process.pid}.tar.gz`);
  try {
    const built = await runGuarded(
      {
        command: await tool('opa'),
        args: [
          'build',
          '-b',
          'policies',
          '--ignore',
          '*_test.rego',
          '-r',
          revision,
          '-o',
          next,
        ],
        cwd: root,
        env: { PATH: process.env.PATH ?? '' },
      },
      { signal },
    );
    if (built.code !== 0) {
      throw new InputError(
        `The policies do not compile: ${built.tail.slice(-6).join(' ')}`,
      );
    }
    await rename(next, bundleFile(state));
    await replaceFile(revisionFile(state), revision);
    context.log(`cairn: built the bundle, revision ${revision}`);
  } finally {
    await rm(next, { force: true });
  }
}

/** Open Policy Agent with the bundle of `policies/`, which it reads again when they change. */
export const opaPart: Part = {
  name: 'opa',
  title: 'Open Policy Agent',
  dependency: 'opa',
  needs: [],
  tools: ['opa'],
  ports: ['opa', 'opaDiagnostics'],
  prepare: refreshBundle,

  async process({ state, ports, tool }) {
    return {
      command: await tool('opa'),
      args: [
        'run',
        '--server',
        `--addr=127.0.0.1:${ports.opa}`,
        `--diagnostic-addr=127.0.0.1:${ports.opaDiagnostics}`,
        '--skip-version-check',
        '--log-level=info',
        '--log-format=text',
        '--log-level-request=error',
        '--bundle',
        '--watch',
        bundleFile(state),
      ],
      cwd: folder(state),
    };
  },

  async probe(context) {
    const { ports, signal } = context;
    const warning = await refreshBundle(context).then(
      () => undefined,
      (error: Error) =>
        `${error.message} The rules before the change stay in force.`,
    );
    const health = await send(
      `http://127.0.0.1:${ports.opaDiagnostics}/health?bundles`,
      { signal },
    );
    if (!health.ok) {
      throw new Error(`OPA answered ${health.status} when asked for health`);
    }
    return { warning };
  },
};
