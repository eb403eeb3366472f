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
import type { PipelinesApi } from '@cairn/plugin-pipelines-common';
import { useEffect } from 'react';
import pipelinesPlugin, { pipelinesApiRef } from '../src';

const amara: IdentityApi = {
  getProfileInfo: async () => ({ displayName: 'Amara Okafor' }),
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/amara.okafor',
    ownershipEntityRefs: ['user:default/amara.okafor'],
  }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

const cartApi = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart-api',
    namespace: 'default',
    annotations: { 'cairn.dev/repository': 'larkfield/cart-api' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'storefront-team' },
};

/** An app of the plugin's tab over pipelines in memory: open `/catalog/default/component/cart-api/pipelines`. */
export function createDevApp(pipelines: PipelinesApi) {
  return createApp({
    features: [
      catalogPlugin,
      pipelinesPlugin,
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
        pluginId: 'pipelines',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: pipelinesApiRef,
                deps: {},
                factory: () => pipelines,
              }),
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
                factory: () => catalogApiMock({ entities: [cartApi] }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: new ConfigReader({
          app: { title: 'Pipelines', baseUrl: window.location.origin },
          backend: { baseUrl: window.location.origin },
        }),
      }),
    },
  });
}
