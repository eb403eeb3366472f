import { chmod, copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../../platform/Part';

/** Where the portal finds kustomize once it is there; the portal itself starts before. */
export function kustomizeProgram(state: string): string {
  return join(state, 'bin', 'kustomize');
}

/** What the portal renders the manifests of golden paths with. */
export const kustomizePart: Part = {
  name: 'kustomize',
  title: 'Kustomize',
  needs: [],
  tools: ['kustomize'],
  ports: [],

  async setUp({ state, tool }) {
    const program = kustomizeProgram(state);
    const fresh = `${program}.new`;
    await mkdir(join(state, 'bin'), { recursive: true, mode: 0o700 });
    // A copy and no link, so that nothing in the state folder leads out of the checkout.
    await copyFile(await tool('kustomize'), fresh);
    await chmod(fresh, 0o700);
    await rename(fresh, program);
  },
};
