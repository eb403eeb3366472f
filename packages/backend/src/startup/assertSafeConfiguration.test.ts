import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { assertSafeConfiguration } from './assertSafeConfiguration';

const METADATA =
  'https://id.larkfield.example/.well-known/openid-configuration';

function production(change: JsonObject = {}): JsonObject {
  return {
    permission: { enabled: true },
    auth: { providers: { oidc: { production: { metadataUrl: METADATA } } } },
    ...change,
  };
}

function local(change: JsonObject = {}): JsonObject {
  return {
    cairn: { local: true },
    backend: { listen: { host: '127.0.0.1', port: 7007 } },
    auth: {
      providers: { oidc: { local: { metadataUrl: 'http://localhost:7008' } } },
    },
    ...change,
  };
}

function check(data: JsonObject) {
  return () => assertSafeConfiguration(mockServices.rootConfig({ data }));
}

function withMetadataUrl(metadataUrl: string) {
  return production({
    auth: { providers: { oidc: { production: { metadataUrl } } } },
  });
}

describe('assertSafeConfiguration', () => {
  it('lets a safe production configuration and a local platform start', () => {
    expect(check(production())).not.toThrow();
    expect(check(production({ cairn: { local: false } }))).not.toThrow();
    expect(check(local())).not.toThrow();
    expect(
      check(local({ cairn: { local: true, cost: { sample: true } } })),
    ).not.toThrow();
    expect(
      check(local({ backend: { listen: '127.0.0.1:7007' } })),
    ).not.toThrow();
  });

  it.each<[string, JsonObject, string]>([
    [
      'permissions that are off',
      production({ permission: { enabled: false } }),
      'permission.enabled is not true',
    ],
    [
      'permissions that are not mentioned',
      production({ permission: {} }),
      'permission.enabled is not true',
    ],
    [
      'a guest provider',
      production({ auth: { providers: { guest: {} } } }),
      'auth.providers.guest',
    ],
    [
      'an API without sign-in',
      production({
        backend: { auth: { dangerouslyDisableDefaultAuthPolicy: true } },
      }),
      'dangerouslyDisableDefaultAuthPolicy',
    ],
    [
      'made-up costs',
      production({ cairn: { cost: { sample: true } } }),
      'cairn.cost.sample is true',
    ],
    [
      'the local identity provider in any environment',
      production({
        auth: {
          providers: {
            oidc: {
              production: { metadataUrl: METADATA },
              local: { metadataUrl: 'http://localhost:7008' },
            },
          },
        },
      }),
      'auth.providers.oidc.local.metadataUrl',
    ],
    [
      'a metadata address that is none',
      withMetadataUrl('id.larkfield.example'),
      'is not a URL',
    ],
    [
      'a local platform that listens on every address',
      local({ backend: { listen: { host: '0.0.0.0' } } }),
      'backend.listen.host is 0.0.0.0',
    ],
    [
      'a local platform that does not say where it listens',
      local({ backend: { listen: ':7007' } }),
      'every address',
    ],
  ])('refuses %s', (_, data, reason) => {
    expect(check(data)).toThrow(reason);
  });

  it.each([
    'http://localhost:7008',
    'https://LOCALHOST/oidc',
    'https://id.localhost./oidc',
    'http://127.0.0.1:7008',
    'http://127.99.0.1',
    'http://0.0.0.0:7008',
    'http://[::1]:7008',
    'http://[::]:7008',
    'http://[::ffff:127.0.0.1]:7008',
    'http://2130706433',
  ])('refuses the own machine as %s', url => {
    expect(check(withMetadataUrl(url))).toThrow('own machine');
  });

  it.each([
    'https://localhost.larkfield.example',
    'https://10.0.0.7',
    'https://[2001:db8::1]',
    'https://notlocalhost',
  ])('takes %s for another machine', url => {
    expect(check(withMetadataUrl(url))).not.toThrow();
  });

  it('names everything that is wrong at once', () => {
    expect(
      check({
        auth: { providers: { guest: {} } },
      }),
    ).toThrow(/permission\.enabled[\s\S]*auth\.providers\.guest/);
  });
});
