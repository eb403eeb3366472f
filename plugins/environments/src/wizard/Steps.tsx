import { StepsBar } from '@cairn/plugin-portal-react';

const STEPS = [
  { id: 'class', title: 'Class' },
  { id: 'form', title: 'Form' },
  { id: 'plan', title: 'Plan' },
  { id: 'run', title: 'Run' },
] as const;

export type Step = (typeof STEPS)[number]['id'];

/** Where one is on the way to a new environment. */
export function Steps({ step }: { step: Step }) {
  return (
    <StepsBar
      titles={STEPS.map(({ title }) => title)}
      at={STEPS.findIndex(({ id }) => id === step)}
    />
  );
}
