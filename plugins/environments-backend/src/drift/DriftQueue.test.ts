import { mockServices } from '@backstage/backend-test-utils';
import { DriftQueue } from './DriftQueue';

function queueOf() {
  const checked: string[] = [];
  const queue = new DriftQueue({
    checker: {
      check: async id => {
        checked.push(id);
        return true;
      },
    },
    drifts: { oldest: async () => [] },
    logger: mockServices.logger.mock(),
    onCompared: () => {},
  });
  return { queue, checked };
}

describe('DriftQueue', () => {
  it('does not compare what changes all the time all the time', async () => {
    const { queue, checked } = queueOf();
    queue.suspect('shop');
    await new Promise(setImmediate);
    queue.suspect('shop');
    await new Promise(setImmediate);
    expect(checked).toEqual(['shop']);
    expect(queue.isSuspected('shop')).toBe(true);
    await queue.stop();
  });

  it('compares at once when a run ended, however lately it was compared', async () => {
    const { queue, checked } = queueOf();
    queue.suspect('shop');
    await new Promise(setImmediate);
    queue.runEnded('shop');
    await new Promise(setImmediate);
    expect(checked).toEqual(['shop', 'shop']);
    await queue.stop();
  });

  it('compares once more where a run ended while it was being compared', async () => {
    const { queue, checked } = queueOf();
    queue.suspect('shop');
    queue.runEnded('shop');
    await new Promise(setImmediate);
    expect(checked).toEqual(['shop', 'shop']);
    await queue.stop();
  });
});
