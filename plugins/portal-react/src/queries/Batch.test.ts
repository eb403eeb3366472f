import { Batch } from './Batch';

/** Knows every key but those that start with `no`. */
const knowing = async (keys: string[]) =>
  new Map(
    keys
      .filter(key => !key.startsWith('no'))
      .map(key => [key, key.toUpperCase()]),
  );

const keys = (count: number) =>
  Array.from({ length: count }, (_, index) => `k${index}`);

describe('Batch', () => {
  it('asks for all cells of a table in requests of a hundred', async () => {
    const asked: number[] = [];
    const batch = new Batch(of => {
      asked.push(of.length);
      return knowing(of);
    });
    const answers = await Promise.all(keys(250).map(key => batch.load(key)));

    expect(asked).toEqual([100, 100, 50]);
    expect(answers).toEqual(keys(250).map(key => key.toUpperCase()));
  });

  it('asks once for what is asked for twice, and again later', async () => {
    const asked: string[][] = [];
    const batch = new Batch(of => {
      asked.push(of);
      return knowing(of);
    });

    expect(await Promise.all([batch.load('none'), batch.load('none')])).toEqual(
      [undefined, undefined],
    );
    await batch.load('none');
    expect(asked).toEqual([['none'], ['none']]);
  });

  it('fails only those of the request that failed', async () => {
    const batch = new Batch(of =>
      of.length < 100 ? Promise.reject(new Error('down')) : knowing(of),
    );
    const answers = await Promise.allSettled(
      keys(101).map(key => batch.load(key)),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(
      1,
    );
  });
});
