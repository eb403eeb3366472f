import { tryProgram } from '../runProgram';

/**
 * The registry that npm uses on this machine. Runs do not see a person's own `.npmrc`, which may hold credentials, but
 * behind a company's mirror they find no package without its address.
 *
 * @returns `undefined` where it is npm's own, carries a credential, or cannot be told.
 */
export async function npmRegistry(
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await tryProgram({
    command: 'npm',
    args: ['config', 'get', 'registry'],
    cwd: '/',
    timeoutMs: 15_000,
    signal,
  }).catch(() => undefined);
  const said = answer?.code === 0 ? answer.stdout.trim() : '';
  if (!URL.canParse(said)) {
    return undefined;
  }
  const { protocol, username, password } = new URL(said);
  return /^https?:$/.test(protocol) && !username && !password
    ? said
    : undefined;
}
