import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import type { UpgradeSummary } from '@cairn/plugin-environments-common';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { fill } from '../../dev/lifecycle';
import { renderPages } from '../__testUtils__/renderPages';

const row = (name: string) => screen.getByText(name).closest('li');

describe('UpgradesPage', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fill(fake, []);
  });

  it('plans all that have an older version, applies those that are chosen, and says what became of each', async () => {
    const apply = jest.spyOn(fake, 'applyAll');
    const { container } = renderPages('/classes/sandbox/upgrades', fake);
    expect(
      await screen.findByText(
        /2 environments have an older version; 2 can be upgraded now: 2 to change/,
      ),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);

    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Upgrade checkout-older-still' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Upgrade 1 environment' }),
    );

    expect(await screen.findByText(/1 of 1 upgrades began/)).toBeVisible();
    expect(apply).toHaveBeenCalledTimes(1);
    expect(await fake.listRuns('checkout-old-guard')).toHaveLength(1);
    expect(await fake.listRuns('checkout-older-still')).toEqual([]);
    expect(
      screen.getByRole('link', { name: 'See its run: checkout-old-guard' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('/environments/checkout-old-guard/runs/'),
    );

    act(() => {
      for (let step = 0; step < 10; step += 1) fake.advance();
    });
    expect(
      await screen.findByText(
        '1 of 1 upgrades began: 1 done.',
        {},
        { timeout: 4000 },
      ),
    ).toBeVisible();
    const upgraded = row('checkout-old-guard');
    expect(upgraded && within(upgraded).getByText('Succeeded')).toBeVisible();
  });

  it('chooses by itself nothing that loses something, and lets nothing blocked be chosen', async () => {
    const summary: UpgradeSummary = {
      class: 'sandbox',
      version: 'sha256:1',
      current: 0,
      items: [
        {
          environment: 'calm',
          owner: 'group:default/checkout-team',
          digest: 'sha256:a',
          operations: { update: 1 },
          blockers: [],
        },
        {
          environment: 'loses-a-disk',
          owner: 'group:default/checkout-team',
          digest: 'sha256:b',
          operations: { replace: 1 },
          blockers: [],
        },
        {
          environment: 'waits',
          owner: 'group:default/checkout-team',
          digest: 'sha256:c',
          operations: { update: 1 },
          blockers: ['approval'],
        },
        {
          environment: 'unplanned',
          owner: 'group:default/checkout-team',
          operations: {},
          blockers: [],
          message: 'Its cluster does not answer.',
        },
      ],
    };
    jest.spyOn(fake, 'planUpgrades').mockResolvedValue(summary);
    jest.spyOn(fake, 'applyAll').mockImplementation(async digests =>
      digests.map(digest => ({
        digest,
        message: 'The plan would no longer be the same.',
      })),
    );
    renderPages('/classes/sandbox/upgrades', fake);
    await screen.findByText('loses-a-disk');

    const box = (name: string) =>
      screen.getByRole('checkbox', { name: `Upgrade ${name}` });
    expect(box('calm')).toBeChecked();
    expect(box('loses-a-disk')).not.toBeChecked();
    expect(box('loses-a-disk')).toBeEnabled();
    expect(box('waits')).toBeDisabled();
    expect(box('unplanned')).toBeDisabled();
    expect(row('waits')).toHaveTextContent('it needs an approval');
    expect(row('unplanned')).toHaveTextContent('Its cluster does not answer.');

    await userEvent.click(
      screen.getByRole('button', { name: 'Upgrade 1 environment' }),
    );
    expect(await screen.findByText(/0 of 1 upgrades began/)).toBeVisible();
    const calm = row('calm');
    expect(calm && within(calm).getByText('Refused')).toBeVisible();
    expect(calm).toHaveTextContent('The plan would no longer be the same.');
  });

  it('says where there is nothing to upgrade', async () => {
    renderPages('/classes/service-preview/upgrades', fake);

    expect(await screen.findByText('Nothing to upgrade')).toBeVisible();
  });
});
