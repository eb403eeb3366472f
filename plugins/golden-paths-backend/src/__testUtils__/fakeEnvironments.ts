import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Plan } from '@cairn/plugin-environments-common';
import express from 'express';
import Router from 'express-promise-router';

/** What a test steers. */
export interface FakeEnvironments {
  /** Names that are taken. */
  taken: Set<string>;
  /** Changes every plan. */
  change: (plan: Plan) => Plan;
  /** Who planned what. */
  asked: Array<{ user: string; body: { name: string; owner: string } }>;
  /** It answers nothing but 503. */
  away: boolean;
}

export function fakeEnvironments(): FakeEnvironments {
  return { taken: new Set(), change: plan => plan, asked: [], away: false };
}

let count = 0;

function planOf(body: {
  name: string;
  owner: string;
  class: string;
  parameters: Record<string, unknown>;
}): Plan {
  count += 1;
  return {
    // As the real one: each plan has an environment of its own in it.
    digest: `sha256:${String(count).padStart(64, '0')}`,
    action: 'create',
    environment: {
      name: body.name,
      namespace: `env-${body.name}`,
      owner: body.owner,
      cluster: 'local',
    },
    class: { name: body.class, version: 'sha256:1' },
    mode: 'awake',
    parameters: body.parameters,
    changes: [
      {
        index: 0,
        component: 'namespace',
        engine: 'kubernetes',
        operation: 'create',
        ref: {
          cluster: 'local',
          apiVersion: 'v1',
          kind: 'Namespace',
          name: `env-${body.name}`,
        },
        object: {
          metadata: { labels: { 'cairn.dev/environment': `${count}` } },
        },
        fields: [],
        warnings: [],
      },
    ],
    coverage: { computed: 1, total: 1 },
    verdict: { allowed: true, revision: 'r1', rules: [], violations: [] },
    blockers: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-02T00:00:00.000Z',
    requestedBy: 'user:default/somebody',
  };
}

/** The plugin `environments`, as far as golden paths see it. */
export function environmentsPluginFake(state: FakeEnvironments) {
  return createBackendPlugin({
    pluginId: 'environments',
    register(env) {
      env.registerInit({
        deps: {
          httpRouter: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ httpRouter, httpAuth }) {
          const router = Router();
          router.use(express.json());
          router.use((_req, res, next) =>
            state.away ? res.status(503).json({}) : next(),
          );
          router.post('/v1/plans', async (req, res) => {
            const { principal } = await httpAuth.credentials(req, {
              allow: ['user'],
            });
            state.asked.push({
              user: principal.userEntityRef,
              body: req.body,
            });
            if (state.taken.has(req.body.name)) {
              throw new ConflictError(`name: '${req.body.name}' is taken`);
            }
            res.status(201).json(state.change(planOf(req.body)));
          });
          router.get('/v1/environments/:name', async (req, res) => {
            if (!state.taken.has(req.params.name)) {
              throw new NotFoundError('There is none');
            }
            res.json({ name: req.params.name, state: 'Ready' });
          });
          httpRouter.use(router);
        },
      });
    },
  });
}
