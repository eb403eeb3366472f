import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { eventually, RunnerUnderTest, workflowOf } from './RunnerUnderTest';

let runner: RunnerUnderTest;
beforeAll(async () => {
  runner = await RunnerUnderTest.start();
});
afterAll(() => runner.stop());

function hook(body: string, headers: Record<string, string>) {
  return fetch(`${runner.url}/hooks/push`, {
    method: 'POST',
    headers: { 'X-Gitea-Event': 'push', ...headers },
    body,
  });
}

function signed(body: string, secret = runner.secret) {
  return {
    'X-Gitea-Signature': createHmac('sha256', secret)
      .update(body)
      .digest('hex'),
  };
}

it('takes signed pushes only', async () => {
  const repository = await runner.repository('forged');
  const sha = await runner.company.push('forged', workflowOf('true'), {
    message: '[skip ci]',
  });
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    before: '0'.repeat(40),
    after: sha,
    repository: { name: 'forged', owner: { login: runner.company.name } },
    pusher: { login: 'mallory' },
  });
  for (const headers of [
    {},
    { 'X-Gitea-Signature': '' },
    { 'X-Gitea-Signature': 'ab'.repeat(32) },
    signed(body, 'another secret'),
    signed(`${body} `),
  ]) {
    expect((await hook(body, headers)).status).toBe(401);
  }
  expect((await runner.runs(repository)).total).toBe(0);
  expect((await hook(body, signed(body))).status).toBe(202);
  expect((await runner.runs(repository)).total).toBe(1);
});

it.each(['{', '[]', '{"ref": 1}', '"x"'])(
  'refuses %s, though it is signed',
  async body => {
    const answer = await hook(body, signed(body));
    expect(answer.status).toBe(400);
  },
);

it('refuses a repository that is a path', async () => {
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    before: '0'.repeat(40),
    after: '1'.repeat(40),
    repository: { name: '../../x', owner: { login: 'a/b' } },
    pusher: { login: 'mallory' },
  });
  expect((await hook(body, signed(body))).status).toBe(400);
});

it('tells of runs to who has the token, on loopback, only', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${runner.url}/api/v1/runs`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ Authorization: 'Bearer wrong' })).status).toBe(401);
  const authorization = { Authorization: `Bearer ${runner.token}` };
  expect((await ask(authorization)).status).toBe(200);
  const status = await new Promise(resolve => {
    request(
      `${runner.url}/api/v1/runs`,
      { headers: { ...authorization, Host: 'rebound.example' } },
      answer => resolve(answer.statusCode),
    ).end();
  });
  expect(status).toBe(421);
});

const DEPLOY = `
set -eu
git clone --quiet "$CAIRN_GIT_URL" copy
cd copy
echo deployed > version.txt
git add version.txt
git commit --quiet --message "Deploy"
git push --quiet origin HEAD:main
cd ..
other=$(echo "$CAIRN_GIT_URL" | sed s/mine/theirs/)
echo "$GITHUB_TOKEN" > token
refused() { ! git -c "http.extraHeader=Authorization: Bearer $GITHUB_TOKEN" "$@"; }
refused ls-remote "$other"
refused push "$other" HEAD:refs/heads/stolen
refused ls-remote "\${CAIRN_GIT_URL%/*}/../mine/../theirs.git"
code=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $GITHUB_TOKEN" "\${CAIRN_GIT_URL%.git}/settings")
echo "settings: $code"
code=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $GITHUB_TOKEN" "\${CAIRN_GIT_URL%/git/*}/api/v1/runs")
echo "runs: $code"
code=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: token $GITHUB_TOKEN" "$GITHUB_API_URL/user")
echo "user: $code"
echo "token: $(cat token | tr a-f A-F)"
sleep 1
`;

it('lets a run push to its own repository, which starts no other run, and to no other one', async () => {
  const mine = await runner.repository('mine');
  await runner.repository('theirs');
  const sha = await runner.company.push('mine', workflowOf(DEPLOY));
  const run = await runner.endOf(sha);
  const text = await runner.text(run.id);
  expect([run.message, text]).toEqual(['1 job succeeded.', text]);
  expect(text).toContain('settings: 404');
  expect(text).toContain('runs: 401');
  expect(text).toContain('user: 401');
  expect(await runner.company.tip('mine', 'main')).toMatchObject({
    message: expect.stringMatching(/^Deploy/),
  });
  await expect(runner.company.tip('theirs', 'stolen')).rejects.toThrow('404');

  const token = /token: (CAirn_[0-9A-F]{64})/i.exec(text)?.[1] ?? '';
  expect(token).not.toBe('');
  const answer = await fetch(
    `${runner.url}/git/${mine}.git/info/refs?service=git-upload-pack`,
    { headers: { Authorization: `Bearer ${token.toLowerCase()}` } },
  );
  expect(answer.status).toBe(401);

  // Pushes come in the order they were made: had the run's own started one, it would be there before this one.
  const later = await runner.company.push('mine', { 'later.txt': '' });
  await eventually(async () => {
    const { items } = await runner.runs(mine);
    return items.some(({ commit }) => commit.sha === later) ? true : undefined;
  });
  expect((await runner.runs(mine)).total).toBe(2);
});
