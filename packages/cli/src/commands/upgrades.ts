import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import { EXIT } from '../exitCodes';
import { plain } from '../output/plain';
import type { PortalContext } from '../portal/PortalContext';
import { confirm } from '../terminal/confirm';
import { upgradeColumns } from '../views/upgradeView';

/** `cairn class upgrade NAME`: plans it for every environment of the class, shows all, asks once, and applies them. */
export async function upgradeEnvironments(
  { portal, output, format }: PortalContext,
  name: string,
  options: { yes?: boolean },
): Promise<number> {
  const client = new EnvironmentsClient(portal);
  const summary = await client.planUpgrades(name);
  const ready = summary.items.flatMap(({ digest, blockers }) =>
    digest && blockers.length === 0 ? [digest] : [],
  );
  if (format === 'table') {
    if (summary.items.length === 0) {
      output.lines(
        `Every environment of ${plain(name)} that you may change has version ${
          summary.version
        }.`,
      );
      return EXIT.ok;
    }
    output.table(upgradeColumns, summary.items);
    output.lines(
      '',
      `${ready.length} of ${summary.items.length} can be upgraded now; ${summary.current} have the newest version already.`,
    );
  }
  if (ready.length === 0) {
    if (format !== 'table') {
      output.data(format, summary);
    }
    // Nothing to do is done; what is to be done and cannot be is not.
    return summary.items.length === 0 ? EXIT.ok : EXIT.notReady;
  }
  if (!options.yes) {
    await confirm(`Upgrade ${ready.length}, each by exactly its plan?`);
  }
  const applied = await client.applyAll(ready);
  const refused = applied.filter(({ run }) => run === undefined);
  if (format === 'table') {
    output.lines(
      `${applied.length - refused.length} runs have begun.`,
      ...refused.map(
        ({ digest, message }) =>
          `${output.style('bad', 'Refused')} ${plain(digest)}: ${plain(
            message ?? '',
          )}`,
      ),
    );
  } else {
    output.data(format, { ...summary, applied });
  }
  return refused.length > 0 ? EXIT.conflict : EXIT.ok;
}
