import { statusError } from './statusError';

const refusal = (status: number, body: unknown) => ({
  status,
  warnings: [],
  body,
});

describe('statusError', () => {
  it('keeps fields and explanations, not the values', () => {
    const error = statusError(
      refusal(422, {
        kind: 'Status',
        reason: 'Invalid',
        message: 'Job.batch "a" is invalid: spec.template: Invalid value: …',
        details: {
          causes: [
            {
              reason: 'FieldValueInvalid',
              field: 'spec.template',
              message:
                'Invalid value: core.PodTemplateSpec{Env: "canary-a"}: field is immutable',
            },
            {
              reason: 'FieldValueInvalid',
              field: 'metadata.name',
              message: 'Invalid value: "canary-b: c": must be a DNS label',
            },
            {
              reason: 'FieldValueInvalid',
              field: 'spec.x',
              message: 'Invalid value: "canary-c: \\"canary-d',
            },
            {
              reason: 'FieldValueInvalid',
              field: 'spec.labels',
              message:
                'Invalid value: {"a":"canary-e"}: `selector` does not match template `labels`',
            },
            {
              reason: 'FieldValueRequired',
              field: 'spec.y',
              message: 'Required value',
            },
          ],
        },
      }),
      'create Job "a"',
    );
    expect(error.message).toBe(
      'The API server refused to create Job "a" (422 Invalid): spec.template: Invalid value: field is immutable; metadata.name: Invalid value: must be a DNS label; spec.x: Invalid value; spec.labels: Invalid value: `selector` does not match template `labels`; spec.y: Required value',
    );
    expect(error.fields).toEqual([
      'spec.template',
      'metadata.name',
      'spec.x',
      'spec.labels',
      'spec.y',
    ]);
    expect(error).toMatchObject({
      httpStatus: 422,
      statusCode: 502,
      reason: 'Invalid',
    });
  });

  it('cuts the value out of a failed conversion', () => {
    const { message } = statusError(
      refusal(500, {
        kind: 'Status',
        message:
          'failed to create typed patch object (a/b; /v1, Kind=Secret): .stringData.x: expected string, got &value.valueUnstructured{Value:4711}',
      }),
      'update Secret "b"',
    );
    expect(message).toContain('.stringData.x: expected string');
    expect(message).not.toContain('4711');
  });

  it.each([undefined, '', 'nonsense', [], { kind: 'Status' }, { items: 3 }])(
    'makes an error of %j as well',
    body => {
      expect(statusError(refusal(500, body), 'read').message).toContain(
        'The API server refused to read (500',
      );
    },
  );
});
