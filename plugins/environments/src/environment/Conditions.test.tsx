import { screen } from '@testing-library/react';
import type { Condition } from '@cairn/plugin-environments-common';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderWithApis } from '../__testUtils__/renderPages';
import { Conditions } from './Conditions';

const condition = (type: string, status: Condition['status']): Condition => ({
  type,
  status,
  reason: 'Observed',
  message: `About ${type}.`,
  since: '2026-11-22T10:00:00Z',
});

describe('Conditions', () => {
  it('calls no answer bad that is good, and none good that is not known', async () => {
    renderWithApis(
      <Conditions
        conditions={[
          condition('Ready', 'False'),
          condition('Drifted', 'False'),
          condition('Expiring', 'True'),
          condition('Hibernated', 'False'),
          condition('Reachable', 'Unknown'),
        ]}
      />,
      { fake: new FakeEnvironments() },
    );

    await screen.findByText('Ready');
    const tones = screen
      .getAllByRole('listitem')
      .map(item =>
        item.querySelector('[data-tone]')?.getAttribute('data-tone'),
      );
    expect(tones).toEqual(['bad', 'good', 'warning', 'quiet', 'unknown']);
  });
});
