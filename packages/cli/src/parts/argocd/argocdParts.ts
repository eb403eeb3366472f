import type { Part } from '../../platform/Part';

/** Argo CD outside the cluster: its configuration, its cache and its three programs. */
export const argocdParts: Part[] = [];
