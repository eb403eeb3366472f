import { mockServices } from '@backstage/backend-test-utils';
import { audited } from './audited';

function started() {
  const told = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
  };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => told),
  });
  const event = {
    eventId: 'shop-open',
    severityLevel: 'low' as const,
    meta: { shop: 'bakery' },
  };
  return { auditor, event, told };
}

it('tells of what was done, with its result', async () => {
  const { auditor, event, told } = started();
  await expect(
    audited(
      auditor,
      event,
      async () => 3,
      doors => ({ doors }),
    ),
  ).resolves.toBe(3);
  expect(auditor.createEvent).toHaveBeenCalledWith(event);
  expect(told.success).toHaveBeenCalledWith({ meta: { doors: 3 } });
  expect(told.fail).not.toHaveBeenCalled();
});

it.each([new Error('locked'), 'locked'])(
  'tells of what failed, and fails: %p',
  async thrown => {
    const { auditor, event, told } = started();
    await expect(
      audited(
        auditor,
        event,
        () => Promise.reject(thrown),
        () => ({}),
      ),
    ).rejects.toBe(thrown);
    expect(told.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ message: 'locked' }),
    });
    expect(told.success).not.toHaveBeenCalled();
  },
);
