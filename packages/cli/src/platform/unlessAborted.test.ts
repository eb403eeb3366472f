import { unlessAborted } from './unlessAborted';

const never = new Promise<string>(() => {});

it('gives what the work gives', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve('done'))).resolves.toBe(
    'done',
  );
  await expect(unlessAborted(signal, undefined)).resolves.toBeUndefined();
  await expect(
    unlessAborted(signal, Promise.reject(new Error('broken'))),
  ).rejects.toThrow('broken');
});

it('waits no longer once it is aborted', async () => {
  const abort = new AbortController();
  const waiting = unlessAborted(abort.signal, never);
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await expect(unlessAborted(abort.signal, never)).rejects.toMatchObject({
    name: 'AbortError',
  });
});
