import fc from 'fast-check';
import { Semaphore } from './Semaphore';

it('never runs more than its slots at once, and runs all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.scheduler(),
      async (slots, tasks, scheduler) => {
        const semaphore = new Semaphore(slots);
        let running = 0;
        let most = 0;
        let done = 0;
        const all = tasks.map((fails, index) =>
          semaphore
            .use(async () => {
              running += 1;
              most = Math.max(most, running);
              await scheduler.schedule(Promise.resolve(), `task ${index}`);
              running -= 1;
              done += 1;
              if (fails) {
                throw new Error('failed');
              }
            })
            .catch(() => {}),
        );
        await scheduler.waitFor(Promise.all(all));
        expect(most).toBeLessThanOrEqual(slots);
        expect(done).toBe(tasks.length);
      },
    ),
  );
});
