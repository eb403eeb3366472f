import { readinessOf } from './readiness';

const object = (kind: string, rest: Record<string, unknown>, metadata = {}) =>
  readinessOf({
    apiVersion: 'v1',
    kind,
    metadata: { name: 'a', ...metadata },
    ...rest,
  });

describe('readinessOf', () => {
  it.each([
    ['ConfigMap', {}, 'Ready', ''],
    ['Namespace', { status: { phase: 'Active' } }, 'Ready', ''],
    ['Namespace', {}, 'Progressing', 'It is not active yet'],
    ['ResourceQuota', {}, 'Progressing', 'Its use has not been counted yet'],
    ['ResourceQuota', { status: { hard: {} } }, 'Ready', ''],
    [
      'Deployment',
      {
        spec: { replicas: 2 },
        status: { updatedReplicas: 2, availableReplicas: 1 },
      },
      'Progressing',
      '1 of 2 pods are available',
    ],
    [
      'Deployment',
      {
        spec: { replicas: 1 },
        status: {
          conditions: [
            {
              type: 'ReplicaFailure',
              status: 'True',
              message: 'exceeded quota',
            },
          ],
        },
      },
      'Degraded',
      'exceeded quota',
    ],
    ['Deployment', { spec: { replicas: 0 } }, 'Ready', ''],
    [
      'DaemonSet',
      { status: { desiredNumberScheduled: 1 } },
      'Progressing',
      '0 of 1 pods are up to date',
    ],
    ['Job', {}, 'Progressing', 'It has not finished yet'],
    [
      'Job',
      { status: { conditions: [{ type: 'Complete', status: 'True' }] } },
      'Ready',
      '',
    ],
    [
      'Job',
      {
        status: {
          conditions: [
            { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
          ],
        },
      },
      'Degraded',
      'BackoffLimitExceeded',
    ],
    [
      'Certificate',
      {
        status: {
          conditions: [{ type: 'Ready', status: 'False', message: 'no' }],
        },
      },
      'Progressing',
      'no',
    ],
    [
      'Deployment',
      { status: 'nonsense' },
      'Unknown',
      'Its status cannot be read',
    ],
    ['Pod', { status: { phase: 7 } }, 'Unknown', 'Its status cannot be read'],
  ])('judges a %s with %j', (kind, rest, status, message) => {
    expect(object(kind, rest)).toEqual({ status, message });
  });

  it('does not call an old state of a changed workload ready', () => {
    expect(
      object(
        'Deployment',
        {
          spec: { replicas: 1 },
          status: {
            observedGeneration: 1,
            updatedReplicas: 1,
            availableReplicas: 1,
          },
        },
        { generation: 2 },
      ).status,
    ).toBe('Progressing');
  });

  it('does not call ready what is being deleted', () => {
    expect(object('ConfigMap', {}, { deletionTimestamp: 'x' }).status).toBe(
      'Progressing',
    );
  });
});
