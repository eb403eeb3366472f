import type { PlatformDependency } from '@cairn/plugin-platform-node';
import type { PolicyBundle } from '@cairn/plugin-policy-node';

/** OPA on the Platform page: well only while it could decide on a request now. */
export function opaDependency(bundle: PolicyBundle): PlatformDependency {
  return {
    id: 'opa',
    title: 'Policy (OPA)',
    description: 'Decides whether a request keeps the rules of the company.',
    neededFor: ['Plans and new environments'],
    probe: async ({ signal }) => {
      if (!bundle.configured) {
        return {
          state: 'off',
          reason: 'No policy engine is configured, so no request is allowed',
          action: 'Set cairn.policy.url to the address of OPA.',
        };
      }
      const { version, revision, rules, problem } = await bundle.status({
        signal,
      });
      const found = {
        version,
        notes: [`${rules.length} rules, revision ${revision}`],
      };
      return problem
        ? {
            ...found,
            state: 'degraded',
            reason: problem,
            action:
              'The last good rules go on deciding. Mend the policies and test them with opa test.',
          }
        : { ...found, state: 'ok' };
    },
  };
}
