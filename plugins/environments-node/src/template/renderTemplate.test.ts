import fc from 'fast-check';
import type { RenderContext } from '../Engine';
import { renderTemplate } from './renderTemplate';

function contextWith(parameters: Record<string, unknown>): RenderContext {
  return {
    environment: {
      id: '6f2b6a4e-3b53-4b62-9a4e-0d3f1f5b7c11',
      name: 'shop',
      namespace: 'env-shop',
      owner: 'group:default/checkout-team',
      ownerName: 'checkout-team',
      cluster: 'local',
    },
    class: { name: 'sandbox', version: 'sha256:0' },
    parameters,
    entities: {},
    git: { url: 'http://localhost:7009' },
  };
}

const render = (template: unknown, parameters: Record<string, unknown> = {}) =>
  renderTemplate(template, contextWith(parameters), { origin: 'a.yaml' });

describe('renderTemplate', () => {
  it('keeps the type of a value where the text is exactly one expression', () => {
    expect(
      render(
        {
          a: '${{ parameters.n }}',
          b: ['${{ parameters.list }}'],
          c: 'x${{ parameters.n }}',
          d: '${{ parameters.yes }}',
          e: 3,
          f: null,
        },
        { n: 2, list: [1, { x: 'y' }], yes: false },
      ),
    ).toEqual({
      a: 2,
      b: [[1, { x: 'y' }]],
      c: 'x2',
      d: false,
      e: 3,
      f: null,
    });
  });

  it('knows the filters and operators of the scaffolder', () => {
    expect(render('${{ environment.name | upper }}-${{ 1 + 1 }}')).toBe(
      'SHOP-2',
    );
    expect(render('${{ parameters.size | default("small") }}')).toBe('small');
    expect(render("${{ parameters['odd/key'] }}", { 'odd/key': 'v' })).toBe(
      'v',
    );
    expect(render('${{ "}}" }}')).toBe('}}');
  });

  it.each([
    ['${{ parameters.typo }}', 'parameters.typo'],
    ['a ${{ parameters.typo }} b', 'parameters.typo'],
    ['${{ parameters.typo | upper }}', 'parameters.typo'],
    ['${{ process.env }}', '"process"'],
    ['${{ global }}', '"global"'],
    ['${{ typo | default("x") }}', '"typo"'],
    ['${{ environment.name', 'not closed'],
    ['${{ environment }} and text', 'list or an object'],
    ['${{ environment.constructor }}', 'environment.constructor'],
    ['${{ range(1000000000) }}', 'range'],
  ])('refuses %s and names file and field', (text, what) => {
    const act = () => render({ spec: [{ 'a/b': text }] });
    expect(act).toThrow(expect.objectContaining({ name: 'InputError' }));
    expect(act).toThrow(/^a\.yaml at \/spec\/0\/a~1b: /);
    expect(act).toThrow(what);
  });

  it('does not render keys', () => {
    expect(() => render({ '${{ parameters.k }}': 1 }, { k: 'x' })).toThrow(
      'cannot be a key',
    );
  });

  it('leaves a text without an expression as it is', () => {
    for (const text of ['{% if x %}', '{# no #}', '{{ go }}', '$(VAR)', '']) {
      expect(render(text)).toBe(text);
    }
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '${{ environment.id }}',
      'x\nkind: ClusterRole',
      '"}, {"a": "b',
      '}}${{ 1 }}',
      '{% raw %}',
      '- a\n- b',
      '!!js/function',
      '&a *a',
      '# comment',
    ),
  );

  it('never lets a value leave its place', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        expect(
          render(
            {
              whole: '${{ parameters.first }}',
              within: 'a ${{ parameters.first }} b ${{ parameters.second }}',
              untouched: { deep: [1, true, null, 'text'] },
            },
            { first, second },
          ),
        ).toEqual({
          whole: first,
          within: `a ${first} b ${second}`,
          untouched: { deep: [1, true, null, 'text'] },
        });
      }),
    );
  });

  it('answers any JSON value unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), value => {
        const plain = JSON.parse(JSON.stringify(value));
        fc.pre(!/constructor|prototype|__/.test(JSON.stringify(plain)));
        expect(
          render({ at: '${{ parameters.value }}' }, { value: plain }),
        ).toEqual({
          at: plain,
        });
      }),
    );
  });

  it('never throws anything but an InputError, whatever the template', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        let error: unknown;
        try {
          render(`\${{ ${text} }}`);
        } catch (e) {
          error = e;
        }
        expect(String(error)).toMatch(/^(undefined|InputError: )/);
      }),
    );
  });
});

describe('an item with $each', () => {
  const each = (more: object = {}) => [
    'first',
    {
      $each: '${{ parameters.services }}',
      $as: 'service',
      $do: { name: '${{ service.name }}', of: '${{ environment.name }}' },
      ...more,
    },
    'last',
  ];
  const services = [{ name: 'cart' }, { name: '${{ git.url }}' }];

  it('stands for one item for each of the list, whose values are never read again', () => {
    expect(render(each(), { services })).toEqual([
      'first',
      { name: 'cart', of: 'shop' },
      { name: '${{ git.url }}', of: 'shop' },
      'last',
    ]);
    expect(render(each(), { services: [] })).toEqual(['first', 'last']);
  });

  it('can be within another', () => {
    expect(
      render(
        [
          {
            $each: '${{ parameters.services }}',
            $as: 'a',
            $do: [
              {
                $each: '${{ a.ports }}',
                $as: 'port',
                $do: '${{ a.name }}:${{ port }}',
              },
            ],
          },
        ],
        { services: [{ name: 'cart', ports: [1, 2] }] },
      ),
    ).toEqual([['cart:1', 'cart:2']]);
  });

  it.each([
    [
      { $each: '${{ parameters.name }}' },
      'a.yaml at /1/$each: ${{ parameters.name }} is not a list',
    ],
    [
      { $as: 'git' },
      'a.yaml at /1/$as: there is something of the name "git" already',
    ],
    [{ $as: 'a-b' }, 'a.yaml at /1: an item with $each has exactly'],
    [{ $also: 1 }, 'a.yaml at /1: an item with $each has exactly'],
    [
      { $do: '${{ service.port }}' },
      'a.yaml at /1/$do: ${{ service.port }} reads "service.port", which does not exist',
    ],
    [
      { $do: '${{ other }}' },
      'reads "other", which does not exist; there are environment, class, parameters, entities, git, service',
    ],
  ])('is refused as %j', (more, said) => {
    expect(() => render(each(more), { services, name: 'x' })).toThrow(said);
  });

  it('lets nothing that a list holds out of its place', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), texts => {
        expect(
          render(
            [
              {
                $each: '${{ parameters.texts }}',
                $as: 'text',
                $do: { a: '${{ text }}' },
              },
            ],
            { texts },
          ),
        ).toEqual(texts.map(a => ({ a })));
      }),
    );
  });
});
