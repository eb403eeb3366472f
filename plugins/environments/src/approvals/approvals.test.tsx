import type { Approval, Plan } from '@cairn/plugin-environments-common';
import { refusal, seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import {
  renderApprovals,
  renderPages,
  renderWithApis,
} from '../__testUtils__/renderPages';
import { WaitsForMe } from './WaitsForMe';

describe('approvals', () => {
  let fake: FakeEnvironments;

  beforeEach(() => {
    fake = new FakeEnvironments();
  });

  async function planOf(name: string): Promise<Plan> {
    return fake.plan({
      action: 'create',
      class: 'sandbox',
      name,
      owner: 'group:default/checkout-team',
      parameters: { size: 'small' },
    });
  }

  async function asked(
    name: string,
    changes: Partial<Approval> = {},
  ): Promise<Approval> {
    const { digest, expiresAt } = await planOf(name);
    return fake.approvals.keep({
      id: `of-${name}`,
      digest,
      state: 'Waiting',
      reason: 'Waits for a yes of platform-team (cost.approval-above).',
      action: 'create',
      environment: name,
      owner: 'group:default/checkout-team',
      class: 'sandbox',
      requestedBy: 'user:default/tomas.lindqvist',
      agent: false,
      note: 'For the load test on Friday.',
      summary: '4 create',
      price: { monthlyMicros: 62_500_000, currency: 'USD' },
      needed: [
        {
          rule: 'cost.approval-above',
          title: 'Somebody says yes to what costs much',
          message: 'It would cost 62.50 USD a month.',
          approvers: ['group:default/platform-team'],
          fourEyes: true,
        },
      ],
      decisions: [],
      createdAt: new Date().toISOString(),
      expiresAt,
      may: ['approve', 'reject'],
      ...changes,
    });
  }

  describe('the list', () => {
    it('shows what waits for the person, and counts honestly', async () => {
      await asked('load-test');
      await asked('other', { may: [] });
      const { container } = renderApprovals('', fake);

      await screen.findByText('1 request waits for you');
      const rows = within(screen.getByRole('list', { name: 'Approvals' }));
      const row = rows.getByRole('listitem');
      expect(row).toHaveTextContent('Make load-test');
      expect(row).toHaveTextContent('Waits for a yes of platform-team');
      expect(row).toHaveTextContent('4 to create · $62.50 a month');
      expect(await seriousFindings(container)).toEqual([]);
    });

    it('takes its filters from the address and asks the server for them', async () => {
      await asked('load-test', { state: 'Approved' });
      const list = jest.spyOn(fake, 'listApprovals');
      renderApprovals(
        '?view=all&state=Approved&search=load&sort=timeLeft',
        fake,
      );
      expect(
        await screen.findByText('1 request that you may see'),
      ).toBeInTheDocument();
      expect(list).toHaveBeenLastCalledWith({
        view: undefined,
        state: ['Approved'],
        search: 'load',
        sort: 'expiresAt',
        order: 'asc',
        limit: 25,
        cursor: undefined,
      });
    });

    it('says what to do where there is nothing', async () => {
      renderApprovals('', fake);
      expect(
        await screen.findByText('Nothing waits for you'),
      ).toBeInTheDocument();
      await userEvent.click(
        screen.getByRole('button', { name: 'See all requests' }),
      );
      expect(
        await screen.findByText('Nobody asked for an approval yet'),
      ).toBeInTheDocument();
    });

    it('says what is wrong where it cannot be listed', async () => {
      fake.listApprovals = async () => {
        throw await refusal(503, {
          name: 'ServiceUnavailableError',
          message: 'The catalog does not answer',
        });
      };
      renderApprovals('', fake);
      expect(
        await screen.findByText(/The approvals could not be listed/),
      ).toBeInTheDocument();
    });
  });

  describe('a request', () => {
    it('shows the answer, whose yes it needs and the same plan, and takes a yes', async () => {
      const { digest } = await asked('load-test');
      const { container } = renderApprovals(`/${digest}`, fake);

      expect(
        await screen.findByText('For the load test on Friday.'),
      ).toBeInTheDocument();
      expect(screen.getByText('Nobody said anything yet')).toBeInTheDocument();
      expect(
        await screen.findByText('Nothing was written yet.'),
      ).toBeInTheDocument();
      expect(await seriousFindings(container)).toEqual([]);

      const decide = jest.spyOn(fake, 'decide');
      await userEvent.type(screen.getByLabelText('What you say'), 'go ahead');
      await userEvent.click(
        screen.getByRole('button', { name: 'Approve exactly this plan' }),
      );
      expect(await screen.findByText('Said yes')).toBeInTheDocument();
      expect(decide).toHaveBeenCalledWith(digest, {
        decision: 'approve',
        reason: 'go ahead',
      });
    });

    it('is rejected only with a reason', async () => {
      const { digest } = await asked('load-test');
      renderApprovals(`/${digest}`, fake);
      const reject = await screen.findByRole('button', { name: 'Reject' });
      expect(reject).toBeDisabled();
      await userEvent.type(screen.getByLabelText('What you say'), 'too dear');
      await userEvent.click(reject);
      expect(await screen.findByText('Said no')).toBeInTheDocument();
      expect(screen.getByText('Refused')).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: 'Reject' }),
      ).not.toBeInTheDocument();
    });

    it('says what changed where a yes would be void, and shows that it is', async () => {
      const approval = await asked('load-test');
      fake.decide = async () => {
        fake.approvals.keep({
          ...approval,
          state: 'Void',
          reason: 'Planned again it would not be the same plan.',
          differences: [
            {
              part: 'class',
              what: "there is another version of class 'sandbox'",
              before: 'sha256:1',
              after: 'sha256:2',
            },
            {
              part: 'environment',
              what: 'it would end at another time',
              before: '2030-01-01T10:00:00.000Z',
            },
          ],
          may: [],
        });
        throw await refusal(409, {
          name: 'STALE_PLAN',
          message: 'The plan is out of date.',
          changes: ["there is another version of class 'sandbox'"],
        });
      };
      renderApprovals(`/${approval.digest}`, fake);
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Approve exactly this plan',
        }),
      );
      expect(await screen.findByText('Void')).toBeInTheDocument();
      expect(
        screen.getByText(
          "Planned again it would not be the same plan: there is another version of class 'sandbox', and 1 more.",
        ),
      ).toBeInTheDocument();
      await userEvent.click(screen.getByText('See all 2 differences'));
      const [version, end] = within(
        screen.getByRole('list', { name: 'What changed since it was planned' }),
      ).getAllByRole('listitem');
      expect(version).toHaveTextContent(
        "There is another version of class 'sandbox'it was sha256:1, it is sha256:2",
      );
      expect(end).not.toHaveTextContent('2030-01-01T');
      expect(
        screen.getByText(/Plan again, look at the new plan/),
      ).toBeInTheDocument();
    });

    it('offers nothing to who may say nothing', async () => {
      const { digest } = await asked('load-test', { may: [] });
      renderApprovals(`/${digest}`, fake);
      await screen.findByText('Nothing was written yet.');
      for (const name of ['Approve exactly this plan', 'Reject', 'Withdraw']) {
        expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
      }
    });

    it('says that a program asked, and lets the person apply', async () => {
      const { digest } = await asked('load-test', {
        agent: true,
        may: ['apply', 'withdraw'],
      });
      renderApprovals(`/${digest}`, fake);
      expect(
        await screen.findByText('A program asked for it'),
      ).toBeInTheDocument();
      const apply = jest.spyOn(fake, 'apply');
      const [first] = await screen.findAllByRole('button', {
        name: 'Apply this plan',
      });
      await userEvent.click(first);
      await waitFor(() => expect(apply).toHaveBeenCalledWith(digest));
    });

    it('shows what is different from the plan before', async () => {
      const last = await fake.plan({
        action: 'create',
        class: 'sandbox',
        name: 'load-test',
        owner: 'group:default/checkout-team',
        parameters: { size: 'large' },
      });
      const { digest } = await asked('load-test', { lastDigest: last.digest });
      renderApprovals(`/${digest}`, fake);
      const section = await screen.findByRole('region', {
        name: 'What is different from the last one',
      });
      expect(await within(section).findByText(/large/)).toBeInTheDocument();
      expect(within(section).getByText(/small/)).toBeInTheDocument();
    });

    it('says where nobody asked for it', async () => {
      renderApprovals(`/sha256:${'0'.repeat(64)}`, fake);
      expect(await screen.findByText(/could not be shown/)).toBeInTheDocument();
    });
  });

  it('are asked for where the plan is, with a note', async () => {
    const plan = await planOf('load-test');
    fake.getPlan = async () => ({ ...plan, blockers: ['approval'] });
    const ask = jest.spyOn(fake, 'requestApproval');
    const { container } = renderPages(`/plans/${plan.digest}`, fake);
    await userEvent.type(
      await screen.findByLabelText('Note for those who decide'),
      'for Friday',
    );
    expect(await seriousFindings(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for approval' }),
    );
    await waitFor(() =>
      expect(ask).toHaveBeenCalledWith(plan.digest, 'for Friday'),
    );
  });

  it('stand on Home while they wait', async () => {
    await asked('load-test');
    renderWithApis(<WaitsForMe />, { fake });
    expect(
      await screen.findByRole('link', { name: 'Make load-test' }),
    ).toHaveAttribute('href', expect.stringMatching(/^\/approvals\/sha256/));
  });
});
