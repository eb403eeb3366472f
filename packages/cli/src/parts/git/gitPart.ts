import type { Part } from '../../platform/Part';

/** Gitea, the local Git host. */
export const gitPart: Part = {
  name: 'gitea',
  title: 'Git host',
  dependency: 'git',
  needs: [],
  tools: ['gitea'],
  ports: ['git'],
};
