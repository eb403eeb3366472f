import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import { EXIT } from '../exitCodes';
import { escapeControls, plain } from '../output/plain';
import type { PortalContext } from '../portal/PortalContext';
import { storyColumns, verificationLines } from '../views/ledgerView';

/** Rows that are asked for at once: the most that the API gives. */
const PAGE = 1000;

/** `cairn env explain NAME`. */
export async function explainEnvironment(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<void> {
  const story = await new EnvironmentsClient(portal).getStory(name);
  if (format !== 'table') {
    output.data(format, { items: story });
  } else if (story.length === 0) {
    output.lines(
      `The ledger has nothing of ${plain(
        name,
      )}: it was made before there was one.`,
    );
  } else {
    output.table(storyColumns(), story);
  }
}

/** `cairn ledger verify`. Answers with 1 where it does not hold. */
export async function verifyLedger({
  portal,
  output,
  format,
}: PortalContext): Promise<number> {
  const found = await new EnvironmentsClient(portal).verifyLedger();
  if (format === 'table') {
    output.lines(...verificationLines(found, output.style));
  } else {
    output.data(format, found);
  }
  return found.ok ? EXIT.ok : EXIT.failed;
}

/** `cairn ledger export`: a row a line, page by page. */
export async function exportLedger({
  portal,
  output,
}: Pick<PortalContext, 'portal' | 'output'>): Promise<void> {
  const client = new EnvironmentsClient(portal);
  let cursor: string | undefined;
  do {
    const page = await client.listLedger({
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    output.lines(
      ...page.items.map(entry => escapeControls(JSON.stringify(entry))),
    );
    cursor = page.nextCursor;
  } while (cursor);
}
