import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { newWorld, renderPages } from '../__testUtils__/renderPages';

describe('the golden paths', () => {
  it('say what they give, how long they take and who owns them', async () => {
    renderPages('/create', newWorld());

    const card = within(
      await screen.findByRole('article', { name: 'Node service' }),
    );
    expect(card.getByText('dev environment')).toBeInTheDocument();
    expect(card.getByText('About 1 min 15 s')).toBeInTheDocument();
    expect(
      await card.findByRole('link', { name: /Platform|platform-team/ }),
    ).toBeInTheDocument();
    expect(
      card.getByText('You see everything before anything is made'),
    ).toBeInTheDocument();
    expect(
      card.getByRole('link', { name: 'Use it: Node service' }),
    ).toHaveAttribute('href', '/create/templates/default/node-service');
    expect(screen.getByText('2 golden paths')).toBeInTheDocument();
    expect(
      screen.queryByRole('article', { name: 'Remove' }),
    ).not.toBeInTheDocument();
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
  });

  it('are searched, which the address keeps', async () => {
    renderPages('/create/templates?search=PIPELINE', newWorld());
    expect(
      await screen.findByText('1 of 2 golden paths match'),
    ).toBeInTheDocument();

    await userEvent.type(screen.getByRole('searchbox'), ' nowhere');
    expect(
      await screen.findByText('No golden path matches'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('2 golden paths')).toBeInTheDocument();
  });

  it('say that there is none, and what can be made instead', async () => {
    renderPages('/create', {
      ...newWorld(),
      entities: [],
    });

    expect(
      await screen.findByText('None has been published on this portal'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the services' }),
    ).toBeInTheDocument();
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
  });
});
