import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../../platform/Part';

/** Where the portal finds kustomize once it is there; the portal itself starts before. */
export function kustomizeLink(state: string): string {
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
    const link = kustomizeLink(state);
    const fresh = `${link}.new`;
    await mkdir(join(state, 'bin'), { recursive: true, mode: 0o700 });
    await rm(fresh, { force: true });
    await symlink(await tool('kustomize'), fresh);
    await rename(fresh, link);
  },
};
