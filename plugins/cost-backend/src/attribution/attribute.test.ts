import { entities, environment } from '../__testUtils__/fixtures';
import { knownEntity } from '../catalog/CatalogIndex';
import { attributing } from './attribute';

const known = new Map(
  entities.map(knownEntity).map(entity => [entity.ref, entity]),
);
const attribute = attributing(known, [
  environment(),
  environment({
    id: 'old',
    name: 'old',
    namespace: 'env-preview',
    destroyedAt: '2026-01-01T00:00:00Z',
  }),
  environment({
    id: 'empty',
    name: 'sandbox',
    namespace: 'env-sandbox',
    class: { name: 'sandbox', version: 'sha256:1' },
    owner: 'group:default/payments-team',
    entities: [],
  }),
]);
const CART = 'component:default/cart-api';
const PAYMENTS = 'component:default/payments-api';

const thing = (namespace: string, labels: Record<string, string> = {}) =>
  attribute({ cluster: 'local', namespace, labels });

describe('attributing', () => {
  it('finds environment, class, entity, its system, and the group of the environment', () => {
    expect(thing('env-preview')).toEqual({
      environment: 'preview',
      environmentRef: 'resource:default/preview',
      className: 'service-preview',
      entityRef: CART,
      groupRef: 'group:default/checkout-team',
      systemRef: 'system:default/ordering',
    });
  });

  it('gives an environment that is nobody else’s its own costs', () => {
    expect(thing('env-sandbox')).toEqual({
      environment: 'sandbox',
      environmentRef: 'resource:default/sandbox',
      className: 'sandbox',
      entityRef: 'resource:default/sandbox',
      groupRef: 'group:default/payments-team',
    });
  });

  it.each<[string, string, Record<string, string>, string | undefined]>([
    [
      'the Kubernetes id',
      'anywhere',
      { 'backstage.io/kubernetes-id': 'cart-api' },
      CART,
    ],
    [
      'the Kubernetes id before the environment',
      'env-preview',
      {
        'backstage.io/kubernetes-id': 'cart-api',
        'app.kubernetes.io/name': 'search-api',
      },
      CART,
    ],
    ['the namespace of an entity', 'pay', {}, PAYMENTS],
    [
      'the application of Argo CD',
      'anywhere',
      { 'argocd.argoproj.io/instance': 'payments' },
      PAYMENTS,
    ],
    [
      'the instance label, which Argo CD writes too',
      'anywhere',
      { 'app.kubernetes.io/instance': 'payments' },
      PAYMENTS,
    ],
    [
      'the name label',
      'anywhere',
      { 'app.kubernetes.io/name': 'search-api' },
      'component:default/search-api',
    ],
    [
      'the label of the whole',
      'anywhere',
      { 'app.kubernetes.io/part-of': 'search-api' },
      'component:default/search-api',
    ],
    [
      'nothing',
      'kube-system',
      { 'app.kubernetes.io/name': 'coredns' },
      undefined,
    ],
    [
      'a label that is no name of ours',
      'anywhere',
      { 'backstage.io/kubernetes-id': '__proto__' },
      undefined,
    ],
  ])('goes by %s', (_by, namespace, labels, entityRef) => {
    expect(thing(namespace, labels).entityRef).toBe(entityRef);
  });

  it('goes by the id of the environment where the namespace is not its own', () => {
    expect(
      thing('argocd', {
        'cairn.dev/environment': '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
      }).environment,
    ).toBe('preview');
  });

  it('tells the same namespace of another cluster apart', () => {
    expect(
      attribute({ cluster: 'far', namespace: 'env-preview', labels: {} }),
    ).toEqual({ environment: 'env-preview (far)' });
  });

  it('gives what two claim to neither', () => {
    const twice = new Map(known);
    twice.set('component:other/search-api', {
      ...knownEntity(entities[2]),
      ref: 'component:other/search-api',
    });
    expect(
      attributing(
        twice,
        [],
      )({
        cluster: 'local',
        namespace: 'x',
        labels: { 'app.kubernetes.io/name': 'search-api' },
      }).entityRef,
    ).toBeUndefined();
  });
});
