export { argocdParts } from './argocdParts';
export { webhookSecret } from './configurationPart';
export {
  ARGOCD_NAMESPACE,
  argocdAdminPasswordFile,
  argocdTokenFile,
  argocdUrl,
} from './layout';
