import { driftSummary, fieldWords, pathWords } from './driftWords';

const ref = {
  cluster: 'local',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'a',
};

describe('pathWords', () => {
  it.each([
    ['/spec/replicas', 'spec › replicas'],
    ['/spec/containers/0/image', 'spec › containers › #1 › image'],
    ['/metadata/labels/a~1b~0c', 'metadata › labels › a/b~c'],
  ])('reads %s as %s', (pointer, words) => {
    expect(pathWords(pointer)).toBe(words);
  });
});

describe('fieldWords', () => {
  it('says who changed it, and does not guess', () => {
    const path = '/spec/replicas';
    expect(
      fieldWords({ path, before: 1, after: 3, manager: 'kubectl-edit' }),
    ).toBe('Changed by somebody with kubectl edit');
    expect(fieldWords({ path, after: 3, manager: 'flux' })).toBe(
      'Added by flux',
    );
    expect(fieldWords({ path, before: 1 })).toBe(
      'Taken away; the API server does not say by whom',
    );
  });
});

describe('driftSummary', () => {
  it('counts fields, what is gone, and what could not be compared', () => {
    expect(
      driftSummary({
        resources: [
          {
            component: 'a',
            ref,
            kind: 'changed',
            message: '',
            fields: [{ path: '/data/a' }, { path: '/data/b' }],
          },
          { component: 'a', ref, kind: 'missing', message: '', fields: [] },
        ],
        unknown: [{ ref, message: 'no answer' }],
      }),
    ).toBe('2 fields of 1 object, 1 object is gone, 1 not compared');
  });
});
