import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGivenParameters, readParameters } from './parameters';

const schema = {
  type: 'object',
  properties: {
    size: { type: 'string', default: 'small' },
    copies: { type: 'integer' },
    open: { type: 'boolean' },
    hosts: { type: 'array' },
  },
};

describe('parameters from the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn-parameters-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are the defaults, then the file, then single values, by their types', () => {
    const values = join(folder, 'values.yaml');
    writeFileSync(values, 'size: medium\ncopies: 2\n');
    expect(readParameters(schema, {})).toEqual({ size: 'small' });
    expect(
      readParameters(schema, {
        values,
        set: ['copies=3', 'open=true', 'hosts=a, b', 'other=a=b'],
      }),
    ).toEqual({
      size: 'medium',
      copies: 3,
      open: true,
      hosts: ['a', 'b'],
      other: 'a=b',
    });
    expect(readParameters(schema, { set: ['hosts=["x"]'] })).toMatchObject({
      hosts: ['x'],
    });
  });

  it('of an environment that is there are only those that are given: no default takes the place of a value', () => {
    const values = join(folder, 'values.yaml');
    writeFileSync(values, 'open: true\n');
    expect(readGivenParameters(schema, { values, set: ['copies=3'] })).toEqual({
      open: true,
      copies: 3,
    });
    expect(readGivenParameters(schema, {})).toEqual({});
  });

  it.each([
    ['copies=many', 'copies must be a number; it is "many".'],
    ['copies=', 'copies must be a number; it is "".'],
    ['open=yes', 'open must be true or false; it is "yes".'],
    ['size', '"size" is no name=value'],
    ['=x', '"=x" is no name=value'],
  ])('refuse %s', (set, message) => {
    expect(() => readParameters(schema, { set: [set] })).toThrow(message);
  });

  it.each(['- a\n- b\n', 'a: [', 'text'])('refuse a file with %j', text => {
    const values = join(folder, 'values.yaml');
    writeFileSync(values, text);
    expect(() => readParameters(schema, { values })).toThrow(values);
  });

  it('say which file is not there', () => {
    expect(() => readParameters(schema, { values: '/nowhere.yaml' })).toThrow(
      '/nowhere.yaml cannot be read',
    );
  });
});
