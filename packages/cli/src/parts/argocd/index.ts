export { argocdParts } from './argocdParts';
