import fc from 'fast-check';
import { countChanges } from './countChanges';
import type { PlannedOperation } from './plan';

it('counts what there is, in the order in which people read it', () => {
  const operations: PlannedOperation[] = [
    'unknown',
    'create',
    'unchanged',
    'create',
  ];
  expect(countChanges(operations.map(operation => ({ operation })))).toEqual([
    { operation: 'create', count: 2 },
    { operation: 'unchanged', count: 1 },
    { operation: 'unknown', count: 1 },
  ]);
});

it('counts every change once', () => {
  const change = fc.record({
    operation: fc.constantFrom<PlannedOperation>(
      'create',
      'update',
      'replace',
      'delete',
      'unchanged',
      'conflict',
      'unknown',
    ),
  });
  fc.assert(
    fc.property(fc.array(change), changes => {
      const total = countChanges(changes).reduce(
        (sum, { count }) => sum + count,
        0,
      );
      expect(total).toBe(changes.length);
    }),
  );
});
