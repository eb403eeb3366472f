import { answerOf } from './answer';

const DOLLAR = 1_000_000;

describe('answerOf', () => {
  it.each([
    [
      12,
      42,
      50,
      'Within budget: on course for $42 by the end of November, of a budget of $50.',
    ],
    [
      12,
      61,
      50,
      'Will go over budget: on course for $61 by the end of November, of a budget of $50.',
    ],
    [55, 61, 50, 'Over budget: $55 so far in November, of a budget of $50.'],
    [
      12,
      undefined,
      50,
      'Within budget so far: $12 so far in November, of a budget of $50.',
    ],
    [
      12,
      42,
      undefined,
      'On course for $42 by the end of November; no budget is set.',
    ],
    [0, undefined, undefined, '$0 so far in November; no budget is set.'],
  ])(
    'of $%d, forecast $%p, budget $%p',
    (spent, forecast, budget, sentence) => {
      expect(
        answerOf(
          {
            currency: 'USD',
            monthToDateMicros: spent * DOLLAR,
            forecastMicros:
              forecast === undefined ? undefined : forecast * DOLLAR,
            budget:
              budget === undefined
                ? undefined
                : { micros: budget * DOLLAR, from: 'class' },
          },
          '2026-11',
        ).sentence,
      ).toBe(sentence);
    },
  );
});
