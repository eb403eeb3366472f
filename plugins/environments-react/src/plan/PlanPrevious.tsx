import { Panel, Section } from '@cairn/plugin-portal-react';
import type { FieldChange, Plan } from '@cairn/plugin-environments-common';
import { FieldChanges } from './FieldChanges';

function shortVersion(version: string) {
  return version.replace(/^sha256:/, '').slice(0, 12);
}

/** What an environment is meant to be now, and would be meant to be afterwards. */
export function previousChanges(
  plan: Pick<Plan, 'previous' | 'parameters' | 'class' | 'mode'>,
): FieldChange[] {
  const { previous, parameters, mode } = plan;
  if (!previous) return [];
  const names = [
    ...new Set([
      ...Object.keys(previous.parameters),
      ...Object.keys(parameters),
    ]),
  ];
  return [
    {
      path: 'class version',
      before: shortVersion(previous.classVersion),
      after: shortVersion(plan.class.version),
    },
    { path: 'mode', before: previous.mode, after: mode },
    ...names.map(name => ({
      path: name,
      before: previous.parameters[name],
      after: parameters[name],
    })),
  ].filter(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  );
}

/** What is asked for, against what the environment was asked for with; nothing where that is the same. */
export function PlanPrevious({ plan }: { plan: Plan }) {
  if (plan.action === 'destroy') return null;
  const changes = previousChanges(plan);
  if (changes.length === 0) return null;
  return (
    <Section title="What you ask for">
      <Panel>
        <FieldChanges
          fields={changes}
          label="What it was asked for with, and would be"
        />
      </Panel>
    </Section>
  );
}
