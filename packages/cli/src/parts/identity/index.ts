export { identityPart } from './identityPart';
export {
  GIT_CLIENT_ID,
  gitClientSecret,
  IDENTITY_CLIENT_ID,
  identityClientSecret,
} from './client';
export { readOrganization } from './organization';
