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

  it('does not call broken what sleeps because it is meant to', async () => {
    renderWithApis(
      <Conditions
        conditions={[{ ...condition('Ready', 'False'), reason: 'Hibernated' }]}
      />,
      { fake: new FakeEnvironments() },
    );

    const item = await screen.findByRole('listitem');
    expect(item.querySelector('[data-tone="quiet"]')).not.toBeNull();
  });

  it('says moments as a person does', async () => {
    renderWithApis(
      <Conditions
        conditions={[
          {
            ...condition('Expiring', 'False'),
            message: 'It is destroyed at 2026-11-25T19:45:28.390Z.',
          },
        ]}
      />,
      { fake: new FakeEnvironments() },
    );

    expect(await screen.findByText(/Nov 25, 2026/)).toBeInTheDocument();
    expect(screen.queryByText(/T19:45/)).not.toBeInTheDocument();
  });
});
