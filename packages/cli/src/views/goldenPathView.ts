import type {
  GoldenPathPlan,
  PlannedEnvironment,
} from '@cairn/plugin-golden-paths-common';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import { left } from './age';
import { changeLines, summaryOf } from './planView';
import { verdictLines } from './policyView';
import { priceLines } from './priceView';

function formatBytes(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`;
}

function environmentLines(
  environment: PlannedEnvironment,
  options: { style: Style; portalUrl: string; full?: boolean },
): string[] {
  const { style, portalUrl, full = false } = options;
  return [
    '',
    `${style('good', '+')} environment ${style(
      'strong',
      plain(environment.name),
    )} (${plain(environment.class)}): ${summaryOf(environment.changes)}`,
    ...environment.changes
      .flatMap(change =>
        full
          ? changeLines(change, style, true)
          : changeLines(
              { ...change, object: undefined, fields: [] },
              style,
              false,
            ),
      )
      .map(line => `  ${line}`),
    ...priceLines(environment.price).map(line => `  ${line}`),
    ...verdictLines(environment.verdict, style, portalUrl).map(
      line => `  ${line}`,
    ),
  ];
}

/** What a golden path would make: repository, catalog, environments; then what policy says, and how to go on. */
export function goldenPathLines(
  plan: GoldenPathPlan,
  options: { style: Style; now: number; portalUrl: string; full?: boolean },
): string[] {
  const { style, now, portalUrl } = options;
  const { repository, verdict } = plan;
  const size = repository.files.reduce((sum, file) => sum + file.size, 0);
  return [
    `${style('good', '+')} repository ${style(
      'strong',
      plain(repository.name),
    )} with ${repository.files.length} files, ${formatBytes(size)}: ${plain(
      repository.url,
    )}`,
    ...repository.files.map(
      file =>
        `    ${style('good', `+ ${plain(file.path)}`)} ${style(
          'muted',
          formatBytes(file.size),
        )}`,
    ),
    '',
    ...plan.entities.map(
      ref => `${style('good', '+')} catalog ${style('strong', plain(ref))}`,
    ),
    ...plan.environments.flatMap(environment =>
      environmentLines(environment, options),
    ),
    '',
    ...(verdict
      ? [
          'Of the manifests among the files:',
          ...verdictLines(verdict, style, portalUrl),
        ]
      : ['Policy: could not be asked about the files']),
    '',
    'What happens, in this order:',
    ...plan.steps.map(({ name }, index) => `  ${index + 1}. ${plain(name)}`),
    '',
    ...plan.blockers.map(
      ({ field, message }) =>
        `${style('bad', 'Cannot be done')}: ${
          field ? `${plain(field)}: ` : ''
        }${plain(message)}`,
    ),
    `Digest: ${plain(plan.digest)}`,
    `Good until ${plain(plan.expiresAt)} (${left(plan.expiresAt, now)})`,
    'Nothing was written.',
  ];
}
