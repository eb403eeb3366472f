import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogFacts } from './CatalogFacts';

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart-api',
    namespace: 'default',
    annotations: { 'cairn.dev/repository': 'larkfield/cart-api' },
  },
  spec: { type: 'service', owner: 'checkout-team', system: 'ordering' },
};

function schemaWith(options: Record<string, unknown>) {
  return {
    type: 'object',
    properties: {
      service: {
        type: 'string',
        'ui:field': 'EntityPicker',
        'ui:options': {
          defaultKind: 'Component',
          catalogFilter: { kind: 'Component' },
          ...options,
        },
      },
    },
  };
}

function factsOf(
  entities: (typeof component)[],
  service: string,
  options: Record<string, unknown>,
) {
  return new CatalogFacts(catalogServiceMock({ entities })).entitiesOf(
    schemaWith(options),
    { service },
    mockCredentials.user(),
  );
}

describe('an entity that is only about to be made', () => {
  it('is known by its ref, where the class says that it may be', async () => {
    const ref = 'component:default/cart-api';
    const before = await factsOf([], ref, { allowPlanned: true });
    const after = await factsOf([component], ref, { allowPlanned: true });

    expect(before).toEqual({
      entities: {
        service: {
          kind: 'component',
          metadata: { namespace: 'default', name: 'cart-api' },
        },
      },
      refs: [ref],
    });
    // Else a plan that was made before it existed could never be applied.
    expect(after).toEqual(before);
  });

  it.each([[{}], [{ allowPlanned: false }], [{ allowPlanned: 'yes' }]])(
    'is refused where the class does not say so: %j',
    async options => {
      await expect(
        factsOf([], 'component:default/cart-api', options),
      ).rejects.toMatchObject({
        fields: [
          {
            field: 'parameters.service',
            message: 'there is no component:default/cart-api in the catalog',
          },
        ],
      });
    },
  );

  it.each([
    ['group:default/checkout-team', 'is not of the kind component'],
    ['a:b:c', 'is not of the kind component'],
    ['', 'is not an entity ref'],
  ])('must be one that could be made: %j', async (ref, message) => {
    await expect(
      factsOf([], ref, { allowPlanned: true }),
    ).rejects.toMatchObject({
      fields: [
        {
          field: 'parameters.service',
          message: expect.stringContaining(message),
        },
      ],
    });
  });
});

describe('a parameter that names several entities', () => {
  const list = (services: unknown, entities = [component]) =>
    new CatalogFacts(catalogServiceMock({ entities })).entitiesOf(
      {
        type: 'object',
        properties: {
          services: {
            type: 'array',
            items: schemaWith({}).properties.service,
          },
        },
      },
      { services },
      mockCredentials.user(),
    );

  it('gives the class all of them, in their order', async () => {
    const other = {
      ...component,
      metadata: { ...component.metadata, name: 'another' },
    };
    const { entities, refs } = await list(
      ['component:default/cart-api', 'another'],
      [component, other],
    );
    expect(entities.services).toMatchObject([
      { metadata: { name: 'cart-api' }, spec: { system: 'ordering' } },
      { metadata: { name: 'another' } },
    ]);
    expect(refs).toEqual([
      'component:default/another',
      'component:default/cart-api',
    ]);
    expect((await list([])).entities).toEqual({ services: [] });
  });

  it('says of which of them what is wrong', async () => {
    await expect(
      list(['cart-api', 'none', 'component:default/cart-api']),
    ).rejects.toMatchObject({
      fields: [
        {
          field: 'parameters.services.1',
          message: 'there is no component:default/none in the catalog',
        },
        {
          field: 'parameters.services.2',
          message: 'component:default/cart-api is there already',
        },
      ],
    });
  });
});
