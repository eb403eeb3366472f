import fc from 'fast-check';
import {
  container,
  deployment,
  objectOf,
  priceList,
  quota,
} from '../__testUtils__/objects';
import { microsFor } from './amounts';
import { priceOf } from './priceOf';

const cpu = fc.oneof(
  fc.integer({ min: 1, max: 8_000 }).map(n => `${n}m`),
  fc.double({ min: 0.001, max: 8, noNaN: true }).map(n => n.toFixed(6)),
);
const memory = fc.integer({ min: 1, max: 512_000 }).map(n => `${n}Ki`);
const requests = fc.record({ cpu, memory }, { requiredKeys: [] });
const anyObject = fc.oneof(
  fc
    .tuple(
      fc.nat(20),
      fc.array(requests, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('a', 'b'),
      fc.string({ minLength: 1 }),
    )
    .map(([copies, asked, namespace, name]) =>
      deployment(
        copies,
        { containers: asked.map(one => container(one)) },
        { namespace, name },
      ),
    ),
  fc
    .tuple(fc.nat(100_000), fc.constantFrom('fast', 'slow'))
    .map(([size, storageClassName]) =>
      objectOf('v1', 'PersistentVolumeClaim', {
        storageClassName,
        resources: { requests: { storage: `${size}Mi` } },
      }),
    ),
  fc.constantFrom(
    objectOf('v1', 'Service', { type: 'LoadBalancer' }),
    objectOf('v1', 'ConfigMap'),
    objectOf('example.org/v1', 'Other'),
    objectOf('v1', 'LimitRange', {
      limits: [{ type: 'Container', default: { cpu: '1' } }],
    }),
    quota({ 'requests.cpu': '4' }),
  ),
);
const objects = fc.array(anyObject, { maxLength: 12 });
const price = (list: Array<Record<string, unknown>>) =>
  priceOf(
    list.map(object => ({ object })),
    priceList,
  );

describe('a price', () => {
  it('is the sum of its parts, in whole micro-units', () => {
    fc.assert(
      fc.property(objects, list => {
        const found = price(list);
        expect(found.monthlyMicros).toBe(
          found.lines.reduce((sum, line) => sum + line.monthlyMicros, 0),
        );
        expect(Number.isSafeInteger(found.monthlyMicros)).toBe(true);
        expect(found.complete).toBe(found.unpriced.length === 0);
      }),
    );
  });

  it('does not depend on the order of the objects', () => {
    fc.assert(
      fc.property(
        objects.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(price(shuffled)).toEqual(price(list));
        },
      ),
    );
  });

  it('of objects that know nothing of each other is the sum of their prices', () => {
    fc.assert(
      fc.property(objects, list => {
        const independent = list.filter(({ kind }) => kind !== 'LimitRange');
        expect(price(independent).monthlyMicros).toBe(
          independent.reduce(
            (sum, object) => sum + price([object]).monthlyMicros,
            0,
          ),
        );
      }),
    );
  });

  it('never falls when there are more copies, or more objects', () => {
    fc.assert(
      fc.property(objects, anyObject, (list, more) => {
        expect(price([...list, more]).monthlyMicros).toBeGreaterThanOrEqual(
          price(list).monthlyMicros,
        );
      }),
    );
    fc.assert(
      fc.property(requests, fc.nat(50), fc.nat(50), (asked, a, b) => {
        const of = (copies: number) =>
          price([deployment(copies, { containers: [container(asked)] })])
            .monthlyMicros;
        expect(of(a + b)).toBeGreaterThanOrEqual(of(a));
      }),
    );
  });

  it('takes whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            apiVersion: fc.constantFrom('v1', 'apps/v1', 'argoproj.io/v1'),
            kind: fc.constantFrom(
              'Pod',
              'Deployment',
              'StatefulSet',
              'Service',
              'Application',
              'AppProject',
              'ResourceQuota',
              'LimitRange',
              'List',
            ),
            metadata: fc.oneof(
              fc.constant({ name: 'x', namespace: 'a' }),
              fc.jsonValue(),
            ),
            spec: fc.jsonValue(),
            items: fc.jsonValue(),
          }),
          { maxLength: 4 },
        ),
        list => {
          expect(price(list).lines.every(l => l.monthlyMicros >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe('microsFor', () => {
  it('is exact, with half a micro-unit rounded up', () => {
    // A quarter of a nano-core at two micro-units: a hand's count of what floating point would lose
    expect(microsFor('cpu', 250_000_000n, 2, 1)).toBe(1n);
    expect(microsFor('cpu', 249_999_999n, 2, 1)).toBe(0n);
    expect(microsFor('cpu', 100_000_000n, 3, 730)).toBe(219n);
    expect(microsFor('memory', (1n << 30n) * 1_000_000_000n, 7, 1)).toBe(7n);
  });

  it('is never further than half a micro-unit from the whole', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.nat(10_000_000),
        (amount, hourly) => {
          const exact = amount * BigInt(hourly) * 730n;
          const off =
            2n * (microsFor('cpu', amount, hourly) * 10n ** 9n - exact);
          expect(off <= 10n ** 9n && off > -(10n ** 9n)).toBe(true);
        },
      ),
    );
  });
});
