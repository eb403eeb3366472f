import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { someTask } from '../../dev/FakeScaffolder';
import { somePlan } from '../../dev/plan';
import {
  newWorld,
  renderPages,
  type World,
} from '../__testUtils__/renderPages';

const address = '/create/tasks/task-1';

describe('a task', () => {
  let world: World;
  beforeEach(() => {
    world = newWorld();
    world.scaffolder.tasks = [someTask('task-1')];
  });

  const tell = (...said: Array<Parameters<World['scaffolder']['tell']>[1]>) => {
    act(() => {
      for (const one of said) world.scaffolder.tell('task-1', one);
    });
  };
  const begins = (step: string) => ({
    step,
    status: 'processing' as const,
    message: `Beginning step ${step}`,
  });
  const fail = () => {
    tell(
      begins('repository'),
      { step: 'repository', message: 'info: Made the repository larkfield/x.' },
      { step: 'repository', status: 'completed', message: 'Finished' },
      begins('catalog'),
      {
        step: 'catalog',
        status: 'failed',
        message: 'Error: The catalog does not answer\n    at x (/srv/x.js:1:1)',
      },
      {
        type: 'completion',
        message: '',
        more: {
          error: { name: 'Error', message: 'The catalog does not answer' },
        },
      },
    );
  };

  it('is followed step by step, with what it waits for', async () => {
    renderPages(address, world);
    await screen.findByRole('heading', {
      name: 'Node service: checkout-vouchers',
    });
    tell(begins('repository'), {
      step: 'repository',
      message: 'Waits for the Git host, which restarts.',
    });

    const steps = within(
      screen.getByRole('list', { name: 'Steps of the task' }),
    ).getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent('Running');
    expect(steps[0]).toHaveTextContent('Waits for the Git host');
    expect(steps[1]).toHaveTextContent('Waiting');
    expect(screen.getByText(/You can leave this page/)).toBeInTheDocument();
    expect(
      screen.getByText('0 of 3 steps are done. Now: Make the repository.'),
    ).toHaveAttribute('aria-live', 'polite');
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
  });

  it('ends with links to what it made', async () => {
    renderPages(address, world);
    await screen.findByText(/of 3 steps|Waiting to begin/);
    tell({
      type: 'completion',
      message: '',
      more: {
        output: {
          links: [
            {
              title: 'Open the service',
              entityRef: 'component:default/checkout-vouchers',
            },
            { title: 'Repository', url: 'http://localhost:7009/larkfield/x' },
            {
              title: 'Environment',
              url: '/environments/checkout-vouchers-dev',
            },
            { title: 'Evil', url: `${'javascript'}:alert(1)` },
          ],
        },
      },
    });

    const links = within(
      await screen.findByRole('navigation', { name: 'What was made' }),
    );
    expect(
      links.getByRole('link', { name: 'Open the service' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout-vouchers');
    expect(links.getByRole('link', { name: /Repository/ })).toHaveAttribute(
      'href',
      'http://localhost:7009/larkfield/x',
    );
    expect(links.getByRole('link', { name: 'Environment' })).toHaveAttribute(
      'href',
      '/environments/checkout-vouchers-dev',
    );
    expect(links.queryByRole('link', { name: /Evil/ })).toBeNull();
  });

  it('that failed says what is there, why it stopped, and goes on when asked', async () => {
    renderPages(address, world);
    await screen.findByText(/of 3 steps/);
    fail();

    expect(
      await screen.findByText('It failed after 1 of 3 steps.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/What is there .* Made the repository larkfield/),
    ).toBeVisible();
    expect(screen.getAllByText('The catalog does not answer').length).toBe(3);
    expect(screen.getByRole('main')).not.toHaveTextContent('/srv/x.js');
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);

    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(screen.queryAllByText('Failed')).toEqual([]));
    tell(begins('catalog'));
    expect(
      await screen.findByText(/Now: Take it into the catalog/),
    ).toBeInTheDocument();
  });

  it('has removed what it made, after a yes to each thing that goes', async () => {
    world.goldenPaths.plans.set(somePlan().digest, somePlan());
    renderPages(address, world);
    await screen.findByText(/of 3 steps/);
    fail();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove what was made' }),
    );

    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('larkfield/checkout-vouchers'),
    ).toBeInTheDocument();
    expect(within(dialog).getByText('checkout-vouchers-dev')).toBeVisible();
    expect(world.scaffolder.begun).toEqual([]);

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove it' }),
    );
    await waitFor(() =>
      expect(world.scaffolder.begun).toEqual([
        {
          templateRef: 'template:default/remove-golden-path',
          values: { planDigest: somePlan().digest },
        },
      ]),
    );
  });

  it('is not called failed because its stream breaks', async () => {
    renderPages(address, world);
    await screen.findByText(/of 3 steps/);
    tell(begins('repository'));
    act(() => world.scaffolder.breakStreams());

    expect(
      await screen.findByText(/What you see was known/),
    ).toBeInTheDocument();
    expect(screen.getByText('Make the repository')).toBeInTheDocument();
    expect(screen.queryByText('Failed')).not.toBeInTheDocument();

    // It is looked at again by itself, from where it was.
    tell({ step: 'repository', status: 'completed', message: 'Finished' });
    expect(await screen.findByText(/^1 of 3 steps/)).toBeVisible();
    await waitFor(() =>
      expect(
        screen.queryByText(/What you see was known/),
      ).not.toBeInTheDocument(),
    );
  });

  it('is stopped after a yes', async () => {
    renderPages(address, world);
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop it' }),
    );

    expect(
      await screen.findByText('It was stopped after 0 of 3 steps.'),
    ).toBeInTheDocument();
  });

  it('that one may not see says so', async () => {
    jest.spyOn(world.scaffolder, 'getTask').mockRejectedValue(
      await refusal(403, {
        name: 'NotAllowedError',
        message: 'Unauthorized',
      }),
    );
    renderPages(address, world);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The task task-1 could not be shown: you may not',
    );
  });
});

describe('the tasks', () => {
  it('say what was begun, from what, by whom and how it is', async () => {
    const world = newWorld();
    world.scaffolder.tasks = [
      someTask('a', { status: 'failed' }),
      someTask('b', { status: 'completed' }),
    ];
    renderPages('/create/tasks', world);

    expect(
      await screen.findByText('2 tasks, newest first'),
    ).toBeInTheDocument();
    expect(screen.getByText('Failed')).toBeInTheDocument();
    expect(screen.getByText('Done')).toBeInTheDocument();
    expect(screen.getAllByText('Node service')).toHaveLength(2);
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
  });

  it('are mine first, and everybody’s when asked', async () => {
    const world = newWorld();
    const asked = jest.spyOn(world.scaffolder, 'listTasks');
    renderPages('/create/tasks', world);
    await screen.findByText('You began nothing yet');
    expect(asked).toHaveBeenLastCalledWith(
      expect.objectContaining({ filterByOwnership: 'owned' }),
    );

    await userEvent.click(screen.getByText('Everybody’s'));
    await waitFor(() =>
      expect(asked).toHaveBeenLastCalledWith(
        expect.objectContaining({ filterByOwnership: 'all' }),
      ),
    );
  });
});
