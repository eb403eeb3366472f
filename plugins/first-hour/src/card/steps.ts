import type { FirstHourStep } from '@cairn/plugin-first-hour-common';

/** How a step is shown. */
export interface StepText {
  title: string;
  text: string;
  /** What it takes, for somebody who does it for the first time. */
  minutes: number;
  to: string;
  /** Ids of what the platform must have for it. */
  needs: string[];
}

export const stepTexts: Record<FirstHourStep, StepText> = {
  'look-at-a-service': {
    title: 'Look at a service',
    text: 'Who owns it, what it depends on, how it is',
    minutes: 2,
    to: '/catalog?filters[kind]=component&filters[user]=all',
    needs: [],
  },
  'read-its-docs': {
    title: 'Read its docs',
    text: 'Every service brings its own',
    minutes: 5,
    to: '/docs',
    needs: ['docs-generator'],
  },
  'make-an-environment': {
    title: 'Make an environment',
    text: 'Choose a class, see the plan, apply it',
    minutes: 5,
    to: '/environments/new',
    needs: ['cluster', 'opa'],
  },
};
