import { TestApiProvider } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { GoldenPaths } from './GoldenPaths';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'a-service' },
};

function open(entities: Array<typeof template>) {
  return render(
    <TestApiProvider apis={[[catalogApiRef, catalogApiMock({ entities })]]}>
      <MemoryRouter
        future={{ v7_relativeSplatPath: false, v7_startTransition: false }}
      >
        <GoldenPaths>the list</GoldenPaths>
      </MemoryRouter>
    </TestApiProvider>,
  );
}

describe('GoldenPaths', () => {
  it('says that there is none, and what can be made instead', async () => {
    open([]);

    expect(
      await screen.findByText('There is no golden path yet'),
    ).toBeInTheDocument();
    expect(screen.queryByText('the list')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'New environment' }),
    ).toHaveAttribute('href', '/environments/new');
  });

  it('is the list as soon as there is one', async () => {
    open([template]);

    expect(await screen.findByText('the list')).toBeInTheDocument();
  });
});
