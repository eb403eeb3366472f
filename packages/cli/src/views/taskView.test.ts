import { withoutColour } from '../output/Style';
import type { TaskEvent } from '../portal/scaffolderTasks';
import { TaskView } from './taskView';

function event(second: number, body: Partial<TaskEvent['body']>): TaskEvent {
  return {
    id: second,
    type: 'log',
    createdAt: new Date(second * 1000).toISOString(),
    body: { message: '', ...body },
  };
}

describe('a golden path that is followed', () => {
  it('says each step with its time, what it waits for, and no more', () => {
    const view = new TaskView(
      [
        { id: 'files', name: 'Write the files' },
        { id: 'environment', name: 'Make its environment' },
      ],
      withoutColour,
    );
    const lines = [
      event(0, { message: 'Starting up task with 2 steps' }),
      event(1, { stepId: 'files', status: 'processing' }),
      event(1, { message: 'info: Writing file a to template output path' }),
      event(2, { stepId: 'files', status: 'completed' }),
      event(3, { stepId: 'environment', status: 'processing' }),
      event(4, { stepId: 'environment', status: 'processing' }),
      event(5, { message: 'info: Waiting\u001b[2J for Argo CD.' }),
      event(75, { stepId: 'environment', status: 'failed' }),
      event(76, { stepId: 'unknown', status: 'skipped' }),
    ].flatMap(each => view.lines(each));
    expect(lines).toEqual([
      '◐ Write the files',
      '✔ Write the files  1 s',
      '◐ Make its environment',
      '    Waiting for Argo CD.',
      '✖ Make its environment  1 min 12 s',
      '○ unknown, not needed',
    ]);
  });
});
