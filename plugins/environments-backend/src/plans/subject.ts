import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { isAgent } from './agents';
import type { PlanSubject } from './PlanResult';

/** A person. Programs act in the name of one. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Whose request a plan is, and with whose rights the catalog is read for it. */
export interface PlanActor {
  subject: PlanSubject;
  credentials: BackstageCredentials;
}

/** A person who asks for themselves. */
export async function personAsking(
  credentials: UserCredentials,
  userInfo: UserInfoService,
): Promise<PlanActor> {
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return {
    credentials,
    subject: {
      user: credentials.principal.userEntityRef,
      groups: ownershipEntityRefs,
      agent: isAgent(credentials.principal),
    },
  };
}
