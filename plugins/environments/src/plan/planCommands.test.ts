import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { planCommands } from './planCommands';

const plan = {
  action: 'create' as const,
  class: { name: 'container', version: 'sha256:1' },
  digest: 'sha256:2',
  environment: {
    name: 'try-it',
    namespace: 'env-try-it',
    owner: 'group:default/checkout-team',
    cluster: 'local',
  },
  parameters: { image: 'registry.larkfield.example/a:1', replicas: 2 },
};

/** What a shell makes of a command, word by word. */
function wordsOf(command: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], {
    encoding: 'utf8',
  })
    .split('\0')
    .slice(0, -1);
}

describe('planCommands', () => {
  it('say what the page says', () => {
    expect(planCommands(plan).map(({ command }) => command)).toEqual([
      './cairn env plan container try-it --owner checkout-team --set image=registry.larkfield.example/a:1 replicas=2',
      './cairn env apply sha256:2',
    ]);
  });

  it('name a group of another namespace in full', () => {
    const [{ command }] = planCommands({
      ...plan,
      environment: { ...plan.environment, owner: 'group:labs/search' },
    });
    expect(command).toContain('--owner group:labs/search');
  });

  it('mean to a shell exactly the value, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0')),
        text => {
          const [{ command }] = planCommands({
            ...plan,
            parameters: { note: text },
          });
          expect(wordsOf(command).at(-1)).toBe(`note=${text}`);
        },
      ),
      { numRuns: 50 },
    );
  });
});
