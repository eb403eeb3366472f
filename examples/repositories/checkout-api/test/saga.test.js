import assert from 'node:assert/strict';
import test from 'node:test';
import { runSaga } from '../src/saga.js';

const step = (name, log, fails = false) => ({
  name,
  run: async () => {
    if (fails) throw new Error(`${name} said no`);
    log.push(name);
  },
  undo: async () => log.push(`undo ${name}`),
});

test('every step runs once, in order', async () => {
  const log = [];
  const result = await runSaga([step('price', log), step('pay', log)], {});
  assert.deepEqual(result, { ok: true });
  assert.deepEqual(log, ['price', 'pay']);
});

test('a failing step undoes those before it, last first', async () => {
  const log = [];
  const result = await runSaga(
    [step('price', log), step('reserve', log), step('pay', log, true)],
    {},
  );
  assert.equal(result.failedAt, 'pay');
  assert.equal(result.reason, 'pay said no');
  assert.deepEqual(log, ['price', 'reserve', 'undo reserve', 'undo price']);
});

test('an undo that fails is reported and does not stop the others', async () => {
  const log = [];
  const broken = {
    ...step('reserve', log),
    undo: async () => {
      throw new Error('gone');
    },
  };
  const result = await runSaga(
    [step('price', log), broken, step('pay', log, true)],
    {},
  );
  assert.deepEqual(result.stuck, [{ step: 'reserve', reason: 'gone' }]);
  assert.deepEqual(log, ['price', 'reserve', 'undo price']);
});
