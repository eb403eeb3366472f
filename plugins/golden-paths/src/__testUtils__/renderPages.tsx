import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { FakeGoldenPaths } from '../../dev/FakeGoldenPaths';
import { FakeScaffolder } from '../../dev/FakeScaffolder';
import { entities } from '../../dev/goldenPath';
import goldenPathsPlugin, {
  goldenPathsApiRef,
  goldenPathsScaffolderModule,
} from '..';

const serviceDev = {
  name: 'service-dev',
  title: 'Service, development',
  description: 'A copy that follows the main branch.',
  owner: 'group:default/platform-team',
  version: 'sha256:00',
  parameters: {},
  lifecycle: { production: false, renewals: 0 },
  clusters: ['local'],
  components: [],
};

/** Everything in memory, as Amara of the checkout team meets it. */
export interface World {
  goldenPaths: FakeGoldenPaths;
  scaffolder: FakeScaffolder;
  entities: typeof entities;
}

export function newWorld(): World {
  return {
    goldenPaths: new FakeGoldenPaths(),
    scaffolder: new FakeScaffolder(),
    entities,
  };
}

/** Renders the portal's pages about golden paths at an address, over the scaffolder's own plugin. */
export function renderPages(path: string, world: World) {
  return renderTestApp({
    features: [
      catalogPlugin,
      scaffolderPlugin,
      goldenPathsPlugin,
      goldenPathsScaffolderModule,
    ],
    initialRouteEntries: [path],
    apis: [
      mockApis.identity({
        userEntityRef: 'user:default/amara.okafor',
        ownershipEntityRefs: [
          'user:default/amara.okafor',
          'group:default/checkout-team',
        ],
      }),
      mockApis.permission(),
      [catalogApiRef, catalogApiMock({ entities: world.entities })],
      [scaffolderApiRef, world.scaffolder],
      [goldenPathsApiRef, world.goldenPaths],
      [environmentsApiRef, { listClasses: async () => [serviceDev] }],
    ],
  });
}
