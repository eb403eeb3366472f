import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { entities } from '../../dev/catalog';
import { someEnvironments } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderWithApis } from '../__testUtils__/renderPages';
import { ComponentEnvironments, GroupEnvironments } from './EntityEnvironments';

function entityOf(name: string) {
  const entity = entities.find(({ metadata }) => metadata.name === name);
  if (!entity) throw new Error(`The example catalog has no ${name}`);
  return entity;
}

describe('environments of an entity', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fake.environments = [...someEnvironments];
  });

  it('shows those that run a component and offers one for it', async () => {
    renderWithApis(
      <EntityProvider entity={entityOf('checkout-api')}>
        <ComponentEnvironments />
      </EntityProvider>,
      { fake },
    );

    expect(await screen.findByText('checkout-split-payment')).toBeVisible();
    expect(screen.queryByText('amara-scratch')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'New environment' }),
    ).toHaveAttribute(
      'href',
      '/environments/new?component=component%3Adefault%2Fcheckout-api',
    );
  });

  it('says what to do where a component has none', async () => {
    renderWithApis(
      <EntityProvider entity={entityOf('cart-api')}>
        <ComponentEnvironments />
      </EntityProvider>,
      { fake },
    );

    expect(
      await screen.findByText(/No environment runs cart-api/),
    ).toBeVisible();
  });

  it('shows those that a group owns', async () => {
    renderWithApis(
      <EntityProvider entity={entityOf('data-team')}>
        <GroupEnvironments />
      </EntityProvider>,
      { fake },
    );

    expect(await screen.findByText('larder-experiment')).toBeVisible();
    expect(screen.queryByText('cart-refactor')).not.toBeInTheDocument();
  });
});
