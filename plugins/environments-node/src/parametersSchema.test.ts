import fc from 'fast-check';
import { compileParametersSchema } from './parametersSchema';

const validate = compileParametersSchema({
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'string', enum: ['small', 'large'], 'ui:widget': 'radio' },
    replicas: { type: 'integer', minimum: 1, default: 1 },
    contact: {
      type: 'object',
      properties: { mail: { type: 'string', format: 'email' } },
      additionalProperties: false,
    },
  },
  dependencies: {
    replicas: {
      oneOf: [{ properties: { replicas: {}, zone: { type: 'string' } } }],
    },
  },
});

describe('parameters', () => {
  it('are valid with their defaults, and the request is left as it is', () => {
    const request = { size: 'small' };
    expect(validate(request)).toEqual({
      parameters: { size: 'small', replicas: 1 },
      problems: [],
    });
    expect(request).toEqual({ size: 'small' });
  });

  it('may be those that others bring along', () => {
    expect(validate({ size: 'small', zone: 'a' }).problems).toEqual([]);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{}, 'parameters.size', 'is required'],
    [{ size: 'huge' }, 'parameters.size', 'must be one of small, large'],
    [{ size: 7 }, 'parameters.size', 'must be string'],
    [{ size: 'small', replicas: 0 }, 'parameters.replicas', 'must be >= 1'],
    [
      { size: 'small', sise: 1 },
      'parameters.sise',
      'is no parameter of the class',
    ],
    [
      { size: 'small', contact: { mail: 'x' } },
      'parameters.contact.mail',
      'must match format "email"',
    ],
    [
      { size: 'small', contact: { fax: 'x' } },
      'parameters.contact.fax',
      'is no parameter of the class',
    ],
  ])('of %j are refused by name', (parameters, field, message) => {
    expect(validate(parameters).problems).toContainEqual({ field, message });
  });

  it('never make the check throw', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), parameters => {
        const { problems } = validate(parameters);
        for (const { field, message } of problems) {
          expect(field).toMatch(/^parameters/);
          expect(message).not.toBe('');
        }
      }),
    );
  });

  it.each([
    { type: 'array' },
    { type: 'object', properties: { a: { type: 'nonsense' } } },
    { type: 'object', properties: { a: { pattern: '(' } } },
    { type: 'object', properties: { a: { writeOnly: true } } },
    { type: 'object', properties: { a: { format: 'password' } } },
    {
      type: 'object',
      allOf: [{ properties: { a: { 'ui:widget': 'password' } } }],
    },
  ])('cannot be described by %j', schema => {
    expect(() => compileParametersSchema(schema)).toThrow('spec.parameters');
  });
});
