import {
  EnvironmentsClient,
  type Drift,
  type Environment,
  type RunSummary,
} from '@cairn/plugin-environments-common';
import { CommandError, EXIT } from '../exitCodes';
import { plain } from '../output/plain';
import type { PortalContext } from '../portal/PortalContext';
import { left } from '../views/age';
import { driftLines } from '../views/driftView';
import { orphanColumns, receiptLines } from '../views/receiptView';
import { followToEnd } from './applying';

/** `cairn env extend NAME`. */
export async function extendEnvironment(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<void> {
  const environment = await new EnvironmentsClient(portal).extend(name);
  if (format !== 'table') {
    output.data(format, environment);
    return;
  }
  const { expiresAt, renewals } = environment.lease;
  const more = renewals.allowed - renewals.used;
  output.lines(
    `${plain(name)} ends ${left(expiresAt, Date.now())} now, at ${expiresAt}.`,
    more > 0
      ? `It can be extended ${more === 1 ? 'once' : `${more} times`} more.`
      : 'It cannot be extended again.',
  );
}

/**
 * `cairn env drift NAME`. Answers with 1 where something drifted, and with 6 where nobody can tell whether anything did, so
 * that a script can tell.
 */
export async function showDrift(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<number> {
  const client = new EnvironmentsClient(portal);
  const drift = await client.getDrift(name);
  if (format === 'table') {
    output.lines(
      ...driftLines(await client.getEnvironment(name), drift, {
        style: output.style,
        now: Date.now(),
      }),
    );
  } else {
    output.data(format, drift);
  }
  return driftExitCode(drift);
}

/** What was not compared is not known to be as planned. */
export function driftExitCode({
  resources,
  unknown,
  observedAt,
}: Drift): number {
  if (resources.length > 0) {
    return EXIT.failed;
  }
  return unknown.length > 0 || observedAt === undefined
    ? EXIT.notReady
    : EXIT.ok;
}

/** `cairn env receipt NAME`. Answers with 1 where not everything is proven to be gone. */
export async function showReceipt(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<number> {
  const receipt = await new EnvironmentsClient(portal).getReceipt(name);
  if (format === 'table') {
    output.lines(...receiptLines(receipt, output.style));
  } else {
    output.data(format, receipt);
  }
  return receipt.complete ? EXIT.ok : EXIT.failed;
}

/** `cairn env orphans`. */
export async function listOrphans({
  portal,
  output,
  format,
}: PortalContext): Promise<void> {
  const orphans = await new EnvironmentsClient(portal).listOrphans();
  if (format !== 'table') {
    output.data(format, { items: orphans });
  } else if (orphans.length === 0) {
    output.lines('Nothing was found that belongs to no environment.');
  } else {
    output.table(orphanColumns(Date.now()), orphans);
  }
}

/** `cairn env retry NAME`: goes on with its last run. */
export async function retryRun(
  context: PortalContext,
  name: string,
): Promise<number> {
  const client = new EnvironmentsClient(context.portal);
  const last = lastRunOf(await client.getEnvironment(name));
  return followToEnd(context, await client.retryRun(last.id));
}

/** `cairn env cancel NAME`: ends its run at the next border between two steps. */
export async function cancelRun(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<void> {
  const client = new EnvironmentsClient(portal);
  const last = lastRunOf(await client.getEnvironment(name));
  const run = await client.cancelRun(last.id);
  if (format === 'table') {
    output.lines(
      run.state === 'Cancelled'
        ? `The run of ${plain(name)} is cancelled: ${plain(run.message)}`
        : `The run of ${plain(name)} ends after the step that it is at.`,
    );
  } else {
    output.data(format, run);
  }
}

function lastRunOf({ name, lastRun }: Environment): RunSummary {
  if (!lastRun) {
    throw new CommandError(`${plain(name)} has had no run yet.`, EXIT.notFound);
  }
  return lastRun;
}
