import { isDeepStrictEqual } from 'node:util';
import type { Drift, Environment } from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import { shellWord } from '../output/shellWord';
import type { Style } from '../output/Style';
import { ago } from './age';
import { fieldLine } from './planView';

/**
 * What is not as it was planned, who changed it, and the ways out.
 *
 * @param environment - what it is meant to be now
 */
export function driftLines(
  { name, parameters }: Pick<Environment, 'name' | 'parameters'>,
  drift: Drift,
  { style, now }: { style: Style; now: number },
): string[] {
  const seen = drift.observedAt
    ? `looked at ${ago(drift.observedAt, now)} ago`
    : 'not looked at yet';
  const unknown = drift.unknown.map(
    ({ ref, message }) =>
      `  ${style('muted', '?')} ${plain(`${ref.kind}/${ref.name}`)} ${plain(
        message,
      )}`,
  );
  if (drift.resources.length === 0) {
    const head =
      unknown.length > 0 || !drift.observedAt
        ? style('muted', 'Not known')
        : style('good', 'No drift');
    return [`${head} in ${plain(name)} (${seen}).`, ...unknown];
  }
  return [
    `${style('warning', 'Drifted')}: ${drift.resources.length} in ${plain(
      name,
    )} (${seen})`,
    ...drift.resources.flatMap(({ ref, component, message, fields }) => [
      '',
      `  ${style('strong', plain(`${ref.kind}/${ref.name}`))} ${style(
        'muted',
        `(${plain(component)})`,
      )}  ${plain(message)}`,
      ...fields.map(field => {
        const { sign, tone, text } = fieldLine(field);
        const by = field.manager
          ? `  by ${field.manager}${
              field.changedAt ? `, ${ago(field.changedAt, now)} ago` : ''
            }`
          : '';
        return style(tone, `      ${sign} ${text}${plain(by)}`);
      }),
    ]),
    ...unknown,
    '',
    `Put it back:  ./cairn env repair ${plain(name)}`,
    ...(drift.accept
      ? [
          `Accept it:    ./cairn env update ${plain(name)}${Object.entries(
            drift.accept.parameters,
          )
            .filter(
              ([key, value]) => !isDeepStrictEqual(value, parameters[key]),
            )
            .map(([key, value]) => ` --set ${assignment(key, value)}`)
            .join('')}  (${drift.accept.covers} of ${drift.accept.of} fields)`,
        ]
      : []),
  ];
}

/** Whoever changed an object chose the value: in a shell it must stay one word. */
function assignment(key: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return shellWord(plain(`${key}=${text}`));
}
