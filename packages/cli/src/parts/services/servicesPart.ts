import type { Part } from '../../platform/Part';

/** The example company's live services: their repositories in the Git host, their Applications in Argo CD. */
export const servicesPart: Part = {
  name: 'services',
  title: 'Example services',
  needs: ['gitea', 'argocd-server', 'argocd-application-controller'],
  tools: ['kubectl'],
  ports: [],
};
