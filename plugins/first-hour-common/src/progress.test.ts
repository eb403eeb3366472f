import {
  dismissalSchema,
  firstHourProgressSchema,
  visitSchema,
} from './progress';
import { firstHourSteps, visitSteps } from './steps';

describe('first hour schemas', () => {
  it('lets the browser report the steps that only it can see', () => {
    expect(
      firstHourSteps.filter(step => visitSchema.safeParse({ step }).success),
    ).toEqual([...visitSteps]);
  });

  it.each([{}, { step: 1 }, { step: 'read-its-docs', more: true }, null, 'x'])(
    'refuses %j as a visit',
    body => {
      expect(visitSchema.safeParse(body).success).toBe(false);
    },
  );

  it.each([{}, { dismissed: 'yes' }, { dismissed: true, at: 'now' }])(
    'refuses %j as a dismissal',
    body => {
      expect(dismissalSchema.safeParse(body).success).toBe(false);
    },
  );

  it('refuses times that are none', () => {
    expect(
      firstHourProgressSchema.safeParse({
        steps: [{ step: 'read-its-docs', doneAt: 'yesterday' }],
      }).success,
    ).toBe(false);
  });
});
