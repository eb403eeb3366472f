import type { Run, RunStep } from '@cairn/plugin-environments-common';
import { withoutColour } from '../output/Style';
import { RunView } from './runView';

const step: RunStep = {
  index: 0,
  component: 'namespace',
  operation: 'create',
  ref: { cluster: 'local', apiVersion: 'v1', kind: 'Namespace', name: 'env-a' },
  state: 'Running',
  tries: 1,
  startedAt: '2026-01-01T00:00:00Z',
};
const run: Run = {
  id: 'r',
  environment: 'a',
  digest: 'sha256:0',
  action: 'create',
  state: 'Running',
  message: 'Making Namespace env-a',
  startedBy: 'user:default/a',
  attempt: 1,
  createdAt: '2026-01-01T00:00:00Z',
  steps: [step],
};

describe('a run that is followed', () => {
  it('says each thing once, with the time it took', () => {
    const view = new RunView(withoutColour);
    const now = Date.parse('2026-01-01T00:00:09Z');
    expect(view.next(run, now)).toEqual(['◐ Making Namespace env-a']);
    expect(view.next(run, now)).toEqual([]);
    const done: Run = {
      ...run,
      state: 'Failed',
      message: 'no',
      steps: [
        {
          ...step,
          state: 'Succeeded',
          finishedAt: '2026-01-01T00:00:03Z',
        },
        { ...step, index: 1, state: 'Failed', message: 'not\u001b[2J allowed' },
      ],
    };
    expect(view.next(done, now)).toEqual([
      '✔ create Namespace/env-a (namespace)  3 s',
      '✖ create Namespace/env-a (namespace)  9 s  not allowed',
    ]);
  });
});
