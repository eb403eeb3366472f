import { readFile } from 'node:fs/promises';
import { testPlatform } from './platform';

async function post(
  repository: string,
  path: string,
  body: object,
): Promise<void> {
  const { url, tokenFile, organization } = testPlatform().git;
  const token = (await readFile(tokenFile, 'utf8')).trim();
  const response = await fetch(
    `${url}/api/v1/repos/${organization}/${repository}/${path}`,
    {
      method: 'POST',
      headers: {
        authorization: `token ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    },
  );
  if (!response.ok) {
    throw new Error(
      `The Git host answered ${response.status}: ${await response.text()}`,
    );
  }
}

/** Commits a new file to `main` of a repository of the example company, as a push would. */
export function commitFile(
  repository: string,
  path: string,
  content: string,
  message: string,
): Promise<void> {
  return post(repository, `contents/${path}`, {
    branch: 'main',
    content: Buffer.from(content).toString('base64'),
    message,
  });
}

/** Makes a branch of a repository of the example company, at its `main`. */
export function makeBranch(repository: string, name: string): Promise<void> {
  return post(repository, 'branches', {
    new_branch_name: name,
    old_branch_name: 'main',
  });
}
