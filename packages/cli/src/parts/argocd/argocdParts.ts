import type { Part } from '../../platform/Part';
import { argocdConfigurationPart } from './configurationPart';
import {
  argocdControllerPart,
  argocdRepoServerPart,
  argocdServerPart,
} from './programParts';
import { redisPart } from './redisPart';

/** Argo CD outside the cluster: its configuration in it, its cache, and its three programs. */
export const argocdParts: Part[] = [
  redisPart,
  argocdConfigurationPart,
  argocdRepoServerPart,
  argocdServerPart,
  argocdControllerPart,
];
