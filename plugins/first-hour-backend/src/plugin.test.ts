import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { ENVIRONMENT_EVENTS_TOPIC } from '@cairn/plugin-environments-node';
import {
  firstHourProgressSchema,
  type FirstHourProgress,
} from '@cairn/plugin-first-hour-common';
import request from 'supertest';
import { firstHourPlugin } from './plugin';

const AMARA = 'user:default/amara.okafor';

async function start() {
  let publish: (payload: unknown) => Promise<void> = async () => {
    throw new Error('The backend has not started');
  };
  const { server } = await startTestBackend({
    features: [
      firstHourPlugin,
      createBackendModule({
        pluginId: 'first-hour',
        moduleId: 'test-events',
        register(reg) {
          reg.registerInit({
            deps: { events: eventsServiceRef },
            async init({ events }) {
              publish = eventPayload =>
                events.publish({
                  topic: ENVIRONMENT_EVENTS_TOPIC,
                  eventPayload,
                });
            },
          });
        },
      }),
    ],
  });
  const as = (user: string) => ({
    get: () =>
      request(server)
        .get('/api/first-hour/v1/progress')
        .set('Authorization', mockCredentials.user.header(user)),
    visit: (body: string | object) =>
      request(server)
        .post('/api/first-hour/v1/progress/visits')
        .set('Authorization', mockCredentials.user.header(user))
        .set('Content-Type', 'application/json')
        .send(body),
    dismiss: (body: object) =>
      request(server)
        .put('/api/first-hour/v1/progress/dismissed')
        .set('Authorization', mockCredentials.user.header(user))
        .send(body),
  });
  return { server, publish, as };
}

function doneIn(progress: FirstHourProgress): string[] {
  return progress.steps.filter(({ doneAt }) => doneAt).map(({ step }) => step);
}

describe('first-hour backend', () => {
  it('starts with everything undone', async () => {
    const { as } = await start();

    const { status, body } = await as(AMARA).get();

    expect(status).toBe(200);
    expect(doneIn(firstHourProgressSchema.parse(body))).toEqual([]);
  });

  it('ticks a page that was looked at, once, for that user alone', async () => {
    const { as } = await start();

    const first = await as(AMARA).visit({ step: 'look-at-a-service' });
    const second = await as(AMARA).visit({ step: 'look-at-a-service' });

    expect(first.status).toBe(200);
    expect(doneIn(firstHourProgressSchema.parse(first.body))).toEqual([
      'look-at-a-service',
    ]);
    expect(second.body).toEqual(first.body);
    const others = await as('user:default/tomas.lindqvist').get();
    expect(doneIn(firstHourProgressSchema.parse(others.body))).toEqual([]);
  });

  it('puts the checklist away and takes it out again', async () => {
    const { as } = await start();

    const away = await as(AMARA).dismiss({ dismissed: true });
    expect(firstHourProgressSchema.parse(away.body).dismissedAt).toBeDefined();

    const back = await as(AMARA).dismiss({ dismissed: false });
    expect(
      firstHourProgressSchema.parse(back.body).dismissedAt,
    ).toBeUndefined();
  });

  it('ticks the environment when one of yours became ready, wherever it was asked for', async () => {
    const { as, publish } = await start();
    const event = {
      environment: 'try-out',
      owner: 'group:default/checkout-team',
      createdBy: AMARA,
    };

    await publish({ ...event, state: 'Provisioning' });
    const before = await as(AMARA).get();
    expect(doneIn(firstHourProgressSchema.parse(before.body))).toEqual([]);

    await publish({ ...event, state: 'Ready' });
    const after = await as(AMARA).get();
    expect(doneIn(firstHourProgressSchema.parse(after.body))).toEqual([
      'make-an-environment',
    ]);
  });

  it('does not mind events that it cannot read, nor those of no person', async () => {
    const { as, publish } = await start();

    await publish({ state: 'Ready' });
    await publish('nonsense');
    await publish({ state: 'Ready', createdBy: 'plugin:environments' });

    const { status, body } = await as(AMARA).get();
    expect(status).toBe(200);
    expect(doneIn(firstHourProgressSchema.parse(body))).toEqual([]);
  });

  it.each([
    ['a step that does not exist', { step: 'fly' }],
    ['a step that the browser cannot know of', { step: 'make-an-environment' }],
    ['a field too many', { step: 'read-its-docs', user: 'user:default/x' }],
    ['no body', {}],
    ['malformed JSON', '{"step":'],
  ])('refuses %s and writes nothing', async (_, body) => {
    const { as } = await start();

    expect((await as(AMARA).visit(body)).status).toBe(400);
    expect(
      doneIn(firstHourProgressSchema.parse((await as(AMARA).get()).body)),
    ).toEqual([]);
  });

  it('refuses a body that is too large', async () => {
    const { as } = await start();

    const { status } = await as(AMARA).visit({
      step: 'read-its-docs',
      padding: 'x'.repeat(4096),
    });
    expect(status).toBe(413);
  });

  it('refuses services and those who did not sign in', async () => {
    const { server } = await start();
    const progress = () => request(server).get('/api/first-hour/v1/progress');

    const service = await progress().set(
      'Authorization',
      mockCredentials.service.header(),
    );
    const nobody = await progress().set(
      'Authorization',
      mockCredentials.none.header(),
    );

    expect(service.status).toBe(403);
    expect(nobody.status).toBe(401);
  });
});
