import { SettledPushes } from './SettledPushes';
import { readPush } from './pushEvent';

const SHA = '0755a664b453d034485151353d0d7cc41a6e7117';

/** As Gitea 1.26 tells of a push, without what nobody reads. */
function payload(over: object = {}) {
  return {
    ref: 'refs/heads/main',
    before: 'b059d638647776e38e743943a029f47c035126b7',
    after: SHA,
    total_commits: 1,
    head_commit: {
      id: SHA,
      message: 'Add the cart\n\nAnd more of it.\n',
      url: `http://localhost:7009/larkfield/cart-api/commit/${SHA}`,
      author: { name: 'Amara Okafor', email: 'amara.okafor@larkfield.example' },
    },
    repository: {
      id: 1,
      name: 'cart-api',
      full_name: 'larkfield/cart-api',
      owner: { login: 'larkfield' },
      default_branch: 'main',
    },
    pusher: { login: 'amara.okafor' },
    ...over,
  };
}

it('reads what Gitea tells', () => {
  expect(readPush(payload())).toEqual({
    repository: 'larkfield/cart-api',
    branch: 'main',
    defaultBranch: 'main',
    before: 'b059d638647776e38e743943a029f47c035126b7',
    sha: SHA,
    message: 'Add the cart',
    author: 'Amara Okafor',
    url: `http://localhost:7009/larkfield/cart-api/commit/${SHA}`,
    pusher: 'amara.okafor',
  });
});

it.each([
  [{ ref: 'refs/tags/v1' }, /branches/],
  [{ after: '0'.repeat(40) }, /deleted/],
  [
    { head_commit: { ...payload().head_commit, message: 'x\n\n[Skip CI] y' } },
    /asks for no pipeline/,
  ],
])('has nothing to run for %j', (over, why) => {
  const push = readPush(payload(over));
  expect('ignored' in push && push.ignored).toMatch(why);
});

it.each([
  [{ after: '--upload-pack=x' }],
  [{ repository: { ...payload().repository, name: '../x' } }],
  [{ repository: { ...payload().repository, owner: { login: 'a/b' } } }],
  [{ ref: 7 }],
  [{ pusher: undefined }],
])('refuses %j', over => {
  expect(() => readPush(payload(over))).toThrow(/not a push as Gitea tells it/);
});

it('takes a push without a commit, and a message of any length', () => {
  expect(readPush(payload({ head_commit: null }))).toMatchObject({
    message: '',
    author: 'amara.okafor',
  });
  const long = { ...payload().head_commit, message: 'x'.repeat(100_000) };
  const push = readPush(payload({ head_commit: long }));
  expect('message' in push && push.message.length).toBe(300);
});

it('knows what is settled, once', () => {
  const pushes = new SettledPushes();
  const movement = { repository: 'a/b', ref: 'refs/heads/main', sha: SHA };
  pushes.add(movement);
  expect(pushes.take({ ...movement, repository: 'a/c' })).toBe(false);
  expect(pushes.take({ ...movement, ref: 'refs/heads/x' })).toBe(false);
  expect(pushes.take(movement)).toBe(true);
  expect(pushes.take(movement)).toBe(false);
});
