import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import type { HealthStatus } from '@cairn/plugin-health-common';
import fc from 'fast-check';
import { recorded, verdictOf } from '../__testing__/recorded';
import { treeHealth } from './treeHealth';

/** Every file was recorded from a real API server with simulated nodes. */
describe('verdicts on recorded objects', () => {
  it.each<[string, HealthStatus, string, string]>([
    ['well', 'Healthy', 'RolloutComplete', '2 of 2 pods are ready'],
    [
      'crash',
      'Degraded',
      'CrashLoop',
      '0 of 2 pods are ready: container web crashes again and again (exit code 1, 6 restarts), as in 1 more',
    ],
    [
      'pull',
      'Degraded',
      'ImagePull',
      '0 of 2 pods are ready: the image of container web cannot be pulled (ImagePullBackOff), as in 1 more',
    ],
    [
      'upgrade',
      'Degraded',
      'ImagePull',
      '3 of 3 pods are ready: the image of container web cannot be pulled (ImagePullBackOff)',
    ],
    [
      'notready',
      'Progressing',
      'FirstRollout',
      'It is being deployed for the first time; 0 of 2 pods are ready',
    ],
    [
      'lost',
      'Degraded',
      'ProbeFailing',
      '1 of 2 pods is ready: container web runs, but its readiness probe fails',
    ],
    [
      'stuck',
      'Down',
      'RolloutStuck',
      'The rollout does not get on; 0 of 2 pods are ready',
    ],
    [
      'unsched',
      'Degraded',
      'Unschedulable',
      '0 of 2 pods are ready: no node takes it, as in 1 more',
    ],
    ['zero', 'Idle', 'ScaledToZero', 'It is scaled to zero'],
    ['store', 'Healthy', 'RolloutComplete', '2 of 2 pods are ready'],
    ['agent', 'Healthy', 'RolloutComplete', '3 of 3 pods are ready'],
    [
      'done',
      'Healthy',
      'Completed',
      'It ended as it should: 1 of 1 completions',
    ],
    [
      'broken',
      'Degraded',
      'JobFailed',
      'It failed with 0 of 1 completions: Job has reached the specified backoff limit',
    ],
    ['running', 'Progressing', 'JobRunning', 'It runs; 0 of 1 completions'],
    [
      'nightly',
      'Degraded',
      'LastRunFailed',
      'Its last run, nightly-29922701: It failed with 0 of 1 completions: Job has reached the specified backoff limit',
    ],
    ['bare', 'Healthy', 'PodReady', 'The pod is ready'],
  ])('%s: %s, %s', (name, status, reason, message) => {
    expect(verdictOf(recorded(name))).toMatchObject({
      status,
      reason,
      message,
      since: expect.stringMatching(/^2026-\d\d-\d\dT/),
    });
  });

  it.each(['crash', 'pull', 'upgrade', 'lost', 'unsched', 'stuck'])(
    '%s: shows the evidence, with the object',
    name => {
      const { evidence } = verdictOf(recorded(name));
      expect(evidence).toContainEqual({
        message: expect.stringContaining(`Pod ${name}-`),
        object: expect.objectContaining({ cluster: 'local', kind: 'Pod' }),
        at: expect.stringMatching(/^2026-/),
      });
    },
  );

  it.each(['notready', 'running'])('%s: says what is waited for', name => {
    expect(verdictOf(recorded(name)).waitingFor).toEqual(
      expect.stringMatching(/pods to /),
    );
  });

  it('tells a first rollout that takes its time from one that failed', () => {
    const notReady = recorded('notready');
    expect(verdictOf(notReady).waitingFor).toBe(
      '2 more of 2 pods to be ready (container web runs, but its readiness probe fails); it counts as stuck at 2026-11-22T15:49:09.000Z',
    );
    const stuck = recorded('stuck');
    expect(stuck.tree.root).toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({ reason: 'ProgressDeadlineExceeded' }),
      ]),
    });
  });

  it('has patience with a pod without a node for a minute', () => {
    const at = (seconds: number) =>
      verdictOf(
        recorded('unsched'),
        Date.parse('2026-11-22T15:39:09Z') +
          seconds * 1000 -
          recorded('unsched').recordedAt,
      );
    expect(at(30)).toMatchObject({
      status: 'Progressing',
      waitingFor: expect.stringContaining('no node takes it'),
    });
    expect(at(61)).toMatchObject({ status: 'Degraded' });
  });

  it('calls a crash loop by its name between two tries as well', () => {
    const trying = (object: KubernetesObject) => {
      const status = Object(object.status);
      for (const container of status.containerStatuses ?? []) {
        if (container.state.waiting) {
          container.state = { running: { startedAt: '2026-11-22T15:40:20Z' } };
        }
      }
    };
    expect(verdictOf(recorded('crash', trying))).toMatchObject({
      status: 'Degraded',
      reason: 'CrashLoop',
    });
    // Long after the last crash it is what its probe says.
    expect(verdictOf(recorded('crash', trying), 6 * 60_000).reason).not.toBe(
      'CrashLoop',
    );
  });

  it.each([
    ['after its second crash', 2, 0, 20_000, 'CrashLoop'],
    ['when each try waits for minutes', 9, 5 * 60_000, 20_000, 'CrashLoop'],
    ['when it has run for a minute since', 2, 0, 61_000, 'RolloutComplete'],
  ])(
    'takes a short run for no recovery: %s',
    (_, restarts, waitedMs, ranMs, reason) => {
      const ended = Date.parse('2026-11-22T15:40:00Z');
      const at = (ms: number) => new Date(ended + ms).toISOString();
      // A pod without a probe is ready as soon as it runs, and it may even end with exit code 0.
      const ready = recorded('well', object => {
        for (const container of Object(object.status).containerStatuses ?? []) {
          container.restartCount = restarts;
          container.state = { running: { startedAt: at(waitedMs) } };
          container.lastState = {
            terminated: {
              exitCode: 0,
              startedAt: at(-3_000),
              finishedAt: at(0),
            },
          };
        }
      });
      expect(
        verdictOf(ready, ended + waitedMs + ranMs - ready.recordedAt).reason,
      ).toBe(reason);
    },
  );

  it('does not take a crash after a long run for a crash loop', () => {
    const crashed = recorded('well', object => {
      for (const container of Object(object.status).containerStatuses ?? []) {
        container.restartCount = 7;
        container.lastState = {
          terminated: {
            exitCode: 1,
            startedAt: '2026-11-20T15:40:00Z',
            finishedAt: '2026-11-22T15:40:50Z',
          },
        };
      }
    });
    expect(verdictOf(crashed)).toMatchObject({ status: 'Healthy' });
  });

  it.each([
    [
      2,
      'Healthy',
      'RolloutPaused',
      '2 of 2 pods are ready; its rollout is paused',
    ],
    [
      0,
      'Progressing',
      'RolloutPaused',
      '2 of 2 pods are ready; the rollout of a new version is paused at 0 of 2',
    ],
  ])(
    'paused with %d pods of the newest version: %s',
    (updated, status, reason, message) => {
      const paused = recorded('well', object => {
        if (object.kind === 'Deployment') {
          Object(object.spec).paused = true;
          Object(object.status).updatedReplicas = updated;
          for (const condition of Object(object.status).conditions) {
            if (condition.type === 'Progressing') {
              condition.status = 'Unknown';
              condition.reason = 'DeploymentPaused';
            }
          }
        }
      });
      // However long ago it was paused.
      expect(verdictOf(paused, 86_400_000)).toMatchObject({
        status,
        reason,
        message,
      });
    },
  );

  it('does not call a rollout stuck that somebody just resumed', () => {
    const resumed = recorded('notready', object => {
      if (object.kind === 'Deployment') {
        for (const condition of Object(object.status).conditions) {
          if (condition.type === 'Progressing') {
            condition.status = 'Unknown';
            condition.reason = 'DeploymentResumed';
          }
        }
      }
    });
    expect(verdictOf(resumed).status).toBe('Progressing');
  });

  it('does not wait beyond the deadline for a controller that says nothing', () => {
    expect(verdictOf(recorded('notready'), 9 * 60_000).status).toBe(
      'Progressing',
    );
    expect(verdictOf(recorded('notready'), 11 * 60_000)).toMatchObject({
      status: 'Down',
      reason: 'ProbeFailing',
      evidence: expect.arrayContaining([
        expect.objectContaining({
          message: expect.stringContaining('has not said so'),
        }),
      ]),
    });
  });

  it.each([
    [{ type: 'RollingUpdate', rollingUpdate: { partition: 1 } }, 'Healthy'],
    [{ type: 'OnDelete' }, 'Healthy'],
    [{ type: 'RollingUpdate' }, 'Degraded'],
  ])(
    'a StatefulSet with one pod of the newest version and %j: %s',
    (updateStrategy, status) => {
      const held = recorded('store', object => {
        if (object.kind === 'StatefulSet') {
          Object.assign(Object(object.spec), { updateStrategy });
          Object.assign(Object(object.status), {
            updatedReplicas: 1,
            updateRevision: 'store-newer',
          });
        }
      });
      expect(verdictOf(held, 86_400_000).status).toBe(status);
    },
  );

  it('does not hide a failed run behind the next one that has begun', () => {
    const again = recorded('nightly');
    const [failed] = again.tree.jobs;
    again.tree.jobs.push({
      ...failed,
      uid: 'next',
      name: 'nightly-next',
      createdAt: '2026-11-22T15:42:00Z',
      conditions: [],
      active: 1,
    });
    expect(verdictOf(again, 90_000)).toMatchObject({
      status: 'Degraded',
      reason: 'LastRunFailed',
      message: expect.stringContaining('nightly-29922701'),
    });
  });

  it('does not wait for ever for a pod that nothing controls', () => {
    const waiting = recorded('bare', object => {
      if (object.kind === 'Pod') {
        object.status = { phase: 'Pending' };
      }
    });
    expect(verdictOf(waiting).status).toBe('Progressing');
    expect(verdictOf(waiting, 10 * 60_000)).toMatchObject({
      status: 'Down',
      reason: 'NotStarted',
    });
  });

  it('is down where nothing serves any more', () => {
    const served = (object: KubernetesObject) => {
      if (object.kind === 'Deployment') {
        for (const condition of Object(object.status).conditions) {
          if (condition.type === 'Progressing') {
            condition.reason = 'NewReplicaSetAvailable';
          }
        }
      }
    };
    expect(verdictOf(recorded('crash', served))).toMatchObject({
      status: 'Down',
      reason: 'CrashLoop',
    });
    expect(verdictOf(recorded('notready', served))).toMatchObject({
      status: 'Down',
      reason: 'ProbeFailing',
    });
  });

  it('never calls a workload healthy that has fewer pods ready than wanted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('well', 'crash', 'pull', 'notready', 'store', 'agent'),
        fc.nat({ max: 4 }),
        fc.integer({ min: -3_600_000, max: 3_600_000 }),
        (name, ready, afterMs) => {
          const one = recorded(name, object => {
            const status = Object(object.status);
            if ('readyReplicas' in status || 'replicas' in status) {
              status.readyReplicas = ready;
            }
            if ('numberReady' in status) {
              status.numberReady = ready;
            }
          });
          const { wanted, verdict } = treeHealth(one.tree, {
            cluster: 'local',
            now: one.recordedAt + afterMs,
          });
          expect(verdict.status === 'Healthy' && ready < wanted).toBe(false);
          expect(verdict.waitingFor !== undefined).toBe(
            verdict.status === 'Progressing',
          );
        },
      ),
    );
  });

  it('shows each pod with its trouble', () => {
    const { tree, recordedAt } = recorded('pull');
    expect(
      treeHealth(tree, { cluster: 'local', now: recordedAt }),
    ).toMatchObject({
      ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'pull' },
      wanted: 2,
      ready: 0,
      images: ['registry.example/web:1'],
      pods: [
        { ready: false, trouble: 'ImagePullBackOff', phase: 'Pending' },
        { ready: false, trouble: 'ImagePullBackOff', phase: 'Pending' },
      ],
    });
  });
});
