import { environment } from '../__testUtils__/fixtures';
import { budgetOf } from './budget';

const of = (text: string | undefined, ref = 'component:default/a') =>
  budgetOf(
    {
      ref,
      annotations:
        text === undefined ? {} : { 'cairn.dev/monthly-budget': text },
    },
    [environment()],
    'EUR',
  );

describe('budgetOf', () => {
  it.each([
    ['120 EUR', 120_000_000],
    ['12.5 EUR', 12_500_000],
    [' 0.05EUR ', 50_000],
    ['0 EUR', 0],
  ])('reads %s', (text, micros) => {
    expect(of(text)).toEqual({ micros, from: 'annotation' });
  });

  it.each(['120', '120 USD', '-5 EUR', '1e9 EUR', '12,50 EUR', 'EUR', ''])(
    'does not take %s for a budget, nor anything else then',
    text => {
      expect(of(text, 'resource:default/preview')).toBeUndefined();
    },
  );

  it('is that of the class, of an environment that lives', () => {
    expect(of(undefined, 'resource:default/preview')).toEqual({
      micros: 120_000_000,
      from: 'class',
    });
    expect(of(undefined)).toBeUndefined();
    expect(
      budgetOf(
        { ref: 'resource:default/preview', annotations: {} },
        [environment({ destroyedAt: '2026-01-02T00:00:00Z' })],
        'EUR',
      ),
    ).toBeUndefined();
    expect(
      budgetOf(
        { ref: 'resource:default/preview', annotations: {} },
        [environment()],
        'USD',
      ),
    ).toBeUndefined();
  });
});
