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

  it('finds what a Go program died of, and a full disk before all', () => {
    const crash = [
      '{"level":"info","msg":"starting"}',
      'panic: failed to create WAL',
      'goroutine 1 [running]:',
      'go.uber.org/zap.(*Logger).Panic(0x85c06efdb00?, {0x11761ad?, 0x28?})',
      '\tzap/logger.go:285 +0x51',
    ];
    expect(lastWords(crash)).toBe('panic: failed to create WAL');
    expect(lastWords(['write wal: no space left on device', ...crash])).toBe(
      'write wal: no space left on device',
    );
  });

  it('takes the last line where none tells of an error', () => {
    expect(lastWords(['one', 'two'])).toBe('two');
    expect(lastWords([])).toBeUndefined();
  });
});
