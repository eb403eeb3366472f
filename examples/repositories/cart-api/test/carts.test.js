import assert from 'node:assert/strict';
import test from 'node:test';
import { Carts } from '../src/carts.js';

test('a line is added, changed and taken out', () => {
  const carts = new Carts();
  const { id } = carts.create();
  carts.setLine(id, 'carrots-nantes-bunch', 2, 1);
  carts.setLine(id, 'carrots-nantes-bunch', 3, 2);
  assert.deepEqual(carts.get(id).lines, [
    { sku: 'carrots-nantes-bunch', quantity: 3 },
  ]);
  carts.setLine(id, 'carrots-nantes-bunch', 0, 3);
  assert.deepEqual(carts.get(id).lines, []);
});

test('a write that saw an older version is refused', () => {
  const carts = new Carts();
  const { id } = carts.create();
  carts.setLine(id, 'rye-loaf', 1, 1);
  assert.throws(() => carts.setLine(id, 'rye-loaf', 5, 1), { status: 409 });
  assert.equal(carts.get(id).lines[0].quantity, 1);
});

test('a basket that is left alone ends', () => {
  let now = 0;
  const carts = new Carts({ ttlDays: 14, now: () => now });
  const { id } = carts.create();
  now = 15 * 24 * 60 * 60 * 1000;
  assert.throws(() => carts.get(id), { status: 404 });
});
