import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { type SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { createQueryClient } from '@cairn/plugin-portal-react';
import type { JSX } from 'react';
import type { FakeHealth } from '../../dev/FakeHealth';
import { healthApiRef, healthCacheApiRef } from '../api/healthApi';
import { HealthCache } from '../api/HealthCache';

export const cartApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart-api',
    namespace: 'default',
    title: 'Cart API',
    annotations: { 'backstage.io/kubernetes-id': 'cart-api' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout-team' },
};

/** Signals that a test sends. */
export class FakeSignals implements SignalApi {
  #listeners = new Set<Parameters<SignalApi['subscribe']>[1]>();

  subscribe: SignalApi['subscribe'] = (_channel, onMessage) => {
    const listener = (message: object) =>
      onMessage(JSON.parse(JSON.stringify(message)));
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  };

  get listeners(): number {
    return this.#listeners.size;
  }

  changed(...entityRefs: string[]) {
    this.#listeners.forEach(listener => listener({ entityRefs }));
  }
}

/** Renders an element as part of an entity's page, over a fake. */
export function renderWithHealth(
  element: JSX.Element,
  options: { fake: FakeHealth; entity?: Entity; signals?: FakeSignals },
) {
  const queries = createQueryClient();
  queries.setDefaultOptions({
    queries: { ...queries.getDefaultOptions().queries, retryDelay: 1 },
  });
  return renderInTestApp(
    <EntityProvider entity={options.entity ?? cartApi}>
      {element}
    </EntityProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [healthApiRef, options.fake],
        [healthCacheApiRef, new HealthCache({ api: options.fake, queries })],
        [signalApiRef, options.signals ?? new FakeSignals()],
        [catalogApiRef, catalogApiMock({ entities: [cartApi] })],
      ],
    },
  );
}
