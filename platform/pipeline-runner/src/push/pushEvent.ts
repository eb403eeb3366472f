import { InputError } from '@backstage/errors';
import { z } from 'zod';

const REPOSITORY_PART = /^[A-Za-z0-9_.-]{1,100}$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const payloadSchema = z.object({
  ref: z.string().max(1024),
  before: z.string().regex(COMMIT),
  after: z.string().regex(COMMIT),
  repository: z.object({
    name: z.string().regex(REPOSITORY_PART),
    owner: z.object({ login: z.string().regex(REPOSITORY_PART) }),
    default_branch: z.string().default('main'),
  }),
  pusher: z.object({ login: z.string() }),
  head_commit: z
    .object({
      id: z.string(),
      message: z.string(),
      url: z.string(),
      author: z.object({ name: z.string() }),
    })
    .nullish(),
});

/** A commit that came to a branch. */
export interface Push {
  /** `owner/name`. */
  repository: string;
  branch: string;
  defaultBranch: string;
  /** Commit that the branch was at; zeros where it is new. */
  before: string;
  sha: string;
  /** First line. */
  message: string;
  author: string;
  /** Page of the commit. */
  url: string;
  /** Who pushed: login at the Git host. */
  pusher: string;
}

const BRANCH = 'refs/heads/';

/** Longest text of a commit that is kept. */
const MESSAGE_CHARACTERS = 300;

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.slice(0, MESSAGE_CHARACTERS);
}

/** The words that GitHub knows too, anywhere in the message. */
function asksToSkip(message: string): boolean {
  return /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/i.test(
    message,
  );
}

/**
 * Reads what Gitea tells of a push.
 *
 * @returns Why there is nothing to run, or the push.
 * @throws InputError where it is no push as Gitea tells it.
 */
export function readPush(payload: unknown): Push | { ignored: string } {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) {
    throw new InputError(
      `This is not a push as Gitea tells it: ${z.prettifyError(parsed.error)}`,
    );
  }
  const { ref, before, after, repository, pusher, head_commit } = parsed.data;
  if (!ref.startsWith(BRANCH)) {
    return { ignored: 'Only pushes to branches start pipelines' };
  }
  if (/^0+$/.test(after)) {
    return { ignored: 'The branch was deleted' };
  }
  if (head_commit && asksToSkip(head_commit.message)) {
    return { ignored: 'The commit asks for no pipeline' };
  }
  return {
    repository: `${repository.owner.login}/${repository.name}`,
    branch: ref.slice(BRANCH.length),
    defaultBranch: repository.default_branch,
    before,
    sha: after,
    message: firstLine(head_commit?.message ?? ''),
    author: firstLine(head_commit?.author.name ?? pusher.login),
    url: head_commit?.url ?? '',
    pusher: pusher.login,
  };
}
