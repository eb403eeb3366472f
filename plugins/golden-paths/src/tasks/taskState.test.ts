import { FakeScaffolder, someTask } from '../../dev/FakeScaffolder';
import {
  madeBy,
  progressWords,
  removedBy,
  taskStateOf,
  withoutStack,
} from './taskState';

function told(...said: Array<Parameters<FakeScaffolder['tell']>[1]>) {
  const scaffolder = new FakeScaffolder();
  for (const one of said) scaffolder.tell('task', one);
  return taskStateOf(someTask('task'), scaffolder.events);
}

const begins = (step: string) => ({
  step,
  status: 'processing' as const,
  message: `Beginning step ${step}`,
});
const ends = (step: string) => ({
  step,
  status: 'completed' as const,
  message: `Finished step ${step}`,
});

describe('taskStateOf', () => {
  it('waits until the first step begins', () => {
    const state = told();
    expect(state.steps.map(({ status }) => status)).toEqual([
      'open',
      'open',
      'open',
    ]);
    expect(
      progressWords(taskStateOf(someTask('task', { status: 'open' }), [])),
    ).toBe('Waiting to begin 3 steps.');
  });

  it('times each step and keeps what it said, without colours', () => {
    const state = told(
      begins('repository'),
      { step: 'repository', message: '\u001b[32minfo\u001b[39m: 12 files' },
      ends('repository'),
      begins('catalog'),
      { step: 'catalog', message: 'Waiting for the catalog' },
    );
    expect(state.steps[0]).toMatchObject({
      status: 'completed',
      startedAt: '2026-11-22T10:00:00.000Z',
      endedAt: '2026-11-22T10:00:02.000Z',
    });
    expect(state.steps[0].lines.map(({ text }) => text)).toEqual(['12 files']);
    expect(state.steps[1].status).toBe('processing');
    expect(state.steps[1].endedAt).toBeUndefined();
    expect(progressWords(state)).toBe(
      '1 of 3 steps are done. Now: Take it into the catalog.',
    );
  });

  it('says why it failed, without a stack', () => {
    const state = told(
      begins('repository'),
      {
        step: 'repository',
        status: 'failed',
        message:
          'ConflictError: larkfield/x exists already\n    at publish (/srv/x.js:1:2)\n    at run (/srv/y.js:3:4)',
      },
      {
        type: 'completion',
        message: 'Run completed with status: failed',
        more: {
          error: {
            name: 'ConflictError',
            message: 'larkfield/x exists already',
          },
        },
      },
    );
    expect(state.status).toBe('failed');
    expect(state.error).toBe('larkfield/x exists already');
    expect(state.steps[0].lines.at(-1)?.text).toBe(
      'larkfield/x exists already',
    );
    expect(progressWords(state)).toBe('It failed after 0 of 3 steps.');
  });

  it('does not take what it did not reach for done', () => {
    const state = told(
      begins('repository'),
      { step: 'repository', message: 'info: Made the repository larkfield/x.' },
      { step: 'repository', status: 'failed', message: 'Error: no answer' },
      {
        step: 'catalog',
        status: 'skipped',
        message: 'Skipping step catalog because a previous step failed',
      },
      {
        type: 'completion',
        message: '',
        more: { error: { message: 'no answer' } },
      },
    );
    expect(state.steps[1]).toMatchObject({ status: 'open', lines: [] });
    expect(progressWords(state)).toBe('It failed after 0 of 3 steps.');
    expect(madeBy(state)).toEqual(['Made the repository larkfield/x.']);
  });

  it('begins anew when it is gone on with, and says what is kept', () => {
    const state = told(
      begins('repository'),
      ends('repository'),
      begins('catalog'),
      { step: 'catalog', status: 'failed', message: 'Error: no answer' },
      { type: 'recovered', message: '' },
      {
        step: 'repository',
        status: 'completed',
        message:
          'Skipping step repository because it was already completed in a previous run',
      },
      begins('catalog'),
    );
    expect(state).toMatchObject({ status: 'processing', attempts: 2 });
    expect(state.error).toBeUndefined();
    expect(state.steps[0]).toMatchObject({ status: 'completed', kept: true });
    expect(state.steps[1]).toMatchObject({ status: 'processing', kept: false });
    expect(state.steps[2].status).toBe('open');
  });

  it('ends with links', () => {
    const state = told({
      type: 'completion',
      message: 'Run completed with status: completed',
      more: { output: { links: [{ title: 'Repository', url: 'http://x/y' }] } },
    });
    expect(state.status).toBe('completed');
    expect(state.links).toEqual([{ title: 'Repository', url: 'http://x/y' }]);
  });

  it('tells what a removal took out, and what it left', () => {
    const state = told(
      { step: 'repository', message: 'info: Removed: the environment x-dev.' },
      {
        step: 'repository',
        message: 'warn: Kept: larkfield/x, it was pushed to',
      },
      { step: 'repository', message: 'info: something else' },
    );
    expect(removedBy(state)).toEqual([
      'Removed: the environment x-dev.',
      'Kept: larkfield/x, it was pushed to',
    ]);
  });

  it('is stopped', () => {
    const state = told(begins('repository'), {
      type: 'cancelled',
      message: 'Stopped',
    });
    expect(state.status).toBe('cancelled');
    expect(progressWords(state)).toBe('It was stopped after 0 of 3 steps.');
  });
});

describe('withoutStack', () => {
  it.each([
    ['Error: no\n    at x (y:1:2)', 'no'],
    ['TypeError: no answer', 'no answer'],
    ['two\nlines', 'two\nlines'],
    ['I am at home', 'I am at home'],
  ])('says %j as %j', (text, said) => {
    expect(withoutStack(text)).toBe(said);
  });
});
