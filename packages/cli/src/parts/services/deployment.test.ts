import {
  renderApplication,
  renderNamespace,
  renderProject,
} from './deployment';

const URL = 'http://localhost:7009';

describe('the example services in Argo CD', () => {
  it('deploys each from its repository into its own namespace', () => {
    expect(renderApplication('cart-api', URL).spec).toMatchObject({
      project: 'larkfield',
      source: {
        repoURL: 'http://localhost:7009/larkfield/cart-api.git',
        path: 'deploy/base',
      },
      destination: { namespace: 'larkfield-cart-api' },
    });
    expect(renderNamespace('cart-api').metadata.name).toBe(
      'larkfield-cart-api',
    );
  });

  it('lets their project make nothing that could widen its own rights', () => {
    const { spec } = renderProject(URL);
    expect(spec.clusterResourceWhitelist).toEqual([]);
    expect(spec.destinations).toEqual([
      {
        server: 'https://kubernetes.default.svc',
        namespace: 'larkfield-*',
      },
    ]);
    const kinds = spec.namespaceResourceWhitelist.map(({ kind }) => kind);
    for (const kind of ['ResourceQuota', 'LimitRange', 'Role', 'RoleBinding']) {
      expect(kinds).not.toContain(kind);
    }
    expect(kinds).not.toContain('*');
  });
});
