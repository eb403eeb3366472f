import {
  EnvironmentsClient,
  type Approval,
  type ApprovalQuery,
} from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { PortalContext } from '../portal/PortalContext';
import { confirm } from '../terminal/confirm';
import { approvalColumns, approvalLines } from '../views/approvalView';
import { showPlan } from './applying';

/** `cairn env approvals`. */
export async function listApprovals(
  { portal, output, format }: PortalContext,
  query: ApprovalQuery,
): Promise<void> {
  const page = await new EnvironmentsClient(portal).listApprovals(query);
  if (format !== 'table') {
    output.data(format, page);
  } else if (page.items.length === 0) {
    output.lines(
      query.view === 'decide' ? 'Nothing waits for you.' : 'There is none.',
    );
  } else {
    output.table(approvalColumns(Date.now()), page.items);
    if (page.total > page.items.length) {
      output.note(`${page.items.length} of ${page.total}.`);
    }
  }
}

function say({ output, format }: PortalContext, approval: Approval): void {
  if (format === 'table') {
    output.lines(...approvalLines(approval, output.style, Date.now()));
  } else {
    output.data(format, approval);
  }
}

/** `cairn env ask DIGEST`: asks for the yes that a plan needs. */
export async function requestApproval(
  context: PortalContext,
  digest: string,
  { note }: { note?: string },
): Promise<void> {
  const client = new EnvironmentsClient(context.portal);
  say(context, await client.requestApproval(digest, note));
}

/** `cairn env approve DIGEST`: shows the plan and says yes to exactly it, or no with `--reject`. */
export async function decide(
  context: PortalContext,
  digest: string,
  options: { reject?: string; reason?: string; yes?: boolean; full?: boolean },
): Promise<void> {
  const client = new EnvironmentsClient(context.portal);
  if (context.format === 'table') {
    showPlan(context, await client.getPlan(digest), options.full ?? false);
  }
  if (options.reject !== undefined) {
    say(
      context,
      await client.decide(digest, {
        decision: 'reject',
        reason: options.reject,
      }),
    );
    return;
  }
  if (!options.yes) {
    const { environment } = await client.getApproval(digest);
    await confirm(`Say yes to exactly this plan for ${plain(environment)}?`);
  }
  say(
    context,
    await client.decide(digest, {
      decision: 'approve',
      ...(options.reason !== undefined && { reason: options.reason }),
    }),
  );
}

/** `cairn env withdraw DIGEST`: takes a request, or a yes, back. */
export async function withdraw(
  context: PortalContext,
  digest: string,
  { reason }: { reason?: string },
): Promise<void> {
  const client = new EnvironmentsClient(context.portal);
  say(context, await client.withdraw(digest, reason));
}
