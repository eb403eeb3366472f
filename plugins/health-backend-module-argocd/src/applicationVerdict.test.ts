import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesObjectSchema } from '@cairn/plugin-clusters-node';
import type { HealthStatus } from '@cairn/plugin-health-common';
import fc from 'fast-check';
import { z } from 'zod';
import { trimApplication, type Application } from './application';
import { applicationVerdict } from './applicationVerdict';

const fileSchema = z.object({
  recordedAt: z.string(),
  object: kubernetesObjectSchema,
});

/** An application as a real Argo CD left it. */
function recorded(name: string): { application: Application; now: number } {
  const { recordedAt, object } = fileSchema.parse(
    JSON.parse(
      readFileSync(join(__dirname, '__fixtures__', `${name}.json`), 'utf8'),
    ),
  );
  const application = trimApplication(object);
  if (!application) {
    throw new Error(`${name} is no application`);
  }
  return { application, now: Date.parse(recordedAt) };
}

function judge(
  name: string,
  change: Partial<Application> = {},
  afterMs = 0,
  outOfSyncSince?: string,
) {
  const { application, now } = recorded(name);
  return applicationVerdict(
    { ...application, ...change },
    { cluster: 'local', now: now + afterMs, outOfSyncSince },
  );
}

describe('applicationVerdict on recorded applications', () => {
  it.each<[string, HealthStatus, string, RegExp]>([
    ['synced', 'Healthy', 'Synced', /^Live is as in Git/],
    [
      'degraded',
      'Degraded',
      'ApplicationDegraded',
      /^Argo CD calls it Degraded$/,
    ],
    ['progressing', 'Progressing', 'ApplicationProgressing', /is starting/],
    [
      'sync-retrying',
      'Degraded',
      'SyncFailed',
      /namespaces "h-nowhere" not found\. Retrying attempt #2/,
    ],
    [
      'sync-failed',
      'Degraded',
      'SyncFailed',
      /namespaces "h-nowhere" not found/,
    ],
    ['no-path', 'Degraded', 'ComparisonError', /app path does not exist/],
    [
      'no-branch',
      'Degraded',
      'ComparisonError',
      /unable to resolve 'nobranch'/,
    ],
    [
      'out-of-sync',
      'Degraded',
      'OutOfSync',
      /^Live differs from Git: .*Deployment cart-api.*it is synced by hand$/,
    ],
  ])('%s: %s, %s', (name, status, reason, message) => {
    expect(judge(name)).toMatchObject({
      status,
      reason,
      message: expect.stringMatching(message),
      since: expect.stringMatching(/^2026-/),
    });
  });

  it('says what it waits for, as far as Argo CD says it', () => {
    // Argo CD 3 keeps the health of single objects to itself unless it is told otherwise.
    expect(judge('progressing').waitingFor).toBe('its objects to be healthy');
    const [first] = recorded('progressing').application.objects;
    const starting = { ...first, health: 'Progressing', message: '1 of 2' };
    expect(judge('progressing', { objects: [starting] }).waitingFor).toBe(
      `${first.kind} ${first.name}: 1 of 2`,
    );
  });

  it('shows the objects that differ', () => {
    expect(judge('out-of-sync').evidence).toContainEqual({
      message: 'Deployment cart-api is OutOfSync',
      object: {
        cluster: 'local',
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'h-argo',
        name: 'cart-api',
      },
    });
  });

  it('is patient for a minute where Argo CD deploys by itself', () => {
    const { now } = recorded('out-of-sync');
    const since = new Date(now).toISOString();
    const at = (ms: number) =>
      judge('out-of-sync', { isAutomated: true }, ms, since);
    expect(at(30_000)).toMatchObject({
      status: 'Progressing',
      waitingFor: 'Argo CD to sync it by itself',
    });
    expect(at(61_000)).toMatchObject({ status: 'Degraded', since });
  });

  it('does not believe what Argo CD said long ago', () => {
    expect(judge('synced', {}, 16 * 60_000)).toMatchObject({
      status: 'Unknown',
      reason: 'DataTooOld',
    });
  });

  it('is not known before Argo CD has looked at it', () => {
    const { now } = recorded('synced');
    const justNow = new Date(now).toISOString();
    const unseen = { reconciledAt: undefined, createdAt: justNow };
    expect(judge('synced', unseen)).toMatchObject({ status: 'Progressing' });
    expect(judge('synced', unseen, 121_000)).toMatchObject({
      status: 'Unknown',
    });
  });

  it('is healthy only where Argo CD says Healthy and Synced, now, without complaint', () => {
    const statuses = fc.constantFrom(
      'Healthy',
      'Progressing',
      'Degraded',
      'Suspended',
      'Missing',
      'Unknown',
      'Something new',
    );
    const syncs = fc.constantFrom('Synced', 'OutOfSync', 'Unknown', '');
    fc.assert(
      fc.property(
        statuses,
        syncs,
        fc.boolean(),
        fc.boolean(),
        fc.nat({ max: 3_600_000 }),
        (health, sync, isDeleting, hasError, afterMs) => {
          const verdict = judge(
            'synced',
            {
              health,
              sync,
              isDeleting,
              errors: hasError ? [{ type: 'SomeError', message: 'x' }] : [],
            },
            afterMs,
          );
          const isGood =
            health === 'Healthy' &&
            sync === 'Synced' &&
            !isDeleting &&
            !hasError &&
            afterMs < 15 * 60_000;
          expect(verdict.status === 'Healthy' && !isGood).toBe(false);
          expect(verdict.waitingFor !== undefined).toBe(
            verdict.status === 'Progressing',
          );
        },
      ),
    );
  });
});

describe('trimApplication', () => {
  it('keeps no credentials of the repository', () => {
    const { object } = fileSchema.parse(
      JSON.parse(
        readFileSync(join(__dirname, '__fixtures__', 'synced.json'), 'utf8'),
      ),
    );
    Object(object.spec).source.repoURL =
      'https://amara:canary@git.example/larkfield/cart-api.git';
    expect(trimApplication(object)?.repository).toBe(
      'https://git.example/larkfield/cart-api.git',
    );
    expect(JSON.stringify(trimApplication(object))).not.toContain('canary');
  });
});
