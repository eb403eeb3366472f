/**
 * Runs `steps` in order, each `{ name, run(context), undo?(context) }`. When one fails, undoes those that were
 * done, last first, and says which step failed. An undo that fails is reported, never swallowed: somebody holds
 * a reservation or money.
 */
export async function runSaga(steps, context, onState = () => {}) {
  const done = [];
  for (const step of steps) {
    onState(step.name);
    try {
      await step.run(context);
      done.push(step);
    } catch (error) {
      onState('undoing');
      const stuck = await undo(done, context);
      onState('failed');
      return { ok: false, failedAt: step.name, reason: error.message, stuck };
    }
  }
  onState('confirmed');
  return { ok: true };
}

async function undo(done, context) {
  const stuck = [];
  for (const step of done.reverse()) {
    try {
      await step.undo?.(context);
    } catch (error) {
      stuck.push({ step: step.name, reason: error.message });
    }
  }
  return stuck;
}
