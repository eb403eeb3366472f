import { nodeService } from '../../dev/goldenPath';
import { formSteps } from './steps';

describe('formSteps', () => {
  it('leaves the digest of the plan out of the form', () => {
    const steps = formSteps(nodeService);

    expect(steps.map(({ title, values }) => [title, values])).toEqual([
      ['The service', ['name', 'owner', 'system', 'description']],
      ['Where it runs first', ['environments']],
    ]);
    expect(JSON.stringify(steps)).not.toContain('planDigest');
    expect(steps[0].uiSchema.name['ui:field']).toBe('CairnServiceName');
    expect(steps[0].schema.required).toEqual(['name', 'owner']);
  });

  it('leaves out a page that holds nothing else', () => {
    expect(
      formSteps({
        ...nodeService,
        steps: [
          ...nodeService.steps,
          {
            title: 'Plan',
            schema: {
              type: 'object',
              required: ['planDigest'],
              properties: { planDigest: { type: 'string' } },
            },
          },
        ],
      }),
    ).toHaveLength(2);
  });

  it('keeps the page of a golden path that asks for nothing', () => {
    expect(
      formSteps({ title: 'x', steps: [{ title: 'x', schema: {} }] }),
    ).toHaveLength(1);
  });
});
