import { features } from './features';

/** What a frontend plugin or module says of itself. */
function pluginIdOf(feature: object): string {
  return 'pluginId' in feature ? String(feature.pluginId) : '?';
}

describe('the features of the portal', () => {
  it('are these plugins, each once', () => {
    const plugins = features
      .filter(
        feature =>
          '$$type' in feature && feature.$$type === '@backstage/FrontendPlugin',
      )
      .map(pluginIdOf);
    expect([...plugins].sort()).toEqual([
      'api-docs',
      'auth',
      'catalog',
      'catalog-graph',
      'cost',
      'environments',
      'first-hour',
      'golden-paths',
      'health',
      'home',
      'kubernetes',
      'notifications',
      'org',
      'pipelines',
      'platform',
      'scaffolder',
      'search',
      'signals',
      'techdocs',
      'user-settings',
    ]);
  });
});
