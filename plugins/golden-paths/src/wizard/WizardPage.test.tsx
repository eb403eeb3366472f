import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { somePlan } from '../../dev/plan';
import {
  newWorld,
  renderPages,
  type World,
} from '../__testUtils__/renderPages';

const address = '/create/templates/default/node-service';

async function fillFirstPage(name: string) {
  await userEvent.type(await screen.findByLabelText(/^Name/), name);
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /Owner/ })).toHaveTextContent(
      'Checkout',
    ),
  );
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function seePlan(name: string) {
  await fillFirstPage(name);
  await press('Next');
  await screen.findByRole('heading', { name: 'Where it runs first' });
  await press('See the plan');
}

describe('the form of a golden path', () => {
  let world: World;
  beforeEach(() => {
    window.sessionStorage.clear();
    world = newWorld();
  });

  it('leads by its plan to the task, which is bound to the plan', async () => {
    renderPages(address, world);
    await fillFirstPage('checkout-vouchers');
    const places = within(
      screen.getByRole('list', { name: 'Where the name is looked for' }),
    );
    expect(await places.findAllByText('Free')).toHaveLength(4);
    expect(screen.queryByText('Plan', { selector: 'label' })).toBeNull();
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
    await press('Next');
    await screen.findByText('Its name: checkout-vouchers-dev');
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
    await press('See the plan');

    const heading = await screen.findByRole('heading', {
      name: 'The plan of checkout-vouchers',
    });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(world.goldenPaths.asked).toEqual([
      {
        template: 'template:default/node-service',
        values: {
          name: 'checkout-vouchers',
          owner: 'group:default/checkout-team',
          system: '',
          environments: [{ name: 'dev', class: 'service-dev' }],
        },
      },
    ]);
    expect(screen.getByText('Nothing was written yet.')).toBeInTheDocument();
    expect(
      screen.getByText('Policy allows this: 3 rules passed'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('component:default/checkout-vouchers'),
    ).toBeVisible();
    expect(
      screen.getByRole('textbox', {
        name: 'command: plan the same, and create it after a yes',
      }),
    ).toHaveTextContent(
      './cairn new node-service --name checkout-vouchers --owner group:default/checkout-team --env dev=service-dev',
    );
    expect(world.scaffolder.begun).toEqual([]);
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);

    await press('Create checkout-vouchers');
    await screen.findByRole('heading', {
      name: 'Node service: checkout-vouchers',
    });
    expect(world.scaffolder.begun).toEqual([
      {
        templateRef: 'template:default/node-service',
        values: {
          ...world.goldenPaths.asked[0].values,
          planDigest: somePlan().digest,
        },
        secrets: {},
      },
    ]);
  });

  it('shows every file, to be searched and read', async () => {
    renderPages(address, world);
    await seePlan('checkout-vouchers');
    const content = await screen.findByRole('region', {
      name: 'Content of README.md',
    });
    expect(content).toHaveTextContent('Vouchers at the checkout.');

    await userEvent.click(screen.getByRole('button', { name: 'src/app.ts' }));
    expect(
      screen.getByRole('region', { name: 'Content of src/app.ts' }),
    ).toHaveTextContent("import fastify from 'fastify';");

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in names and contents' }),
      'kind: deployment',
    );
    expect(screen.getByText('1 of 4 files')).toBeInTheDocument();
    expect(
      screen.getByRole('region', {
        name: 'Content of deploy/base/deployment.yaml',
      }),
    ).toBeInTheDocument();
  });

  it('says what policy denies next to the file that it speaks of', async () => {
    world.goldenPaths.planOf = () => ({
      ...somePlan(),
      verdict: {
        allowed: false,
        revision: '2026.11.1',
        rules: [{ id: 'pods.run-as-non-root', passed: false }],
        violations: [
          {
            rule: 'pods.run-as-non-root',
            title: 'Pods do not run as root',
            severity: 'deny',
            message: 'The container app may run as root.',
            resource: 'Deployment/checkout-vouchers',
          },
        ],
      },
      blockers: [{ type: 'denied', message: 'Policy denies the manifests.' }],
    });
    renderPages(address, world);
    await seePlan('checkout-vouchers');

    expect(await screen.findByText('Denied by 1 rule')).toBeInTheDocument();
    expect(
      screen.getByRole('region', {
        name: 'Content of deploy/base/deployment.yaml',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Denied by the rule “Pods do not run as root”'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Create checkout-vouchers' }),
    ).toBeDisabled();
    expect(await seriousFindings(screen.getByRole('main'))).toEqual([]);
  });

  it('leads from what is in the way to the field that mends it', async () => {
    world.goldenPaths.planOf = () => ({
      ...somePlan(),
      blockers: [
        {
          type: 'name-taken',
          field: 'name',
          message: 'The Git host has larkfield/checkout-vouchers.',
        },
      ],
    });
    renderPages(address, world);
    await seePlan('checkout-vouchers');
    await screen.findByText('The name is taken');

    await userEvent.click(
      screen.getAllByRole('button', { name: 'Change the request' })[0],
    );
    expect(await screen.findByLabelText(/^Name/)).toHaveValue(
      'checkout-vouchers',
    );
  });

  it('does not go on with a name that is taken, and says where', async () => {
    renderPages(address, world);
    await fillFirstPage('cart-api');
    expect(
      await screen.findByText(/It is taken; choose another name/),
    ).toBeInTheDocument();
    await press('Next');

    expect(
      await screen.findAllByText(
        /The Git host has a repository larkfield\/cart-api/,
      ),
    ).not.toHaveLength(0);
    expect(screen.getByLabelText(/^Name/)).toBeInTheDocument();
  });

  it('does not call a place free that could not be asked', async () => {
    world.goldenPaths.away = ['cluster'];
    renderPages(address, world);
    await fillFirstPage('checkout-vouchers');

    expect(await screen.findByText('Unknown')).toBeInTheDocument();
    expect(screen.getAllByText('Free')).toHaveLength(3);
    expect(
      screen.getByText('Nothing answers for cluster.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['Bad_', /must be lower-case letters, digits and single hyphens/],
    ['crypto', /give a meaning of its own/],
  ])('says what is wrong with “%s” while it is typed', async (name, words) => {
    const asked = jest.spyOn(world.goldenPaths, 'checkName');
    renderPages(address, world);
    await userEvent.type(await screen.findByLabelText(/^Name/), name);

    expect(screen.getByText(words)).toBeInTheDocument();
    expect(asked).not.toHaveBeenCalledWith(name, expect.anything());
  });

  it('asks for what is missing before it goes on', async () => {
    renderPages(address, world);
    await screen.findByLabelText(/^Name/);
    await press('Next');

    expect(await screen.findAllByText('Fill this in')).not.toHaveLength(0);
    expect(screen.getByLabelText(/^Name/)).toBeInTheDocument();
  });

  it('keeps what is filled in when the page is left', async () => {
    const { unmount } = renderPages(address, world);
    await fillFirstPage('checkout-vouchers');
    unmount();
    renderPages(address, world);

    expect(await screen.findByLabelText(/^Name/)).toHaveValue(
      'checkout-vouchers',
    );
  });

  it('says what changed since one looked, and begins nothing', async () => {
    const old = new Date(Date.now() - 120_000).toISOString();
    world.goldenPaths.planOf = () => ({ ...somePlan(), createdAt: old });
    renderPages(address, world);
    await seePlan('checkout-vouchers');
    await screen.findByText('Nothing was written yet.');
    world.goldenPaths.planOf = () => {
      const plan = somePlan();
      return {
        ...plan,
        digest: `sha256:${'c3'.repeat(32)}`,
        repository: {
          ...plan.repository,
          files: plan.repository.files.slice(1),
        },
      };
    };
    await press('Create checkout-vouchers');

    expect(
      await screen.findByText(/Something changed since you looked/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No longer in the repository: README.md.'),
    ).toBeInTheDocument();
    expect(world.scaffolder.begun).toEqual([]);

    await press('Create checkout-vouchers');
    await screen.findByRole('heading', {
      name: 'Node service: checkout-vouchers',
    });
    expect(world.scaffolder.begun[0].values.planDigest).toBe(
      `sha256:${'c3'.repeat(32)}`,
    );
  });

  it('says which dependency is away and keeps what was filled in', async () => {
    jest.spyOn(world.goldenPaths, 'plan').mockRejectedValue(
      await refusal(503, {
        name: 'ServiceUnavailableError',
        message: 'The Git host at http://localhost:7009 does not answer.',
      }),
    );
    renderPages(address, world);
    await seePlan('checkout-vouchers');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The plan was not made');
    expect(alert).toHaveTextContent('The Git host at http://localhost:7009');
    await press('Back');
    expect(await screen.findByLabelText(/^Name/)).toHaveValue(
      'checkout-vouchers',
    );
  });

  it('does not let a plan be carried out that got too old', async () => {
    world.goldenPaths.planOf = () => ({
      ...somePlan(),
      expiresAt: new Date(Date.now() - 1000).toISOString(),
    });
    renderPages(address, world);
    await seePlan('checkout-vouchers');

    expect(await screen.findByText('The plan is too old')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Create checkout-vouchers' }),
    ).toBeDisabled();
  });

  it('shows a plan that was made elsewhere, to be looked at only', async () => {
    const plan = somePlan();
    world.goldenPaths.plans.set(plan.digest, plan);
    renderPages(`${address}?plan=${encodeURIComponent(plan.digest)}`, world);

    expect(
      await screen.findByText('You look at a plan that was made elsewhere'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Create checkout-vouchers' }),
    ).toBeDisabled();
  });

  it('says of a golden path without a plan that it has none', async () => {
    renderPages('/create/templates/default/plain', world);
    await userEvent.type(await screen.findByLabelText(/^Name/), 'something');
    await press('Review');
    await screen.findByText(
      'This golden path cannot show beforehand what it makes',
    );
    await press('Create it');

    await screen.findByRole('heading', { name: /Node service/ });
    expect(world.scaffolder.begun[0].values).toEqual({ name: 'something' });
  });

  it('says that there is no such golden path', async () => {
    renderPages('/create/templates/default/gone', world);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The golden path gone could not be shown',
    );
  });
});
