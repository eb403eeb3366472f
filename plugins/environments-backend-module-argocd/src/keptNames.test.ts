import { withKeptNames } from './keptNames';
import { applicationName } from './names';

const application = (environment: string, name: string) => ({
  component: 'application',
  engine: 'argocd',
  ref: {
    cluster: 'local',
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    namespace: 'argocd',
    name,
  },
  object: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      labels: { 'cairn.dev/environment-name': environment },
    },
  },
});
const kept = (environment: string, service: string, existing: string[]) => {
  const desired = application(
    environment,
    applicationName(environment, service),
  );
  const [{ ref, object }] = withKeptNames(
    [desired],
    existing.map(name => ({ ...desired.ref, name })),
  );
  expect(object).toMatchObject({ metadata: { name: ref.name } });
  return ref.name;
};
const long = 'a-service-whose-name-is-as-long-as-names-are-allowed-to-be';

it.each([
  ['shop', 'web', ['cairn-shop-web'], 'cairn-shop-web'],
  ['shop', 'web', ['cairn-shop-web', 'cairn-shop-api'], 'cairn-shop-web'],
  ['shop', long, [`cairn-shop-${long}`], `cairn-shop-${long}`],
  ['shop', 'a--b', ['cairn-shop-a--b'], 'cairn-shop-a--b'],
])(
  '%s and %s keep the name of before',
  (environment, service, existing, name) => {
    expect(kept(environment, service, existing)).toBe(name);
  },
);

it.each([
  ['there was none', 'web', []],
  ['it is of another service', 'web', ['cairn-shop-api', 'cairn-shop-web-2']],
  ['it has the new one', 'web', ['cairn-shop--web']],
  ['both are there', 'web', ['cairn-shop-web', 'cairn-shop--web']],
  ['it is of another environment', 'web', ['cairn-other-web']],
])('keeps the new name where %s', (_why, service, existing) => {
  expect(kept('shop', service, existing)).toBe(
    applicationName('shop', service),
  );
});

it('leaves what is elsewhere, and projects, alone', () => {
  const desired = application('shop', 'cairn-shop--web');
  const before = { ...desired.ref, name: 'cairn-shop-web' };
  for (const elsewhere of [
    { ...before, cluster: 'far' },
    { ...before, namespace: 'other' },
    { ...before, kind: 'AppProject' },
  ]) {
    expect(withKeptNames([desired], [elsewhere])).toEqual([desired]);
  }
  const project = { ...desired, ref: { ...desired.ref, kind: 'AppProject' } };
  expect(withKeptNames([project], [before])).toEqual([project]);
});
