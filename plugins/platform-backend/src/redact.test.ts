import fc from 'fast-check';
import { redact } from './redact';

it.each([
  ['connect to https://cairn:hunter2@git.example/api failed', 'hunter2'],
  ['connect to https://hunter2@git.example/api failed', 'hunter2'],
  ['postgresql://cairn:hunter2@db/portal', 'hunter2'],
  ['Authorization: Bearer hunter2.hunter2', 'hunter2'],
  ['GET /status?token=hunter2&x=1', 'hunter2'],
  ['password: "hunter2"', 'hunter2'],
  ['got eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', 'eyJzdWIiOi'],
])('takes the secret out of %s', (text, secret) => {
  expect(redact(text)).not.toContain(secret);
  expect(redact(text)).toContain('[redacted]');
});

it('leaves what is none', () => {
  const text =
    'connect ECONNREFUSED 127.0.0.1:7010, see http://localhost:7010/health';
  expect(redact(text)).toBe(text);
});

it('never lets the credentials of an address through', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9_%]{8,30}$/);
  fc.assert(
    fc.property(word, word, fc.string(), (user, password, before) => {
      const secret = `p4${password}`;
      const clean = redact(`${before} http://${user}:${secret}@host/path`);
      expect(clean).not.toContain(secret);
    }),
  );
});

it('keeps a reason a sentence', () => {
  expect(redact('x '.repeat(5000)).length).toBeLessThan(600);
});

it.each(['a.', 'eyJa.', 'a://b', 'token '])(
  'is done at once with a text of a million times %j',
  part => {
    const started = performance.now();
    redact(part.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(5000);
  },
);

it('shows no secret that a cut would leave without its mark', () => {
  const secret = 'hunter2'.repeat(500);
  for (const before of ['', ' '.repeat(400), 'x '.repeat(200)]) {
    expect(redact(`${before}http://me:${secret}@git.example`)).not.toContain(
      'hunter2',
    );
  }
});
