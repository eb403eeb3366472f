import { momentWords } from './moment';

const NOW = new Date(2026, 10, 22, 23, 30).getTime();
const at = (...parts: [number, number, number, number, number]) =>
  new Date(...parts).toISOString();

describe('momentWords', () => {
  it('counts days by the calendar, not by hours', () => {
    expect(momentWords(at(2026, 10, 22, 1, 5), NOW)).toMatch(/^today at /);
    expect(momentWords(at(2026, 10, 23, 0, 5), NOW)).toMatch(/^tomorrow at /);
    expect(momentWords(at(2026, 10, 21, 23, 59), NOW)).toMatch(
      /^yesterday at /,
    );
    expect(momentWords(at(2026, 10, 25, 7, 0), NOW)).toMatch(/^on .*25.* at /);
  });
});
