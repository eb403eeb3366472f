import { somePlan } from '../../dev/plan';
import { whatChanged } from './changed';

describe('whatChanged', () => {
  it('names files, environments, policy and what is in the way now', () => {
    const before = somePlan();
    const [first, ...others] = before.repository.files;
    expect(
      whatChanged(before, {
        ...before,
        repository: {
          ...before.repository,
          files: [
            { ...first, content: 'other' },
            ...others.slice(1),
            { path: 'new.txt', content: '', size: 0, executable: false },
          ],
        },
        environments: [
          { ...before.environments[0], digest: 'sha256:ff', price: undefined },
        ],
        verdict: before.verdict && { ...before.verdict, revision: 'next' },
        blockers: [{ type: 'name-taken', message: 'The name is taken.' }],
      }),
    ).toEqual([
      'New in the repository: new.txt',
      `No longer in the repository: ${others[0].path}`,
      `Different in the repository: ${first.path}`,
      'The environment checkout-vouchers-dev would be another one, at another price',
      'The policy is of another revision',
      'The name is taken',
    ]);
  });

  it('never says nothing', () => {
    expect(whatChanged(somePlan(), somePlan())).toHaveLength(1);
  });
});
