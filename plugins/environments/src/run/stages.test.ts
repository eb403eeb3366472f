import type { RunStep } from '@cairn/plugin-environments-common';
import { staging } from '../../dev/classes';
import { stagesOf } from './stages';

const step = (index: number, component: string): RunStep => ({
  index,
  component,
  operation: 'create',
  ref: { cluster: 'local', apiVersion: 'v1', kind: 'Secret', name: 'a' },
  state: 'Pending',
  tries: 0,
});
const names = (stages: ReturnType<typeof stagesOf>) =>
  stages.map(stage => stage.map(({ component }) => component));

describe('stagesOf', () => {
  const steps = [
    step(0, 'guard-rails'),
    step(1, 'database'),
    step(2, 'cart'),
    step(3, 'checkout'),
    step(4, 'cart'),
  ];

  it('puts side by side what does not wait for each other', () => {
    const stages = stagesOf(steps, staging.components);
    expect(names(stages)).toEqual([
      ['guard-rails'],
      ['database'],
      ['cart', 'checkout'],
    ]);
    expect(stages[2][0].steps.map(({ index }) => index)).toEqual([2, 4]);
  });

  it('follows the order of a destroy', () => {
    const destroy = [step(0, 'checkout'), step(1, 'cart'), step(2, 'database')];
    expect(names(stagesOf(destroy, staging.components))).toEqual([
      ['checkout', 'cart'],
      ['database'],
    ]);
  });

  it('does not guess what goes side by side without the class, nor hang where needs go in a circle', () => {
    expect(names(stagesOf(steps, undefined))).toEqual([
      ['guard-rails'],
      ['database'],
      ['cart'],
      ['checkout'],
    ]);
    const circle = [
      { name: 'cart', engine: 'argocd', needs: ['checkout'] },
      { name: 'checkout', engine: 'argocd', needs: ['cart'] },
    ];
    expect(stagesOf(steps, circle).flat()).toHaveLength(4);
  });
});
