export { gitPart } from './gitPart';
export { GitHost } from './GitHost';
export {
  GIT_ORGANIZATION,
  GIT_SERVICE_USER,
  gitTokenFile,
  gitUrl,
} from './gitea';
