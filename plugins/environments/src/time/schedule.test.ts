import { weekdays } from '@cairn/plugin-environments-common';
import { scheduleWords } from './schedule';

describe('scheduleWords', () => {
  it.each([
    [
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const,
      'Mon–Fri 20:00 to 07:00, Europe/Stockholm',
    ],
    [
      ['saturday', 'sunday'] as const,
      'Sat, Sun 20:00 to 07:00, Europe/Stockholm',
    ],
    [
      ['monday', 'wednesday', 'friday'] as const,
      'Mon, Wed, Fri 20:00 to 07:00, Europe/Stockholm',
    ],
    [weekdays, 'Every day 20:00 to 07:00, Europe/Stockholm'],
  ])('says %s as %s', (days, words) => {
    expect(
      scheduleWords({
        timeZone: 'Europe/Stockholm',
        asleep: [{ days: [...days], from: '20:00', to: '07:00' }],
      }),
    ).toEqual([words]);
  });

  it('says a whole day as one', () => {
    expect(
      scheduleWords({
        timeZone: 'Europe/Stockholm',
        asleep: [{ days: ['saturday', 'sunday'], from: '07:00', to: '07:00' }],
      }),
    ).toEqual(['Sat, Sun from 07:00 for 24 hours, Europe/Stockholm']);
  });
});
