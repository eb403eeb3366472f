import { screen, within } from '@testing-library/react';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { fill } from '../../dev/lifecycle';
import { renderPages } from '../__testUtils__/renderPages';

describe('receipt of a destroy', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fill(fake, someEnvironments);
  });

  it('says that nothing is left, item by item', async () => {
    const { container } = renderPages('/old-demo', fake);

    expect(
      await screen.findByText('Nothing is left: 5 of 5 confirmed gone'),
    ).toBeVisible();
    const items = within(
      screen.getByRole('list', { name: 'Items of the receipt' }),
    ).getAllByRole('listitem');
    expect(items).toHaveLength(5);
    for (const item of items) expect(item).toHaveTextContent('Gone');
    expect(screen.getByText('Row 8 was its head')).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('calls no incomplete one a proof: what is left, what holds it, what to do', async () => {
    renderPages('/half-gone', fake);

    expect(
      await screen.findByText('2 objects are not confirmed gone'),
    ).toBeVisible();
    const [first, second] = within(
      screen.getByRole('list', { name: 'Items of the receipt' }),
    ).getAllByRole('listitem');
    expect(first).toHaveTextContent('Left over');
    expect(second).toHaveTextContent(/Still there.*finalizer/);
    expect(screen.queryByText(/Nothing is left/)).toBeNull();
    expect(screen.getByText(/not searched: metrics.k8s.io/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Plan the destroy again' }),
    ).toHaveAttribute(
      'href',
      '/environments/half-gone/destroy?id=5f0c2a1e-half-gone',
    );
  });
});
