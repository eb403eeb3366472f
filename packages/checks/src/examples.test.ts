import {
  DefaultNamespaceEntityPolicy,
  Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  KindValidator,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { filesBelow, readYaml, readYamlDocuments } from './repository';

/** What the catalog itself asks of an entity before it looks at its kind. */
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const validators: Record<string, KindValidator> = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

/** Fields of `spec` that refer to other entities, with the kind that a short reference means. */
const references: Record<string, string> = {
  owner: 'Group',
  parent: 'Group',
  children: 'Group',
  memberOf: 'Group',
  system: 'System',
  domain: 'Domain',
  providesApis: 'API',
  consumesApis: 'API',
  dependsOn: 'Component',
};

async function load(): Promise<Entity[]> {
  const paths = filesBelow('examples').filter(
    path =>
      /^examples\/(org|catalog)\/[^/]+\.yaml$/.test(path) ||
      /^examples\/services\/[^/]+\/catalog-info\.yaml$/.test(path),
  );
  const documents = paths.flatMap(readYamlDocuments);
  return Promise.all(
    documents.map(async document => {
      // The policies say whether it is an entity; nothing is read of it before.
      const entity = await policy.enforce(document as Entity);
      if (!entity) throw new Error(`refused: ${JSON.stringify(document)}`);
      return entity;
    }),
  );
}

function strings(value: unknown): string[] {
  return [value].flat().filter(item => typeof item === 'string');
}

let entities: Entity[];

beforeAll(async () => {
  entities = await load();
});

const ofKind = (kind: string) => entities.filter(e => e.kind === kind);

describe('the example company', () => {
  it('is valid, each entity by the schema of its kind', async () => {
    for (const entity of entities) {
      const validator = validators[entity.kind];
      expect([
        stringifyEntityRef(entity),
        await validator?.check(entity),
      ]).toEqual([stringifyEntityRef(entity), true]);
    }
  });

  it('is as large as it says', () => {
    const teams = ofKind('Group').filter(group => group.spec?.type === 'team');
    expect({
      teams: teams.length,
      people: ofKind('User').length,
      systems: ofKind('System').length,
      services: ofKind('Component').length,
      apis: ofKind('API').length,
    }).toEqual({ teams: 6, people: 15, systems: 4, services: 14, apis: 14 });
  });

  it('names nothing twice, and refers to nothing that is not there', () => {
    const refs = entities.map(entity => stringifyEntityRef(entity));
    expect(new Set(refs).size).toBe(refs.length);

    const dangling = entities.flatMap(entity =>
      Object.entries(references).flatMap(([field, defaultKind]) =>
        strings(entity.spec?.[field])
          .map(ref => stringifyEntityRef(parseEntityRef(ref, { defaultKind })))
          .filter(ref => !refs.includes(ref))
          .map(ref => `${stringifyEntityRef(entity)} ${field} ${ref}`),
      ),
    );
    expect(dangling).toEqual([]);
  });

  it('gives every person a team, an own address and a job', () => {
    const emails = ofKind('User').map(user => {
      expect(strings(user.spec?.memberOf)).toHaveLength(1);
      expect(user.metadata.annotations?.['cairn.dev/job-title']).toBeTruthy();
      return user.spec?.profile;
    });
    expect(new Set(emails.map(profile => JSON.stringify(profile))).size).toBe(
      15,
    );
    for (const user of ofKind('User')) {
      expect(user.spec?.profile).toMatchObject({
        email: `${user.metadata.name}@larkfield.example`,
      });
    }
  });

  it('provides every API by exactly one service', () => {
    const provided = ofKind('Component').flatMap(service =>
      strings(service.spec?.providesApis),
    );
    expect(provided.sort()).toEqual(
      ofKind('API')
        .map(api => api.metadata.name)
        .sort(),
    );
  });

  it('describes and documents every service', () => {
    for (const service of ofKind('Component')) {
      expect(service.metadata.description?.length ?? 0).toBeGreaterThan(40);
      expect(service.metadata.tags?.length ?? 0).toBeGreaterThan(0);
      expect(service.metadata.annotations).toMatchObject({
        'backstage.io/techdocs-ref': 'dir:.',
      });
    }
  });
});

describe('the services that run', () => {
  const RUNNING = [
    'cart-api',
    'checkout-api',
    'payments-api',
    'storefront-web',
  ];

  it('are those that have a repository', () => {
    const withRepository = ofKind('Component').filter(
      ({ metadata }) => metadata.annotations?.['cairn.dev/repository'],
    );
    expect(withRepository.map(({ metadata }) => metadata.name).sort()).toEqual(
      RUNNING,
    );
    for (const { metadata } of withRepository) {
      expect(metadata.annotations).toMatchObject({
        'cairn.dev/repository': `larkfield/${metadata.name}`,
        'cairn.dev/deploy-path': 'deploy/base',
        'backstage.io/kubernetes-id': metadata.name,
      });
    }
  });

  it.each(RUNNING)(
    '%s is deployed as Pod Security restricted asks',
    service => {
      const base = `examples/repositories/${service}/deploy/base`;
      expect(readYaml(`${base}/deployment.yaml`)).toMatchObject({
        kind: 'Deployment',
        metadata: { name: service },
        spec: {
          replicas: 2,
          template: {
            spec: {
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                {
                  image: `registry.larkfield.example/${service}`,
                  readinessProbe: expect.anything(),
                  livenessProbe: expect.anything(),
                  resources: {
                    requests: {
                      cpu: expect.anything(),
                      memory: expect.anything(),
                    },
                    limits: {
                      cpu: expect.anything(),
                      memory: expect.anything(),
                    },
                  },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ['ALL'] },
                  },
                },
              ],
            },
          },
        },
      });
      expect(readYaml(`${base}/kustomization.yaml`)).toMatchObject({
        labels: expect.arrayContaining([
          {
            pairs: expect.objectContaining({
              'backstage.io/kubernetes-id': service,
            }),
            includeTemplates: true,
          },
        ]),
      });
    },
  );
});
