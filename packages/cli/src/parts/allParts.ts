import type { Part } from '../platform/Part';
import { accessPart } from './access';
import { argocdParts } from './argocd';
import {
  apiserverPart,
  controllerManagerPart,
  etcdPart,
  kwokPart,
  schedulerPart,
} from './cluster';
import { gitPart } from './git';
import { identityPart } from './identity';
import { opaPart } from './opa';
import { pipelinesPart } from './pipelines';
import {
  appPart,
  docsGeneratorPart,
  kustomizePart,
  portalPart,
} from './portal';
import { servicesPart } from './services';

/** All parts of the local platform, the ones that a person waits for first. */
export function allParts(options: {
  cache: string;
  /** Stands in for the control plane where an existing cluster is used. */
  existingCluster?: Part;
}): Part[] {
  return [
    identityPart,
    appPart,
    portalPart(options.cache),
    docsGeneratorPart(options.cache),
    ...(options.existingCluster
      ? [options.existingCluster]
      : [
          etcdPart,
          apiserverPart,
          controllerManagerPart,
          schedulerPart,
          kwokPart,
        ]),
    accessPart,
    opaPart,
    kustomizePart,
    ...argocdParts,
    gitPart,
    pipelinesPart,
    servicesPart,
  ];
}
