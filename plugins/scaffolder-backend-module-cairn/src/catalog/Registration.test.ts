import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Registration } from './Registration';

const url =
  'http://localhost:7009/larkfield/x/src/branch/main/catalog-info.yaml';
const ref = 'component:default/x';
const location = {
  id: '1',
  type: 'url',
  target: url,
  entityRef: 'location:default/generated-1',
};

const entityFrom = (origin: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'x',
    annotations: { 'backstage.io/managed-by-origin-location': origin },
  },
});

function start(options: {
  known?: boolean;
  addLocation?: () => Promise<never>;
  entities: Array<Entity | undefined>;
}) {
  const entities = [...options.entities];
  const catalog = catalogServiceMock.mock({
    getLocationByRef: async () => {
      if (!options.known) {
        throw new NotFoundError('There is none');
      }
      return location;
    },
    addLocation:
      options.addLocation ?? (async () => ({ location, entities: [] })),
    getEntityByRef: async () =>
      entities.length > 1 ? entities.shift() : entities[0],
  });
  const said: string[] = [];
  const registration = new Registration({
    auth: mockServices.auth(),
    catalog,
    say: line => said.push(line),
  });
  return { catalog, registration, said };
}

it('takes a file in, and waits until its entities are there', async () => {
  const { catalog, registration, said } = start({
    entities: [undefined, entityFrom(`url:${url}`)],
  });
  await registration.add(url, [ref], {});
  expect(catalog.addLocation).toHaveBeenCalledTimes(1);
  expect(said).toContainEqual(
    expect.stringMatching(
      /^Waiting for component:default\/x in the catalog since \d\d:\d\d:\d\d UTC: it has not read the file yet\. The catalog does that by itself/,
    ),
  );
  expect(said.at(-1)).toBe('component:default/x is in the catalog.');
});

it('takes nothing in twice', async () => {
  const { catalog, registration } = start({
    known: true,
    entities: [entityFrom(`url:${url}`)],
  });
  await registration.add(url, [ref], {});
  expect(catalog.addLocation).not.toHaveBeenCalled();
});

it('goes on where the file was taken in at the same moment', async () => {
  const { registration } = start({
    addLocation: async () => {
      throw new ConflictError('it is there');
    },
    entities: [entityFrom(`url:${url}`)],
  });
  await expect(registration.add(url, [ref], {})).resolves.toBeUndefined();
});

it('says so where the catalog does not answer', async () => {
  const { registration } = start({
    addLocation: async () => {
      throw new Error('ECONNREFUSED');
    },
    entities: [undefined],
  });
  await expect(registration.add(url, [ref], {})).rejects.toThrow(
    'ECONNREFUSED',
  );
});

it('takes no other entity of the same name for its own', async () => {
  const { registration } = start({ entities: [entityFrom('url:elsewhere')] });
  await expect(registration.add(url, [ref], {})).rejects.toThrow(
    'The catalog has another component:default/x',
  );
});
