import { lastWords, reasonOf } from './failure';

describe('reasonOf', () => {
  it('says why a fetch failed, not only that it did', () => {
    const error = new TypeError('fetch failed', {
      cause: new Error('connect ECONNREFUSED 127.0.0.1:7010'),
    });
    expect(reasonOf(error)).toBe(
      'fetch failed: connect ECONNREFUSED 127.0.0.1:7010',
    );
  });

  it.each([
    'ENOSPC: no space left on device, write',
    'link: writing output: no space left on device',
    'EDQUOT: disk quota exceeded',
  ])('says what to do about a full disk: %s', message => {
    expect(reasonOf(new Error(message))).toMatch(/^The disk is full\. /);
  });

  it('is one line of bounded length', () => {
    const reason = reasonOf(new Error('line\n'.repeat(1000)));
    expect(reason).not.toContain('\n');
    expect(reason.length).toBeLessThan(700);
  });
});

describe('lastWords', () => {
  it('finds the error among stack and brackets', () => {
    expect(
      lastWords([
        'starting',
        'Error: the configuration has no baseUrl',
        '    at load (config.ts:1:1)',
        '}',
        '',
        'Node.js v24.21.0',
      ]),
    ).toBe('Error: the configuration has no baseUrl');
  });

  it('takes the last line where none tells of an error', () => {
    expect(lastWords(['one', 'two'])).toBe('two');
    expect(lastWords([])).toBeUndefined();
  });
});
