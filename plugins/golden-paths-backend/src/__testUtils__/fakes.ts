import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Cluster, Clusters } from '@cairn/plugin-clusters-node';
import type { ManifestPolicyInput, Verdict } from '@cairn/plugin-policy-common';
import {
  PolicyUnavailableError,
  type PolicyService,
} from '@cairn/plugin-policy-node';
import { z } from 'zod';

export const AMARA = 'user:default/amara.okafor';
export const TOMAS = 'user:default/tomas.lindqvist';
export const PRIYA = 'user:default/priya.raman';

/** What each of them is in. */
export const groups: Record<string, string[]> = {
  [AMARA]: [AMARA, 'group:default/checkout-team'],
  [TOMAS]: [TOMAS, 'group:default/payments-team'],
  [PRIYA]: [PRIYA, 'group:default/platform-team'],
};

/** Judges as it is told. */
export class FakePolicy implements PolicyService {
  readonly asked: ManifestPolicyInput[] = [];
  verdict: Verdict | undefined = {
    allowed: true,
    revision: 'r1',
    rules: [{ id: 'images.pinned', passed: true }],
    violations: [],
  };

  async decide(): Promise<Verdict> {
    throw new PolicyUnavailableError('Nothing here asks about environments');
  }

  async decideManifests(input: ManifestPolicyInput): Promise<Verdict> {
    this.asked.push(input);
    if (!this.verdict) {
      throw new PolicyUnavailableError('OPA does not answer');
    }
    return this.verdict;
  }

  async status() {
    return { version: '1', revision: 'r1', rules: [] };
  }
}

/** One cluster that knows which namespaces there are, and can be away. */
export class FakeClusters implements Clusters {
  readonly namespaces = new Set<string>();
  away = false;

  list() {
    return [{ name: 'local', title: 'Local cluster', simulated: true }];
  }

  get(name: string): Cluster {
    const refuse = async () => {
      throw new Error('not part of this test');
    };
    const refuseToStream = () => {
      throw new Error('not part of this test');
    };
    const client: Cluster['reader'] = {
      pages: refuseToStream,
      watch: refuseToStream,
      request: refuse,
      pathOf: refuse,
      get: async ref => {
        if (this.away) {
          throw new Error('the cluster is away');
        }
        return this.namespaces.has(ref.name)
          ? {
              apiVersion: 'v1',
              kind: 'Namespace',
              metadata: { name: ref.name },
            }
          : undefined;
      },
      list: refuse,
      identity: refuse,
      version: refuse,
    };
    return {
      name,
      title: 'Local cluster',
      simulated: true,
      writer: client,
      reader: client,
      readerAccess: refuse,
    };
  }
}

const userSchema = z.object({
  principal: z.object({ userEntityRef: z.string() }),
});

/** The person whose credentials these are; undefined where nobody's. */
export function userOf(credentials: unknown): string | undefined {
  return userSchema.safeParse(credentials).data?.principal.userEntityRef;
}

/** Everybody starts tasks, the platform team does everything, and so do the portal's own plugins. */
export class FakePermissions implements PermissionsService {
  async authorize(
    ...[queries, options]: Parameters<PermissionsService['authorize']>
  ): ReturnType<PermissionsService['authorize']> {
    const user = userOf(
      options && 'credentials' in options ? options.credentials : undefined,
    );
    return queries.map(({ permission: { name } }) => ({
      result:
        !user || user === PRIYA || name === 'scaffolder.task.create'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  }

  async authorizeConditional(
    ...[queries]: Parameters<PermissionsService['authorizeConditional']>
  ): ReturnType<PermissionsService['authorizeConditional']> {
    return queries.map(() => ({ result: AuthorizeResult.ALLOW }));
  }
}
