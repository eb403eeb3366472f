import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { sandbox, servicePreview } from '../../dev/classes';
import { environment } from '../../dev/environments';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { renderPages } from '../__testUtils__/renderPages';

async function fill(name: string) {
  await userEvent.type(await screen.findByLabelText(/^Name/), name);
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /Owner/ })).toHaveTextContent(
      'Checkout',
    ),
  );
}

const seePlan = () =>
  userEvent.click(screen.getByRole('button', { name: 'See the plan' }));

describe('NewEnvironmentPage', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
    fake.classes = [
      sandbox,
      {
        ...sandbox,
        name: 'with-image',
        title: 'With an image',
        parameters: {
          type: 'object',
          properties: { image: { type: 'string', title: 'Image' } },
        },
      },
    ];
  });

  it('goes from the class by the form and the plan to the run', async () => {
    const { container } = renderPages('/new', fake);
    const choose = await screen.findByRole('link', { name: 'Choose Sandbox' });
    expect(screen.getAllByText('3 days')[0]).toBeInTheDocument();

    await userEvent.click(choose);
    await fill('amara-scratch');
    expect(await seriousFindings(container)).toEqual([]);
    await seePlan();

    const heading = await screen.findByRole('heading', {
      name: 'The plan of amara-scratch, an environment of class Sandbox',
    });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(
      screen.getByText('Policy allows this: 9 rules passed'),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing was written yet.')).toBeInTheDocument();
    expect(screen.getByText('default-deny')).toBeInTheDocument();
    expect(fake.environments).toEqual([]);
    expect(await seriousFindings(container)).toEqual([]);

    await userEvent.click(
      screen.getByRole('button', { name: 'Apply this plan' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Make amara-scratch' }),
    ).toBeInTheDocument();
    expect(fake.environments).toHaveLength(1);
  });

  it('lets several be chosen where the class asks for a list', async () => {
    fake.classes = [
      {
        ...sandbox,
        name: 'several',
        parameters: {
          type: 'object',
          required: ['services'],
          properties: {
            services: {
              title: 'Services',
              type: 'array',
              minItems: 2,
              maxItems: 3,
              items: {
                type: 'string',
                'ui:field': 'EntityPicker',
                'ui:options': { catalogFilter: { kind: 'Component' } },
              },
            },
          },
        },
      },
    ];
    const plan = jest.spyOn(fake, 'plan');
    const { container } = renderPages('/new?class=several', fake);
    await fill('side-by-side');
    await userEvent.click(
      await screen.findByRole('button', { name: /Services/ }),
    );
    const [one, other] = await screen.findAllByRole('option');
    await userEvent.click(one);
    await userEvent.keyboard('{Escape}');
    expect(await seriousFindings(container)).toEqual([]);
    await seePlan();
    expect(await screen.findByText('Choose at least 2')).toBeInTheDocument();
    expect(plan).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: /Services/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: other.textContent ?? '' }),
    );
    await userEvent.keyboard('{Escape}');
    await seePlan();
    await waitFor(() =>
      expect(plan).toHaveBeenCalledWith(
        expect.objectContaining({
          parameters: {
            services: [
              expect.stringMatching(/^component:default\//),
              expect.stringMatching(/^component:default\//),
            ],
          },
        }),
      ),
    );
  });

  it('fills in the component that it is for, and lets another be chosen', async () => {
    fake.classes = [servicePreview];
    const plan = jest.spyOn(fake, 'plan');
    renderPages(
      '/new?class=service-preview&component=component:default/cart-api',
      fake,
    );
    await fill('my-preview');
    const service = await screen.findByRole('button', { name: /Service/ });
    await waitFor(() => expect(service).toHaveTextContent('cart-api'));

    await userEvent.click(service);
    await userEvent.click(
      await screen.findByRole('option', { name: /payments-api/ }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('listbox')).not.toBeInTheDocument(),
    );
    await seePlan();

    await screen.findByText('Nothing was written yet.');
    expect(plan).toHaveBeenCalledWith(
      expect.objectContaining({
        parameters: expect.objectContaining({
          service: 'component:default/payments-api',
        }),
      }),
    );
  });

  it('says what is wrong with a name while it is typed', async () => {
    renderPages('/new?class=sandbox', fake);
    await userEvent.type(await screen.findByLabelText(/^Name/), 'Bad_');

    expect(
      screen.getByText(/must be lower-case letters, digits and hyphens/),
    ).toBeInTheDocument();
  });

  it('says that a name is taken before anything is asked for', async () => {
    fake.environments = [environment('cart-refactor')];
    renderPages('/new?class=sandbox', fake);
    await fill('cart-refactor');

    expect(
      await screen.findByText(
        /There is an environment “cart-refactor” already/,
      ),
    ).toBeInTheDocument();
  });

  it('does not ask for a plan without a name', async () => {
    const plan = jest.spyOn(fake, 'plan');
    renderPages('/new?class=sandbox', fake);
    await screen.findByLabelText(/^Name/);
    await seePlan();

    expect(await screen.findByText('Give it a name')).toBeInTheDocument();
    expect(plan).not.toHaveBeenCalled();
  });

  it('shows a field’s problem at the field', async () => {
    jest.spyOn(fake, 'plan').mockRejectedValue(
      await refusal(400, {
        name: 'InputError',
        message: 'owner: is not a group of the catalog',
        fields: [
          { field: 'owner', message: 'is not a group of the catalog' },
          { field: 'parameters.image', message: 'must name a tag' },
        ],
      }),
    );
    renderPages('/new?class=with-image', fake);
    await fill('my-preview');
    await seePlan();

    expect(await screen.findByText('must name a tag')).toBeInTheDocument();
    expect(
      screen.getByText('is not a group of the catalog'),
    ).toBeInTheDocument();
  });

  it('says which rule denies, beside its object, and plans again with the fix', async () => {
    fake.classes = [
      {
        ...servicePreview,
        parameters: {
          type: 'object',
          properties: { image: { type: 'string', title: 'Image' } },
        },
      },
    ];
    renderPages('/new?class=service-preview', fake);
    await fill('my-preview');
    await userEvent.type(screen.getByLabelText('Image'), 'docker.io/acme/x:1');
    await seePlan();

    expect(await screen.findByText('Denied by 1 rule')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Apply this plan' }),
    ).toBeDisabled();
    const change = screen
      .getAllByRole('listitem')
      .find(item => item.textContent?.includes('Create Application'));
    if (!change) throw new Error('The plan shows no Application');
    expect(
      within(change).getByText(
        'Denied by the rule “Images come from our registry”',
      ),
    ).toBeInTheDocument();

    await userEvent.click(
      within(change).getByRole('button', {
        name: 'Set image to registry.larkfield.example/acme/x:1',
      }),
    );

    expect(
      await screen.findByText('Policy allows this: 9 rules passed'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Apply this plan' }),
    ).toBeEnabled();
    expect(fake.environments).toEqual([]);
  });

  it('explains a stale plan and plans again', async () => {
    renderPages('/new?class=sandbox', fake);
    await fill('amara-scratch');
    await seePlan();
    jest.spyOn(fake, 'apply').mockRejectedValueOnce(
      await refusal(409, {
        name: 'STALE_PLAN',
        message:
          'The plan is out of date, and nothing was changed. Since it was made: the class changed.',
        changes: ['the class changed'],
        differences: [{ part: 'class', what: 'the class changed' }],
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Apply this plan' }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Nothing was written');
    expect(alert).toHaveTextContent('the class changed');

    await userEvent.click(
      within(alert).getByRole('button', { name: 'Plan again' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Apply this plan' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Make amara-scratch' }),
    ).toBeInTheDocument();
  });

  it('says which dependency is away and keeps what was filled in', async () => {
    jest.spyOn(fake, 'plan').mockRejectedValue(
      await refusal(503, {
        name: 'PolicyUnavailableError',
        message: 'OPA at http://127.0.0.1:7010 did not answer in 2000 ms',
      }),
    );
    renderPages('/new?class=sandbox', fake);
    await fill('amara-scratch');
    await seePlan();

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('OPA at http://127.0.0.1:7010');
    expect(
      within(alert).getByRole('link', { name: 'Open platform' }),
    ).toHaveAttribute('href', '/platform');
    expect(screen.getByLabelText(/^Name/)).toHaveValue('amara-scratch');
  });

  it('does not let a plan be applied that got too old', async () => {
    const plan = await fake.plan({
      action: 'create',
      class: 'sandbox',
      name: 'amara-scratch',
      owner: 'group:default/checkout-team',
      parameters: {},
    });
    jest.spyOn(fake, 'getPlan').mockResolvedValue({
      ...plan,
      expiresAt: new Date(Date.now() - 1000).toISOString(),
    });
    renderPages(`/new?class=sandbox&plan=${plan.digest}`, fake);

    expect(await screen.findByText('The plan is too old')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Apply this plan' }),
    ).toBeDisabled();
  });
});
