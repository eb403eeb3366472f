import { render, screen } from '@testing-library/react';
import { CountedUntil } from './CountedUntil';

const hoursFromNow = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

describe('CountedUntil', () => {
  it.each([
    [undefined, 'No hour was counted yet'],
    [hoursFromNow(0.5), 'Counted up to now; the hour is not over'],
  ])('of %s is said in words', (until, words) => {
    render(<CountedUntil until={until} />);
    expect(screen.getByText(words)).toBeVisible();
  });

  it('says how old it is', () => {
    const until = hoursFromNow(-5);
    render(<CountedUntil until={until} />);
    expect(screen.getByText(/^Counted until \d\d:\d\d UTC,/)).toHaveTextContent(
      /5 h ago$/,
    );
  });
});
