import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseWorkflow } from '../workflow/parseWorkflow';
import {
  plainText,
  readActLine,
  readCutActLine,
  terminalText,
  type ActEvent,
} from './actOutput';
import { outcomeOf } from './outcome';
import { RunProgress } from './RunProgress';

function fixture(name: string): string {
  return readFileSync(join(__dirname, '__fixtures__', name), 'utf8');
}

/** What act said of a workflow, as it was recorded, and what becomes of it. */
function replay(name: string) {
  const workflow = parseWorkflow('ci.yaml', fixture(`${name}.yaml`));
  const progress = new RunProgress(
    'jobs' in workflow ? workflow.jobs : [],
    () => '2026-01-01T00:00:00.000Z',
  );
  const events = fixture(`${name}.ndjson`)
    .trim()
    .split('\n')
    .flatMap(line => readActLine(line));
  events.forEach(event => progress.apply(event));
  const lines = events.filter(
    (event): event is Extract<ActEvent, { type: 'line' }> =>
      event.type === 'line',
  );
  return { progress, lines };
}

const states = (progress: RunProgress) =>
  progress.jobs.map(({ id, name, status, steps }) => [
    id,
    name,
    status,
    steps.map(step => `${step.number} ${step.name}: ${step.status}`),
  ]);

describe('what act says of a workflow that fails', () => {
  const { progress, lines } = replay('two-jobs');

  it('tells jobs and steps as they were declared', () => {
    expect(states(progress)).toEqual([
      [
        'build',
        'build',
        'Succeeded',
        [
          '1 actions/checkout@v4: Succeeded',
          '2 Build: Succeeded',
          '3 echo "version=abc" >> "$GITHUB_OUTPUT": Succeeded',
          '4 Summary: Succeeded',
        ],
      ],
      [
        'test',
        'test',
        'Failed',
        [
          '1 actions/checkout@v4: Succeeded',
          '2 Unit tests: Failed',
          '3 After: Skipped',
          '4 Always: Succeeded',
        ],
      ],
      ['deploy', 'deploy', 'Queued', ['1 echo deploy: Queued']],
    ]);
  });

  it('is a log of what the steps said, without act’s own announcements', () => {
    const texts = lines.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'hello',
        'bad thing',
        'colored \u001b[31mred\u001b[0m',
        'bad \ufffd\ufffd utf8',
        '{"a": 1}',
        'exit status 3',
      ]),
    );
    expect(texts.join('\n')).not.toMatch(
      /\u2b50|Success - |set-output|Cleaning/,
    );
    expect(lines.find(({ text }) => text === 'abc')).toMatchObject({
      job: { key: 'test', id: 'test' },
      step: { key: '1', name: 'Unit tests' },
      isError: false,
    });
  });

  it('fails with the step and why', () => {
    expect(outcomeOf(1, progress.jobs, 'exit status 3')).toEqual({
      status: 'Failed',
      message: 'Step “Unit tests” of job “test” failed: exit status 3',
    });
  });
});

describe('what act says of a matrix, and of what it passes over', () => {
  const { progress, lines } = replay('matrix');

  it('makes jobs of the matrix in place of the declared one', () => {
    expect(
      progress.jobs.map(({ id, name, status }) => [id, name, status]),
    ).toEqual(
      expect.arrayContaining([
        ['test-1', 'test (1)', 'Succeeded'],
        ['test-2', 'test (2)', 'Succeeded'],
        ['never', 'never', 'Queued'],
      ]),
    );
    expect(
      progress.jobs
        .map(({ id }) => id)
        .slice(0, 2)
        .sort(),
    ).toEqual(['test-1', 'test-2']);
    expect(progress.jobs.map(({ id }) => id)).not.toContain('test');
  });

  it('does not take a job that had no machine for one that passed', () => {
    const problem = lines.find(({ isError }) => isError)?.text;
    expect(problem).toMatch(/^Nothing here runs jobs on windows-latest/);
    expect(outcomeOf(0, progress.jobs, problem)).toEqual({
      status: 'Failed',
      message: problem,
    });
  });
});

it('knows a job by its id, whatever it is called', () => {
  const job = (name: string, matrix: object) =>
    readActLine(
      JSON.stringify({ job: `ci/${name} `, jobID: 'policy', matrix, msg: '' }),
    );
  const known = (key: string) => [
    { type: 'job-started', job: { key, id: 'policy' } },
  ];
  expect(job('policy check', {})).toEqual(known('policy'));
  expect(job('phase-2', {})).toEqual(known('policy'));
  expect(job('of 22-1', { node: 22 })).toEqual(known('policy-1'));
});

describe('outcomeOf', () => {
  const job = (status: 'Succeeded' | 'Skipped' | 'Running') => ({
    id: 'a',
    name: 'a',
    status,
    steps: [],
  });

  it.each([
    [0, [job('Succeeded')], 'Succeeded'],
    [0, [job('Succeeded'), job('Skipped')], 'Succeeded'],
    [0, [job('Skipped')], 'Skipped'],
    [0, [], 'Skipped'],
    [0, [job('Succeeded'), job('Running')], 'Unknown'],
    [1, [job('Succeeded')], 'Failed'],
    [null, [job('Running')], 'Failed'],
  ])('of exit code %j and %j is %s', (code, jobs, status) => {
    expect(outcomeOf(code, jobs, undefined).status).toBe(status);
  });
});

describe('any line', () => {
  it('is read, and never as a result that it is not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string({ unit: 'binary' }),
          fc
            .record(
              {
                job: fc.anything(),
                jobID: fc.anything(),
                stepID: fc.anything(),
                msg: fc.anything(),
                stepResult: fc.anything(),
              },
              { requiredKeys: [] },
            )
            .map(value => JSON.stringify(value)),
        ),
        line => {
          const progress = new RunProgress([]);
          readActLine(line ?? '').forEach(event => progress.apply(event));
          readCutActLine(line ?? '').forEach(event => progress.apply(event));
          expect(outcomeOf(0, progress.jobs, undefined).status).not.toBe(
            'Succeeded',
          );
        },
      ),
    );
  });

  it('that was cut keeps its job and the beginning of its text', () => {
    const whole = JSON.stringify({
      dryrun: false,
      job: 'CI/build ',
      jobID: 'build',
      level: 'info',
      matrix: {},
      msg: `a "quoted" \u0007${'x'.repeat(50)}`,
    });
    for (let length = whole.length - 30; length < whole.length - 2; length++) {
      const [event] = readCutActLine(whole.slice(0, length));
      expect(event).toMatchObject({
        type: 'line',
        job: { key: 'build', id: 'build' },
        text: expect.stringMatching(/^a "quoted" x+$/),
      });
    }
  });
});

describe('text of a terminal', () => {
  it.each([
    ['\u001b[2J\u001b[1;1Hhome', 'home', 'home'],
    ['\u001b]8;;http://x\u0007link\u001b]8;;\u0007', 'link', 'link'],
    ['\u001b[1;31mred\u001b[m', '\u001b[1;31mred\u001b[m', 'red'],
    ['10%\r20%\r\n', '20%', '20%'],
    ['tab\tstays', 'tab\tstays', 'tab\tstays'],
    ['bell\u0007\u0000\u009b', 'bell', 'bell'],
  ])('%j is %j in a log, %j in a sentence', (text, log, sentence) => {
    expect(terminalText(text)).toBe(log);
    expect(plainText(text)).toBe(sentence);
  });
});
