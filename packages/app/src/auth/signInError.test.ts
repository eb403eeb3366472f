import { takeSignInError } from './signInError';

function take(href: string) {
  const replaceState = jest.fn();
  const error = takeSignInError({ href }, { replaceState });
  return { error, replaced: replaceState.mock.calls.at(0)?.[2]?.toString() };
}

describe('takeSignInError', () => {
  it('takes the reason out of the address and leaves the rest', () => {
    expect(
      take('http://localhost:7007/catalog?a=1&error=You+are+not+known'),
    ).toEqual({
      error: 'You are not known',
      replaced: 'http://localhost:7007/catalog?a=1',
    });
  });

  it('leaves an address without one alone', () => {
    expect(take('http://localhost:7007/?a=1')).toEqual({});
  });
});
