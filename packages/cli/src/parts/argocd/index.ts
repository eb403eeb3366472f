export { argocdParts } from './argocdParts';
export { webhookSecret } from './configurationPart';
export { ARGOCD_NAMESPACE, argocdTokenFile, argocdUrl } from './layout';
