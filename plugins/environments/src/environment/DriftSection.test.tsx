import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { fill } from '../../dev/lifecycle';
import { renderPages } from '../__testUtils__/renderPages';

async function drift() {
  await screen.findByText('Gone');
  return within(screen.getByRole('region', { name: 'Drift' }));
}

describe('drift of an environment', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fill(fake, someEnvironments);
  });

  it('says what is wanted, what is live, and who changed it', async () => {
    const { container } = renderPages('/checkout-staging', fake);
    const section = await drift();

    const fields = within(
      section.getByRole('list', {
        name: 'Fields of StatefulSet database that drifted',
      }),
    );
    expect(fields.getByText('spec › replicas')).toBeVisible();
    expect(fields.getByText('Wanted').nextSibling).toHaveTextContent('1');
    expect(fields.getByText('Live').nextSibling).toHaveTextContent('3');
    expect(
      fields.getByText(/^Changed by somebody with kubectl edit/),
    ).toBeVisible();
    expect(section.getByText('Gone')).toBeVisible();
    expect(
      section.getByText(/Argo CD did not answer within 5 seconds/),
    ).toBeVisible();
    expect(
      section.getByText(/make 1 of 4 differences the wanted state/),
    ).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('is put back by a plan that is shown before, with what it takes from whom', async () => {
    renderPages('/checkout-staging', fake);
    await userEvent.click(
      (await drift()).getByRole('link', { name: 'Put back' }),
    );

    expect(
      await screen.findByText(/1 to create, 2 to change, 9 to leave/),
    ).toBeVisible();
    expect(
      screen.getByText(/Takes back from somebody with kubectl edit/),
    ).toHaveTextContent('/spec/replicas');
    expect(
      screen.getByText('./cairn env repair checkout-staging'),
    ).toBeVisible();
    expect(await fake.listRuns('checkout-staging')).toEqual([]);

    await userEvent.click(screen.getByRole('button', { name: 'Put it back' }));
    expect(
      await screen.findByRole('heading', { name: 'Put back checkout-staging' }),
    ).toBeVisible();
    expect(await fake.listRuns('checkout-staging')).toHaveLength(1);
  });

  it('is accepted by a plan with the parameters that make it', async () => {
    const plan = jest.spyOn(fake, 'plan');
    renderPages('/checkout-staging', fake);
    await userEvent.click(
      (await drift()).getByRole('link', { name: 'Accept into parameters' }),
    );

    expect(await screen.findByText('1 object would be deleted')).toBeVisible();
    expect(plan).toHaveBeenCalledTimes(1);
    expect(plan).toHaveBeenCalledWith({
      action: 'update',
      environment: 'checkout-staging',
      parameters: expect.objectContaining({ cache: false }),
    });
  });

  it('does not offer to accept what no parameters make', async () => {
    const known = await fake.getDrift('checkout-staging');
    fake.drifts.set('checkout-staging', { ...known, accept: undefined });
    renderPages('/checkout-staging', fake);
    const section = await drift();

    expect(section.getByText(/It cannot be accepted/)).toBeVisible();
    expect(
      section.queryByRole('link', { name: 'Accept into parameters' }),
    ).toBeNull();
  });

  it('says nothing where nothing drifted', async () => {
    renderPages('/checkout-voucher-codes', fake);
    await screen.findByRole('region', { name: 'Resources' });
    await screen.findByText('7 of 7 ready');

    expect(screen.queryByRole('region', { name: 'Drift' })).toBeNull();
  });
});
