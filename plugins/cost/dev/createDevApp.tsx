import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { CostApi } from '@cairn/plugin-cost-common';
import { useEffect } from 'react';
import costPlugin, { costApiRef } from '../src';
import { entities } from './catalog';

const amara: IdentityApi = {
  getProfileInfo: async () => ({ displayName: 'Amara Okafor' }),
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/amara.okafor',
    ownershipEntityRefs: ['group:default/checkout-team'],
  }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

/** An app of the plugin's pages over a fake, signed in as Amara of the checkout team. */
export function createDevApp(cost: CostApi) {
  return createApp({
    features: [
      catalogPlugin,
      costPlugin,
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          SignInPageBlueprint.make({
            params: {
              loader:
                async () =>
                ({ onSignInSuccess }) => {
                  useEffect(() => onSignInSuccess(amara), [onSignInSuccess]);
                  return null;
                },
            },
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'cost',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({ api: costApiRef, deps: {}, factory: () => cost }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'catalog',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: catalogApiRef,
                deps: {},
                factory: () => catalogApiMock({ entities }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: new ConfigReader({
          app: { title: 'Costs', baseUrl: window.location.origin },
          backend: { baseUrl: window.location.origin },
          organization: { name: 'Larkfield' },
        }),
      }),
    },
  });
}
