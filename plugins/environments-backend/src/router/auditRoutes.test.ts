import { mockServices } from '@backstage/backend-test-utils';
import { startEnvironments, TOMAS } from '../__testUtils__/startEnvironments';
import { PRIYA } from '../__testUtils__/people';

async function start() {
  const told = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
  };
  const createEvent = jest.fn(async () => told);
  const auditor = mockServices.auditor.mock({ createEvent });
  const started = await startEnvironments({ auditor });
  started.permissions.auditors.add(PRIYA);
  await started.create();
  createEvent.mockClear();
  told.success.mockClear();
  return { ...started, createEvent, told };
}

describe('who reads the whole ledger', () => {
  it.each([
    ['/ledger/verification', 'ledger-verify', { ok: true }],
    ['/ledger/export', 'ledger-export', {}],
  ])('is known afterwards: %s', async (path, eventId, outcome) => {
    const { as, createEvent, told } = await start();
    const answer = await as(PRIYA).get(path).buffer();
    expect(answer.status).toBe(200);
    expect(createEvent).toHaveBeenCalledTimes(1);
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId, request: expect.anything() }),
    );
    const text: string = answer.text ?? String(answer.body);
    const rows = text.trim().split('\n').length;
    expect(told.success).toHaveBeenCalledWith({
      meta: expect.objectContaining(
        eventId === 'ledger-export' ? { rows } : outcome,
      ),
    });
  });

  it.each([
    ['/ledger/verification', 'ledger-verify'],
    ['/ledger/export', 'ledger-export'],
  ])('and who may not and tries is, too: %s', async (path, eventId) => {
    const { as, createEvent, told } = await start();
    expect((await as(TOMAS).get(path)).status).toBe(403);
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId }),
    );
    expect(told.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ name: 'NotAllowedError' }),
    });
    expect(told.success).not.toHaveBeenCalled();
  });
});
