import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { FilePriceLists } from './FilePriceLists';

const folder = createMockDirectory();
const file = () => join(folder.path, 'prices.yaml');
const text = (hourlyMicros: unknown) => `
apiVersion: cairn.dev/v1alpha1
kind: PriceList
name: test
currency: EUR
entries:
  - { sku: cpu, title: CPU, resource: cpu, unit: core-hour, hourlyMicros: ${hourlyMicros} }
`;
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    containers: [
      { name: 'web', resources: { requests: { cpu: '1', memory: '0' } } },
    ],
  },
};
const lists = () =>
  FilePriceLists.fromConfig(
    mockServices.rootConfig({
      data: { cairn: { cost: { priceList: file() } } },
    }),
  );

beforeEach(() => folder.clear());

describe('FilePriceLists', () => {
  it('prices by the file', async () => {
    folder.setContent({ 'prices.yaml': text(1000) });
    await expect(lists().priceOf([{ object: pod }])).resolves.toMatchObject({
      currency: 'EUR',
      monthlyMicros: 730_000,
      priceList: {
        name: 'test',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    });
  });

  it('has the same digest for the same prices, and another for others', async () => {
    folder.setContent({ 'prices.yaml': text(1000) });
    const one = await lists().get();
    folder.setContent({
      'prices.yaml': `# A comment\n${text('1_000').replace('_', '')}`,
    });
    const same = await lists().get();
    folder.setContent({ 'prices.yaml': text(1001) });
    const other = await lists().get();
    expect(same?.digest).toBe(one?.digest);
    expect(other?.digest).not.toBe(one?.digest);
  });

  it('reads the file again when it changed, also from wrong to right', async () => {
    const changing = lists();
    await expect(changing.get()).rejects.toThrow(
      `The price list ${file()} (cairn.cost.priceList) cannot be read`,
    );
    folder.setContent({ 'prices.yaml': text(-1) });
    await expect(changing.get()).rejects.toThrow(
      'prices.yaml is not a price list: entries.0.hourlyMicros: must not be negative',
    );
    await writeFile(file(), text(2000));
    // As where the clock of the file system is coarse
    await utimes(file(), new Date(), new Date(Date.now() + 5_000));
    await expect(changing.get()).resolves.toMatchObject({
      entries: [{ hourlyMicros: 2000 }],
    });
  });

  it.each([
    ['.nan', 'entries.0.hourlyMicros: must be a whole number'],
    ['', 'entries.0.hourlyMicros: must be a whole number'],
    ['[', 'prices.yaml is not a price list'],
  ])('refuses a price of %s', async (price, message) => {
    folder.setContent({ 'prices.yaml': text(price) });
    await expect(lists().get()).rejects.toThrow(message);
  });

  it('refuses a file that is too large to be a price list, and one that grows when it is read', async () => {
    folder.setContent({
      'prices.yaml': `${text(1)}#${'x'.repeat(1024 * 1024)}`,
    });
    await expect(lists().get()).rejects.toThrow('at most 1048576 are read');
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x,x,x,x,x,x,x,x,x]'
        : `a${level}: &a${level} [${Array(9).fill(`*a${level - 1}`)}]`,
    );
    folder.setContent({ 'prices.yaml': levels.join('\n') });
    await expect(lists().get()).rejects.toThrow('prices.yaml');
  });

  it('has no prices where none are configured', async () => {
    const none = FilePriceLists.fromConfig(mockServices.rootConfig());
    await expect(none.get()).resolves.toBeUndefined();
    await expect(none.priceOf([{ object: pod }])).resolves.toBeUndefined();
  });
});

it('reads the list of the example company', async () => {
  const larkfield = new FilePriceLists({
    file: join(__dirname, '../../../examples/prices/larkfield.yaml'),
  });
  await expect(larkfield.get()).resolves.toMatchObject({
    name: 'larkfield-2026',
    currency: 'EUR',
  });
});
