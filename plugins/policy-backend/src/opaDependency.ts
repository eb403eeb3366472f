import type { PlatformDependency } from '@cairn/plugin-platform-node';
import type { PolicyBundle } from '@cairn/plugin-policy-node';

/** OPA on the Platform page: well only while it could decide on a request now. */
export function opaDependency(bundle: PolicyBundle): PlatformDependency {
  return {
    id: 'opa',
    title: 'Policy (OPA)',
    description: 'Decides whether a request keeps the rules of the company.',
    neededFor: ['Plans and new environments'],
    remedy:
      'Check that OPA runs with the bundle of policies, and cairn.policy.url in the configuration.',
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
        notes: [`${rules.length} rules, revision ${short(revision)}`],
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

/** Long enough to find a digest by; what is no digest stays whole. */
function short(revision: string): string {
  return revision.replace(/[0-9a-f]{40,}/g, digest => digest.slice(0, 12));
}
