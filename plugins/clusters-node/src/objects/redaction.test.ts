import fc from 'fast-check';
import { REDACTED, redactObject, redactText } from './redaction';

const secretValue = fc
  .string({ minLength: 8, unit: 'grapheme-ascii' })
  .map(text => `c4n4ry${text}`);

describe('redactText', () => {
  it('takes every form of the value of a Secret out of a text', () => {
    fc.assert(
      fc.property(secretValue, secretValue, (plain, encoded) => {
        const sent = {
          kind: 'Secret',
          stringData: { a: plain },
          data: { b: Buffer.from(encoded).toString('base64') },
        };
        const text = redactText(
          [
            `expected string, got ${plain}`,
            `got ${JSON.stringify(plain)}`,
            `got ${Buffer.from(plain).toString('base64')}`,
            `decoded ${encoded}`,
          ].join('\n'),
          sent,
        );
        expect(text).not.toContain('c4n4ry');
        expect(text).toContain('[redacted]');
      }),
    );
  });

  it('takes out environment variables and fields that are named like secrets', () => {
    expect(
      redactText('env hunter22 and topsecret, image nginx', {
        kind: 'Deployment',
        spec: {
          image: 'nginx',
          apiToken: 'topsecret',
          containers: [{ env: [{ name: 'ANY', value: 'hunter22' }] }],
        },
      }),
    ).toBe('env [redacted] and [redacted], image nginx');
  });

  it.each([
    [
      'Deployment "a" is invalid: spec.template: Invalid value: {"a":"canary"}: `selector` does not match',
      'Deployment "a" is invalid: spec.template: Invalid value: [redacted]: `selector` does not match',
    ],
    [
      'Job "a" is invalid: spec: Invalid value: core.PodSpec{A:"canary: b", C:{}}: field is immutable',
      'Job "a" is invalid: spec: Invalid value: [redacted]: field is immutable',
    ],
    [
      'a: Invalid value: "canary \\" : x": must be short',
      'a: Invalid value: [redacted]: must be short',
    ],
    ['a: Invalid value: "canary', 'a: Invalid value: [redacted]'],
    [
      'expected string, got &value.valueUnstructured{Value:4711}',
      'expected string, got &value.valueUnstructured{Value: [redacted]',
    ],
    [
      'exceeded quota: a, requested: pods=1',
      'exceeded quota: a, requested: pods=1',
    ],
  ])('takes the value out of %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('takes out a value that contains another one', () => {
    expect(
      redactText('abcdef', {
        kind: 'Secret',
        stringData: { a: 'abc', b: 'abcdef' },
      }),
    ).toBe('[redacted]');
  });
});

describe('redactObject', () => {
  it('hides values of Secrets and keeps their names', () => {
    expect(
      redactObject({
        kind: 'Secret',
        metadata: { name: 'a' },
        data: { password: 'eA==' },
        stringData: { x: 'y' },
      }),
    ).toEqual({
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { password: '[redacted]' },
      stringData: { x: '[redacted]' },
    });
  });

  it('leaves no value of a Secret, and every key', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uuid()),
        values => {
          const redacted = JSON.stringify(
            redactObject({ kind: 'Secret', data: values, stringData: values }),
          );
          for (const [key, value] of Object.entries(values)) {
            expect(redacted).toContain(key);
            expect(redacted).not.toContain(value);
          }
        },
      ),
    );
  });

  it('finds a Secret wherever it is, and the copy that kubectl keeps', () => {
    expect(
      redactObject({
        kind: 'List',
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{"a":"b"}',
          },
        },
        items: [{ kind: 'Secret', data: { a: 'b' } }],
      }),
    ).toEqual({
      kind: 'List',
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': REDACTED,
        },
      },
      items: [{ kind: 'Secret', data: { a: REDACTED } }],
    });
  });

  it('leaves everything else as it is', () => {
    const object = {
      kind: 'ConfigMap',
      data: { a: 'b' },
      spec: {
        automountServiceAccountToken: false,
        env: [{ name: 'SIZE', value: 'small' }],
        tokenSecretRef: 'here',
      },
    };
    expect(redactObject(object)).toEqual(object);
  });

  it('hides variables that are named like secrets and keeps references', () => {
    const env = [
      { name: 'DB_PASSWORD', value: 'x' },
      { name: 'PORT', value: '80' },
      {
        name: 'API_TOKEN',
        valueFrom: { secretKeyRef: { name: 'a', key: 'b' } },
      },
    ];
    expect(
      redactObject({ kind: 'Pod', spec: { env, secretName: 'tls' } }),
    ).toEqual({
      kind: 'Pod',
      spec: {
        env: [{ name: 'DB_PASSWORD', value: '[redacted]' }, env[1], env[2]],
        secretName: 'tls',
      },
    });
  });
});
