import fc from 'fast-check';
import { budgetMargin, budgetState } from './budget';

const DOLLAR = 1_000_000;

describe('budgetState', () => {
  it.each([
    [10, 20, undefined, 'none', undefined],
    [10, 20, 30, 'within', '$10 to spare by the end of the month'],
    [10, 30, 30, 'within', '$0 to spare by the end of the month'],
    [10, undefined, 30, 'withinSoFar', '$20 left'],
    [10, 31, 30, 'willGoOver', '$1 over by the end of the month'],
    [31, 40, 30, 'over', '$1 over already'],
    [31, undefined, 30, 'over', '$1 over already'],
    [0, 0, 0, 'within', '$0 to spare by the end of the month'],
  ])(
    'tells $%d so far, a forecast of $%p and a budget of $%p as %s',
    (monthToDate, forecast, budget, state, margin) => {
      const facts = {
        monthToDateMicros: monthToDate * DOLLAR,
        forecastMicros: forecast === undefined ? undefined : forecast * DOLLAR,
        budgetMicros: budget === undefined ? undefined : budget * DOLLAR,
      };
      expect(budgetState(facts)).toBe(state);
      expect(budgetMargin(facts, 'USD')).toBe(margin);
    },
  );

  it('never calls within what was already spent', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.option(fc.nat()),
        fc.nat(),
        (spent, forecast, budget) => {
          const state = budgetState({
            monthToDateMicros: spent,
            forecastMicros: forecast ?? undefined,
            budgetMicros: budget,
          });
          expect(state === 'over').toBe(spent > budget);
          expect(['over', 'willGoOver'].includes(state)).toBe(
            spent > budget || (forecast !== null && forecast > budget),
          );
        },
      ),
    );
  });
});
