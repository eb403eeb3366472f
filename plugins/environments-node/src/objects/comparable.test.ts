import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { isAsPlanned, plannedFields, shown, trimmed } from './comparable';

const live: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'a',
    uid: 'u',
    resourceVersion: '7',
    generation: 3,
    managedFields: [{ manager: 'cairn' }],
    annotations: { 'cairn.dev/operation': 'one' },
  },
  spec: { ports: [{ port: 80, nodePort: 31000 }], clusterIP: '10.0.0.1' },
  status: { loadBalancer: {} },
};
const rendered: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a' },
  spec: { ports: [{ port: 81 }] },
};

describe('trimmed', () => {
  it('drops what the server keeps and which operation wrote it', () => {
    expect(JSON.parse(JSON.stringify(trimmed(live)))).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', uid: 'u' },
      spec: live.spec,
    });
  });
});

describe('plannedFields', () => {
  it('tells only of what was asked for, never of what the dry run invented', () => {
    const result = {
      ...live,
      spec: {
        ports: [{ port: 81, nodePort: 32222 }],
        clusterIP: '10.0.0.9',
        sessionAffinity: 'None',
      },
    };
    expect(plannedFields(live, result, rendered)).toEqual([
      { path: '/spec/ports/0/port', before: 80, after: 81 },
    ]);
  });

  it('tells of a field that goes', () => {
    expect(
      plannedFields(
        live,
        { ...live, spec: { clusterIP: '10.0.0.1' } },
        rendered,
      ),
    ).toEqual([
      {
        path: '/spec/ports',
        before: [{ port: 80, nodePort: 31000 }],
      },
    ]);
  });

  it('says that a secret changes, not what it is', () => {
    const secret = (value: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { key: value },
    });
    const fields = plannedFields(
      secret('Y2FuYXJ5LTE='),
      secret('Y2FuYXJ5LTI='),
      secret('Y2FuYXJ5LTI='),
    );
    expect(fields).toEqual([
      { path: '/data/key', before: '[redacted]', after: '[redacted]' },
    ]);
    expect(JSON.stringify(shown(secret('Y2FuYXJ5LTE=')))).not.toContain(
      'Y2FuYXJ5',
    );
  });
});

describe('isAsPlanned', () => {
  it('sees a change since the plan', () => {
    const fields = [{ path: '/spec/ports/0/port', before: 80, after: 81 }];
    expect(isAsPlanned(live, fields)).toBe(true);
    expect(
      isAsPlanned({ ...live, spec: { ports: [{ port: 82 }] } }, fields),
    ).toBe(false);
    expect(isAsPlanned(live, [{ path: '/spec/new', after: 1 }])).toBe(true);
    expect(isAsPlanned(live, [{ path: '/spec/clusterIP', after: 1 }])).toBe(
      false,
    );
  });
});
