import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { EnvironmentPolicyInput } from '@cairn/plugin-policy-common';

/** Who asks. Only ever a person: services do not plan. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What policy sees of the person who asks. */
export async function subjectOf(
  credentials: UserCredentials,
  userInfo: UserInfoService,
): Promise<EnvironmentPolicyInput['subject']> {
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return {
    user: credentials.principal.userEntityRef,
    groups: ownershipEntityRefs,
    agent: credentials.principal.actor !== undefined,
  };
}
