import { readFile } from 'node:fs/promises';
import { testPlatform } from './platform';

/** Commits a new file to `main` of a repository of the example company, as a push would. */
export async function commitFile(
  repository: string,
  path: string,
  content: string,
  message: string,
): Promise<void> {
  const { url, tokenFile, organization } = testPlatform().git;
  const token = (await readFile(tokenFile, 'utf8')).trim();
  const response = await fetch(
    `${url}/api/v1/repos/${organization}/${repository}/contents/${path}`,
    {
      method: 'POST',
      headers: {
        authorization: `token ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        branch: 'main',
        content: Buffer.from(content).toString('base64'),
        message,
      }),
    },
  );
  if (!response.ok) {
    throw new Error(
      `The Git host answered ${response.status}: ${await response.text()}`,
    );
  }
}
