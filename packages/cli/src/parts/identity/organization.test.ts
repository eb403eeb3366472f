import { findPerson, parseOrganization } from './organization';

const FILE = `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: checkout-team, title: Checkout team }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: amara.okafor
  annotations: { cairn.dev/job-title: Backend engineer }
spec:
  profile: { displayName: Amara Okafor, email: amara.okafor@larkfield.example }
  memberOf: [group:default/checkout-team, data-team]
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: no-mail }
spec: { memberOf: [checkout-team] }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: ordering }
spec: { owner: checkout-team }
---
`;

const OTHER_FILE = `
kind: User
metadata: { name: amara.lind, title: Amara Lind }
spec: { profile: { email: amara.lind@larkfield.example } }
`;

describe('parseOrganization', () => {
  it('reads people and their teams from all files, and nothing else', () => {
    const organization = parseOrganization([FILE, OTHER_FILE]);
    expect(organization.people).toEqual([
      {
        id: 'amara.okafor',
        name: 'Amara Okafor',
        email: 'amara.okafor@larkfield.example',
        jobTitle: 'Backend engineer',
        groups: ['checkout-team', 'data-team'],
      },
      {
        id: 'amara.lind',
        name: 'Amara Lind',
        email: 'amara.lind@larkfield.example',
        jobTitle: undefined,
        groups: [],
      },
    ]);
    expect(organization.teams.map(team => team.title)).toEqual([
      'Checkout team',
      'No team',
    ]);
  });

  it('is nobody for no files, and for files that are not YAML', () => {
    expect(parseOrganization([])).toEqual({ people: [], teams: [] });
    expect(parseOrganization(['{{{', '']).people).toEqual([]);
  });
});

describe('findPerson', () => {
  const organization = parseOrganization([FILE, OTHER_FILE]);

  it.each([
    ['amara.okafor', 'amara.okafor'],
    [' AMARA OKAFOR ', 'amara.okafor'],
    ['amara.lind@larkfield.example', 'amara.lind'],
    ['okaf', 'amara.okafor'],
  ])('finds by %j', (typed, id) => {
    expect(findPerson(organization, typed)?.id).toBe(id);
  });

  it.each(['', '  ', 'amara', 'zoe'])('does not guess by %j', typed => {
    expect(findPerson(organization, typed)).toBeUndefined();
  });
});
