import { environmentNameSchema } from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import {
  environmentSuffixSchema,
  serviceNameSchema,
  startEnvironmentName,
  whyNoServiceName,
} from './serviceName';

describe('serviceNameSchema', () => {
  it.each(['cart-api', 'shop2', 'a1b', 'delivery-slots-v2'])(
    'takes %s',
    name => {
      expect(serviceNameSchema.parse(name)).toBe(name);
    },
  );

  it.each([
    // shell
    '$(id)',
    'a;b;c',
    'a`id`',
    'a b c',
    '../up',
    '-rf',
    '--help',
    "a'b'c",
    'a"b"c',
    'a|b|c',
    'a\nb',
    // YAML
    'null',
    'true',
    'yes',
    'off',
    '1e3',
    '0x1f',
    '123',
    'a: b',
    '- ab',
    '&ab',
    '*ab',
    '!ab',
    // Git
    'a..b',
    'ab.lock',
    'ab.git',
    'a~b',
    'a^b',
    'a@{b',
    'HEAD',
    'head',
    // DNS
    'Cart',
    'cart_api',
    'cart-',
    'cart--api',
    'xn--abc',
    'ab',
    'ünder',
    'a'.repeat(31),
    // npm
    'http',
    'node-modules',
    '@scope/ab',
    '.hidden',
    '_ab',
    // templates
    '${{ x }}',
    '{{x}}',
    '{%x%}',
    '',
  ])('refuses %j and says why', name => {
    expect(whyNoServiceName(name)).toMatch(/^(must|is) /);
  });

  it('takes nothing that YAML, the shell or an address would read as anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme-ascii' }),
          fc.stringMatching(/^[a-z0-9-]{1,40}$/),
        ),
        name => {
          if (whyNoServiceName(name)) {
            return;
          }
          expect(parse(name)).toBe(name);
          expect(stringify(name).trim()).toBe(name);
          expect(encodeURIComponent(name)).toBe(name);
          expect(name).toMatch(/^[a-z0-9-]+$/);
        },
      ),
    );
  });

  it('leaves room for an environment of the same name', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z](-?[a-z0-9]){2,14}$/),
        fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/),
        (service, suffix) => {
          fc.pre(!whyNoServiceName(service));
          expect(environmentSuffixSchema.parse(suffix)).toBe(suffix);
          expect(
            environmentNameSchema.safeParse(
              startEnvironmentName(service, suffix),
            ).success,
          ).toBe(true);
        },
      ),
    );
    expect(
      environmentNameSchema.safeParse(
        startEnvironmentName('a'.repeat(30), 'b'.repeat(9)),
      ).success,
    ).toBe(true);
  });
});
