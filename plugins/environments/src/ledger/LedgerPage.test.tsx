import { usePermission } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { fill } from '../../dev/lifecycle';
import { renderPages } from '../__testUtils__/renderPages';

jest.mock('@backstage/plugin-permission-react', () => ({
  ...jest.requireActual('@backstage/plugin-permission-react'),
  usePermission: jest.fn(),
}));

const may = (allowed: boolean) =>
  jest.mocked(usePermission).mockReturnValue({ loading: false, allowed });

describe('LedgerPage', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fill(fake, someEnvironments);
  });

  it('says whether it is whole, where its head stands, and what happened', async () => {
    may(true);
    const { container } = renderPages('/ledger', fake);

    expect(await screen.findByText('The ledger is whole')).toBeVisible();
    const anchors = within(
      screen.getByRole('list', { name: 'Where its head is written down' }),
    ).getAllByRole('listitem');
    expect(anchors[0]).toHaveTextContent('Agrees');
    expect(anchors[1]).toHaveTextContent('Not read');
    const rows = within(
      await screen.findByRole('list', { name: 'What happened' }),
    ).getAllByRole('listitem');
    expect(rows).toHaveLength(8);
    // Newest first.
    expect(rows[0]).toHaveTextContent('row 8');
    expect(rows[1]).toHaveTextContent('Cairn, for its lease');
    expect(rows[7]).toHaveTextContent('row 1');
    expect(
      screen.getByRole('button', { name: 'Export as JSON lines' }),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('says which row was changed', async () => {
    may(true);
    fake.ledger.broken = { sequence: 3, message: 'its hash does not follow.' };
    renderPages('/ledger', fake);

    expect(await screen.findByText('The ledger was changed')).toBeVisible();
    expect(screen.getByText('Row 3: its hash does not follow.')).toBeVisible();
    expect(screen.queryByText('The ledger is whole')).toBeNull();
  });

  it('asks for nothing where one may not read it, and says who may', async () => {
    may(false);
    const list = jest.spyOn(fake, 'listLedger');
    const verify = jest.spyOn(fake, 'verifyLedger');
    renderPages('/ledger', fake);

    expect(
      await screen.findByText('The whole ledger is for those who audit'),
    ).toBeVisible();
    expect(screen.getByText('environment.audit')).toBeVisible();
    expect(list).not.toHaveBeenCalled();
    expect(verify).not.toHaveBeenCalled();
  });
});
