import type { StartEnvironment } from '@cairn/plugin-golden-paths-common';
import {
  GoldenPathsClient,
  whyNoServiceName,
} from '@cairn/plugin-golden-paths-common';
import { CommandError, EXIT } from '../exitCodes';
import { AuthorizationServer } from '../login/authorization';
import { plain } from '../output/plain';
import { systemsOf } from '../portal/entities';
import type { PortalContext } from '../portal/PortalContext';
import { groupRef, shortGroup } from './groups';

/** What the command line said; the rest is asked. */
export interface NewServiceOptions {
  name?: string;
  owner?: string;
  system?: string;
  description?: string;
  /** `dev=service-dev`, or `none`. */
  env?: string[];
}

/** The form's values. */
export interface ServiceValues {
  name: string;
  owner: string;
  system?: string;
  description: string;
  environments?: StartEnvironment[];
}

/** Environments that `--env` means; undefined where it was not given. */
export function startEnvironmentsOf(
  env: readonly string[] | undefined,
): StartEnvironment[] | undefined {
  if (env?.length === 1 && env[0] === 'none') {
    return [];
  }
  return env?.map(text => {
    const [, name, className] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
    if (name === undefined || className === undefined) {
      throw new CommandError(
        `"${plain(
          text,
        )}" is no environment. Give one as NAME=CLASS, for example --env dev=service-dev, or --env none.`,
        EXIT.usage,
      );
    }
    return { name, class: className };
  });
}

function systemRef(text: string): string {
  if (text.includes(':')) {
    return text;
  }
  return text.includes('/') ? `system:${text}` : `system:default/${text}`;
}

async function myGroups({ portal }: PortalContext): Promise<string[]> {
  const token = await portal.accessToken();
  const { owns } = await portal.reach(() =>
    new AuthorizationServer(portal.url).whoIs(token),
  );
  return owns.filter(ref => ref.startsWith('group:'));
}

/** Asks for what the command line left out. Where nobody is there to answer, says what is missing. */
export async function fillForm(
  context: PortalContext,
  options: NewServiceOptions,
  isInteractive: boolean,
): Promise<ServiceValues> {
  const environments = startEnvironmentsOf(options.env);
  const { name, owner, description, system } = options;
  if (name !== undefined && owner !== undefined && description !== undefined) {
    return {
      name,
      owner: groupRef(owner),
      description,
      ...(system && { system: systemRef(system) }),
      ...(environments && { environments }),
    };
  }
  if (!isInteractive) {
    const missing = [
      ...(name === undefined ? ['--name'] : []),
      ...(owner === undefined ? ['--owner'] : []),
      ...(description === undefined ? ['--description'] : []),
    ];
    throw new CommandError(
      `There is nobody to ask. Give ${missing.join(', ')}.`,
      EXIT.usage,
    );
  }
  return ask(context, options, environments);
}

async function ask(
  context: PortalContext,
  options: NewServiceOptions,
  environments: StartEnvironment[] | undefined,
): Promise<ServiceValues> {
  // Loaded here: nothing else asks more than yes or no.
  const clack: typeof import('@clack/prompts') = require('@clack/prompts');
  const given = (answer: string | symbol): string => {
    if (typeof answer === 'symbol') {
      throw new CommandError('Nothing was changed.', EXIT.interrupted);
    }
    return answer;
  };
  const name =
    options.name ??
    given(
      await clack.text({
        message: 'Name of the service',
        placeholder: 'orders-api',
        validate: text => whyNoServiceName(text ?? ''),
      }),
    );
  const availability = await new GoldenPathsClient(context.portal).checkName(
    name,
  );
  if (!availability.available) {
    const reasons = availability.places
      .filter(({ state }) => state !== 'free')
      .map(({ message }) => plain(message));
    throw new CommandError(
      `"${plain(name)}" cannot be had: ${
        availability.invalid ?? reasons.join(' ')
      }`,
      EXIT.conflict,
    );
  }
  const groups = await myGroups(context);
  const owner =
    options.owner ??
    given(
      groups.length > 0
        ? await clack.select({
            message: 'Which group looks after it?',
            options: groups.map(ref => ({
              value: ref,
              label: shortGroup(plain(ref)),
            })),
          })
        : await clack.text({ message: 'Which group looks after it?' }),
    );
  const description =
    options.description ??
    given(
      await clack.text({
        message: 'What is it for? A sentence, for those who find it',
        validate: text =>
          (text ?? '').trim().length < 10
            ? 'Say it in ten characters or more.'
            : undefined,
      }),
    );
  const systems =
    options.system === undefined ? await systemsOf(context.portal) : [];
  const system =
    options.system ??
    (systems.length > 0
      ? given(
          await clack.select({
            message: 'What is it a part of?',
            options: [
              { value: '', label: 'of no system' },
              ...systems.map(ref => ({ value: ref, label: plain(ref) })),
            ],
          }),
        )
      : '');
  return {
    name,
    owner: groupRef(owner),
    description,
    ...(system && { system: systemRef(system) }),
    ...(environments && { environments }),
  };
}
