export { identityPart } from './identityPart';
export { identityClientSecret, IDENTITY_CLIENT_ID } from './client';
