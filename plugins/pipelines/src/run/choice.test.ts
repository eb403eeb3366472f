import { someRun } from '../../dev/runs';
import { choiceOf, titleOf, withChoice } from './choice';

const failed = someRun('failed');
const good = someRun('succeeded');

describe('choiceOf', () => {
  it('is what failed, where nothing else is asked for', () => {
    const part = choiceOf(new URLSearchParams(), failed);
    expect(part).toEqual({ job: 'test', step: 2 });
    expect(titleOf(part, failed)).toBe('test · Run the tests');
  });

  it('is the whole log of a run that went well', () => {
    expect(choiceOf(new URLSearchParams(), good)).toBeUndefined();
    expect(titleOf(undefined, good)).toBe('The whole log');
  });

  it('comes back from its address', () => {
    for (const part of [
      undefined,
      { job: 'test' },
      { job: 'build', step: 1 },
    ]) {
      const address = withChoice(new URLSearchParams('line=7'), part);
      expect(address.has('line')).toBe(false);
      expect(choiceOf(address, failed)).toEqual(
        part && { step: undefined, ...part },
      );
    }
  });

  it('is the whole log where the address names what is not there, or only a line', () => {
    const of = (search: string) =>
      choiceOf(new URLSearchParams(search), failed);
    expect(of('job=gone')).toBeUndefined();
    expect(of('line=12')).toBeUndefined();
    expect(of('job=test&step=99')).toEqual({ job: 'test', step: undefined });
  });
});
