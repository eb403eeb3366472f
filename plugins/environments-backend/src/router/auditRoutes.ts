import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { audited } from '@cairn/plugin-portal-node';
import type { LedgerEntry } from '@cairn/plugin-environments-common';
import type { Router } from 'express';
import type { EnvironmentServices } from './EnvironmentServices';
import { parseLedgerQuery } from './requests';
import { asUser, type RouteContext } from './RouteContext';

/** The ledger, and what was found without an owner. */
export function addAuditRoutes(
  router: Router,
  { audit }: EnvironmentServices,
  context: RouteContext,
): void {
  router.get('/v1/orphans', async (req, res) => {
    res.json(await audit.listOrphans(await asUser(context, req)));
  });

  router.get('/v1/ledger', async (req, res) => {
    const options = await asUser(context, req);
    res.json(await audit.listLedger(parseLedgerQuery(req.query), options));
  });

  router.get('/v1/ledger/verification', async (req, res) => {
    const options = await asUser(context, req);
    res.json(
      await audited(
        context.auditor,
        {
          eventId: 'ledger-verify',
          severityLevel: 'low',
          request: req,
          meta: {},
        },
        () => audit.verifyLedger(options),
        ({ ok, entries, broken }) => ({
          ok,
          entries,
          ...(broken && { broken: { ...broken } }),
        }),
      ),
    );
  });

  router.get('/v1/ledger/export', async (req, res) => {
    const rows = audit.exportLedger(await asUser(context, req));
    await audited(
      context.auditor,
      {
        eventId: 'ledger-export',
        severityLevel: 'medium',
        request: req,
        meta: {},
      },
      async () => {
        const iterator = rows[Symbol.asyncIterator]();
        // Whoever may not read it is refused before anything is sent.
        const first = await iterator.next();
        res.type('application/jsonl');
        res.attachment('ledger.jsonl');
        const sent = { rows: 0 };
        await pipeline(Readable.from(lines(first, iterator, sent)), res);
        return sent;
      },
      sent => sent,
    );
  });
}

async function* lines(
  first: IteratorResult<LedgerEntry>,
  rest: AsyncIterator<LedgerEntry>,
  sent: { rows: number },
): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await rest.next()) {
    sent.rows += 1;
    yield `${JSON.stringify(next.value)}\n`;
  }
}
