import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { environment, someEnvironments } from '../../dev/environments';
import { FakeCosts } from '../../dev/FakeCosts';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderPages } from '../__testUtils__/renderPages';

describe('EnvironmentPage', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fake.environments = [...someEnvironments];
  });

  it('says state and why first, and shows what is behind it', async () => {
    const { container } = renderPages('/checkout-split-payment', fake);

    expect(
      await screen.findByText(
        'checkout-api has 1 of 3 pods ready since 10:42: the image cannot be pulled.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/no container runs/)).toBeInTheDocument();
    expect(await screen.findByText('6 of 7 ready')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Argo CD/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/applications/argocd/'),
    );
    expect(
      screen.getByText('./cairn kubectl get all -n env-checkout-split-payment'),
    ).toBeInTheDocument();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('shows the YAML of an object and the command that shows the same', async () => {
    renderPages('/checkout-split-payment', fake);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show me ResourceQuota quota',
      }),
    );

    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/kind: ResourceQuota/),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByText(
        './cairn kubectl get resourcequota/quota -n env-checkout-split-payment -o yaml',
      ),
    ).toBeInTheDocument();
  });

  it('says what it costs by its plan and what it has cost so far', async () => {
    const plan = await fake.plan({
      action: 'create',
      class: 'sandbox',
      name: 'priced-one',
      owner: 'group:default/checkout-team',
      parameters: {},
    });
    await fake.apply(plan.digest);
    const costs = new FakeCosts();
    costs.soFar.set('resource:default/priced-one', 1_420_000);
    renderPages('/priced-one', fake, costs);

    const cost = within(await screen.findByRole('region', { name: 'Cost' }));
    expect(await cost.findByText('$1.42')).toBeVisible();
    expect(await cost.findByText('$0 a month')).toBeVisible();
    expect(await cost.findByText(/\$23.36 a month/)).toBeVisible();
    expect(cost.getByRole('link', { name: 'See by day' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/priced-one/cost',
    );
  });

  it('does not call nothing what is not known', async () => {
    const costs = new FakeCosts();
    jest
      .spyOn(costs, 'getReport')
      .mockRejectedValue(
        await refusal(404, { name: 'NotFoundError', message: 'No such' }),
      );
    renderPages('/checkout-split-payment', fake, costs);

    const cost = within(await screen.findByRole('region', { name: 'Cost' }));
    expect(
      await cost.findByText(/^unknown: nothing of it was counted yet/),
    ).toBeVisible();
    expect(
      await cost.findByText('Its plan is not kept any more.'),
    ).toBeVisible();
  });

  it('opens no link but http', async () => {
    fake.environments = [
      environment('odd-one', {
        outputs: { open: 'data:text/html,hello' },
      }),
    ];
    renderPages('/odd-one', fake);

    expect(await screen.findByText('data:text/html,hello')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /data:/ }),
    ).not.toBeInTheDocument();
  });

  it('shows how a destroyed one ended and offers no destroy', async () => {
    jest
      .spyOn(fake, 'getReceipt')
      .mockRejectedValue(
        await refusal(404, { name: 'NotFoundError', message: 'No such' }),
      );
    renderPages('/old-demo', fake);

    expect(
      await screen.findByText('Everything it owned is gone.'),
    ).toBeInTheDocument();
    expect(await screen.findByText(/There is no receipt of it/)).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /Destroy/ }),
    ).not.toBeInTheDocument();
  });

  it('says that there is none of that name', async () => {
    renderPages('/no-such-one', fake);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The environment no-such-one could not be shown',
    );
    expect(
      screen.getByRole('link', { name: 'See all environments' }),
    ).toHaveAttribute('href', '/environments');
  });
});

describe('DestroyPage', () => {
  it('shows what would go, wants the name typed, and goes to the run', async () => {
    const fake = new FakeEnvironments();
    fake.environments = [...someEnvironments];
    const { container } = renderPages('/cart-refactor/destroy', fake);

    expect(await screen.findByText('Nothing was deleted yet.')).toBeVisible();
    const changes = screen
      .getAllByRole('listitem')
      .map(item => item.textContent)
      .filter(text => text?.startsWith('Delete'));
    expect(changes).toHaveLength(7);
    expect(changes[0]).toContain('Application');
    expect(changes[6]).toContain('Namespace');
    expect(await seriousFindings(container)).toEqual([]);

    const destroy = screen.getByRole('button', {
      name: 'Destroy cart-refactor',
    });
    expect(destroy).toBeDisabled();
    await userEvent.type(
      screen.getByLabelText('Type cart-refactor to destroy it'),
      'cart-refacto',
    );
    expect(destroy).toBeDisabled();
    await userEvent.keyboard('r{Enter}');

    expect(
      await screen.findByRole('group', { name: 'Steps of the run' }),
    ).toBeInTheDocument();
    expect((await fake.getEnvironment('cart-refactor')).state).toBe(
      'Destroying',
    );
  });
});
